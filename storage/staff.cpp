#include "storage/staff.h"

#include <array>
#include <utility>

namespace storage {
namespace {

constexpr std::array<std::pair<Role, std::string_view>, 5> roles{{
    {Role::village, "village"},
    {Role::town, "town"},
    {Role::town_head, "town_head"},
    {Role::county, "county"},
    {Role::admin, "admin"},
}};

Clerk read_clerk(const Row& row) {
    Clerk clerk;
    clerk.id = row.integer(0);
    clerk.name = row.text(1);
    clerk.display_name = row.text(2);
    // A role this program does not know is given no reach: a village without an area.
    const auto role = role_from(row.text(3));
    clerk.role = role.value_or(Role::village);
    clerk.area = role ? row.text(4) : std::string();
    clerk.password_hash = row.text(5);
    clerk.disabled = !role || row.integer(6) != 0;
    return clerk;
}

Result<void> changed_account(const Result<std::int64_t>& rows) {
    if (!rows) return rows.error();
    if (*rows == 0) return Error{Fault::not_found, "no such account"};
    return {};
}

}  // namespace

std::string_view to_string(Role role) {
    for (const auto& [known, name] : roles) {
        if (known == role) return name;
    }
    return "village";
}

std::optional<Role> role_from(std::string_view text) {
    for (const auto& [role, name] : roles) {
        if (name == text) return role;
    }
    return std::nullopt;
}

namespace staff {

Result<std::int64_t> add(Connection& connection, const Clerk& clerk, Time now) {
    auto id = connection.one(
        "INSERT INTO staff(name, display_name, role, area, password_hash, disabled, created_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
        [](const Row& row) { return row.integer(0); },
        clerk.name,
        clerk.display_name,
        to_string(clerk.role),
        clerk.area,
        clerk.password_hash,
        clerk.disabled,
        now
    );
    if (!id) return id.error();
    if (!*id) return Error{Fault::unavailable, "no account was added"};
    return **id;
}

Result<std::optional<Clerk>> find(Connection& connection, std::int64_t id) {
    return connection.one(
        "SELECT id, name, display_name, role, area, password_hash, disabled "
        "FROM staff WHERE id = ?",
        read_clerk,
        id
    );
}

Result<std::optional<Clerk>> find_by_name(Connection& connection, std::string_view name) {
    return connection.one(
        "SELECT id, name, display_name, role, area, password_hash, disabled "
        "FROM staff WHERE name = ?",
        read_clerk,
        name
    );
}

Result<std::vector<Clerk>> all(Connection& connection) {
    return connection.all(
        "SELECT id, name, display_name, role, area, password_hash, disabled "
        "FROM staff ORDER BY id",
        read_clerk
    );
}

Result<std::map<std::int64_t, std::string>> names(Connection& connection) {
    std::map<std::int64_t, std::string> names;
    auto done = connection.execute("SELECT id, display_name FROM staff", {}, [&](const Row& row) {
        names.emplace(row.integer(0), row.text(1));
    });
    if (!done) return done.error();
    return names;
}

Result<void> set_password(Connection& connection, std::int64_t id, std::string_view hash) {
    return changed_account(
        connection.run("UPDATE staff SET password_hash = ? WHERE id = ?", hash, id)
    );
}

Result<void> set_disabled(Connection& connection, std::int64_t id, bool disabled) {
    return changed_account(
        connection.run("UPDATE staff SET disabled = ? WHERE id = ?", disabled, id)
    );
}

}  // namespace staff
}  // namespace storage
