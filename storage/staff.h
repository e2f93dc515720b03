#pragma once
#include "storage/database.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The people who answer: accounts of the desk.

namespace storage {

enum class Role { village, town, town_head, county, admin };

std::string_view to_string(Role role);
std::optional<Role> role_from(std::string_view text);

struct Clerk {
    std::int64_t id = 0;
    std::string name;          // what is typed at login; unique
    std::string display_name;  // what colleagues read: 张三
    Role role = Role::town;
    std::string area;           // code of the area served; everything below it is in reach
    std::string password_hash;  // argon2id, as libsodium writes it
    bool disabled = false;
};

namespace staff {

// Gives the account's id. conflict: the name is taken.
Result<std::int64_t> add(Connection& connection, const Clerk& clerk, Time now);

Result<std::optional<Clerk>> find(Connection& connection, std::int64_t id);
Result<std::optional<Clerk>> find_by_name(Connection& connection, std::string_view name);
Result<std::vector<Clerk>> all(Connection& connection);
// What colleagues read of each account.
Result<std::map<std::int64_t, std::string>> names(Connection& connection);

Result<void> set_password(Connection& connection, std::int64_t id, std::string_view hash);
Result<void> set_disabled(Connection& connection, std::int64_t id, bool disabled);

}  // namespace staff
}  // namespace storage
