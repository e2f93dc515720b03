#include "gateway/desk/accounts.h"

#include "dialogs/text/clean.h"
#include "gateway/desk/passwords.h"
#include "storage/audit.h"
#include "storage/login_throttle.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace gateway::desk {
namespace {

using storage::Clerk;
using storage::Connection;
using storage::Error;
using storage::Fault;
using storage::Result;
using storage::Role;
using storage::Time;
namespace throttle = storage::login_throttle;

Result<void> keep_audit(
    Connection& connection, std::string actor, std::string action, std::string object, Time now
) {
    return storage::audit::append(
        connection, {now, std::move(actor), std::move(action), std::move(object), {}}
    );
}

std::size_t code_length(Role role) {
    switch (role) {
        case Role::village: return 12;
        case Role::town:
        case Role::town_head: return 9;
        case Role::county:
        case Role::admin: return 6;
    }
    return 0;
}

bool is_account_name(std::string_view name) {
    const auto fits_in = [](unsigned char c) {
        return std::isalnum(c) != 0 || c == '.' || c == '_' || c == '-';
    };
    return name.size() >= 2 && name.size() <= 32 && std::ranges::all_of(name, fits_in);
}

// What is wrong with a new account, or nothing.
std::string fault_of(const NewUser& user, const config::Organisation& organisation) {
    if (!is_account_name(user.name)) return "name: 2 to 32 letters, digits, '.', '_' or '-'";
    if (dialogs::text::code_points(user.display_name) > 32)
        return "display name: at most 32 letters";
    const auto role = storage::role_from(user.role);
    if (!role) return "role: village, town, town_head, county or admin";
    if (organisation.find(user.area) == nullptr) return "area: not one of the organisation file";
    if (user.area.size() != code_length(*role)) return "area: of another level than the role's";
    if (!is_password(user.password)) return "password: 8 to 128 bytes";
    return {};
}

}  // namespace

Result<std::int64_t> add_user(
    Connection& connection, const config::Organisation& organisation, const NewUser& user, Time now
) {
    if (auto fault = fault_of(user, organisation); !fault.empty()) {
        return Error{Fault::malformed, std::move(fault)};
    }
    auto hash = hash_password(user.password);
    if (!hash) return hash.error();
    Clerk clerk;
    clerk.name = user.name;
    clerk.display_name = user.display_name.empty() ? user.name : user.display_name;
    clerk.role = *storage::role_from(user.role);
    clerk.area = user.area;
    clerk.password_hash = std::move(*hash);
    auto id = storage::staff::add(connection, clerk, now);
    if (!id && id.error().fault == Fault::conflict)
        return Error{Fault::conflict, "the name " + user.name + " is taken: choose another"};
    if (!id) return id;
    auto kept = keep_audit(connection, "system", "staff.add", "clerk:" + std::to_string(*id), now);
    if (!kept) return kept.error();
    return id;
}

std::chrono::minutes login_delay(int failures) {
    constexpr int free_of_delay = 4;
    constexpr std::chrono::minutes longest{15};
    if (failures <= free_of_delay) return std::chrono::minutes(0);
    const int doublings = std::min(failures - free_of_delay - 1, 4);
    return std::min(std::chrono::minutes(1 << doublings), longest);
}

Result<LoginAttempt> begin_login(Connection& connection, const std::string& name, Time now) {
    LoginAttempt attempt;
    const auto key = throttle_key(name);
    auto state = throttle::find(connection, key);
    if (!state) return state.error();
    if (now < state->locked_until) {
        attempt.locked = true;
        return attempt;
    }
    auto failures = throttle::count(connection, key, now);
    if (!failures) return failures.error();
    if (const auto delay = login_delay(*failures); delay.count() > 0) {
        auto locked = throttle::lock_until(connection, key, now + delay);
        if (!locked) return locked.error();
    }
    auto clerk = storage::staff::find_by_name(connection, name);
    if (!clerk) return clerk.error();
    attempt.clerk = std::move(*clerk);
    attempt.hash = attempt.clerk ? attempt.clerk->password_hash : nobodys_hash();
    return attempt;
}

Result<Opened> open_session(
    Connection& connection,
    const Clerk& clerk,
    const std::string& token,
    const std::string& csrf,
    Time now
) {
    auto cleared = throttle::clear(connection, throttle_key(clerk.name));
    if (!cleared) return cleared.error();
    auto kept =
        storage::staff_sessions::keep(connection, {token_hash(token), clerk.id, csrf, now, now});
    if (!kept) return kept.error();
    const auto who = "clerk:" + std::to_string(clerk.id);
    auto audited = keep_audit(connection, who, "login", who, now);
    if (!audited) return audited.error();
    return Opened{clerk, token, csrf};
}

Result<void> refuse_login(Connection& connection, const LoginAttempt& attempt, Time now) {
    const auto who = attempt.clerk ? "clerk:" + std::to_string(attempt.clerk->id) : "nobody";
    return keep_audit(connection, who, "login.failed", who, now);
}

Result<void> close_session(
    Connection& connection, const Clerk& clerk, const std::string& hash, Time now
) {
    auto ended = storage::staff_sessions::end(connection, hash);
    if (!ended) return ended;
    const auto who = "clerk:" + std::to_string(clerk.id);
    return keep_audit(connection, who, "logout", who, now);
}

Result<std::optional<Caller>> find_caller(
    Connection& connection, const std::string& hash, Time now
) {
    auto session = storage::staff_sessions::find(connection, hash);
    if (!session) return session.error();
    if (!*session) return std::optional<Caller>();
    const auto& found = **session;
    const bool over =
        now - found.created_at >= session_lasts || now - found.seen_at >= session_idles;
    if (over) return std::optional<Caller>();
    auto clerk = storage::staff::find(connection, found.clerk_id);
    if (!clerk) return clerk.error();
    if (!*clerk || (*clerk)->disabled) return std::optional<Caller>();
    return std::optional(Caller{std::move(**clerk), found});
}

std::string throttle_key(const std::string& name) { return token_hash("login:" + name); }

bool is_password(std::string_view password) {
    return password.size() >= 8 && password.size() <= 128;
}

std::string token_hash(std::string_view token) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256(
        digest.data(), reinterpret_cast<const unsigned char*>(token.data()), token.size()
    );
    std::array<char, 2 * crypto_hash_sha256_BYTES + 1> hex{};
    sodium_bin2hex(hex.data(), hex.size(), digest.data(), digest.size());
    return hex.data();
}

}  // namespace gateway::desk
