#pragma once
#include "gateway/config/organisation.h"
#include "storage/database.h"
#include "storage/staff.h"
#include "storage/staff_sessions.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

// Staff accounts: who they are, how they come in, how long they stay.

namespace gateway::desk {

struct NewUser {
    std::string name;          // 2–32 letters, digits, '.', '_' or '-'
    std::string display_name;  // empty: the name
    std::string role;
    std::string area;      // a village for `village`, a town for the town's roles, else the county
    std::string password;  // 8–128 bytes
};

// Gives the account's id. malformed says what is wrong with it; conflict: the name is taken. Hashes
// the password, so it takes some 20 ms.
storage::Result<std::int64_t> add_user(
    storage::Connection& connection,
    const config::Organisation& organisation,
    const NewUser& user,
    storage::Time now
);

// A login in two transactions, the slow check of the password between them. The first counts the
// attempt before the password is looked at.
struct LoginAttempt {
    bool locked = false;  // too many wrong ones: no password is looked at
    std::string hash;     // to check against; nobody's when there is no such account
    std::optional<storage::Clerk> clerk;
};
storage::Result<LoginAttempt> begin_login(
    storage::Connection& connection, const std::string& name, storage::Time now
);

// Of a login that was right.
struct Opened {
    storage::Clerk clerk;
    std::string token;  // the cookie's value: only its hash is kept
    std::string csrf;
};
storage::Result<Opened> open_session(
    storage::Connection& connection,
    const storage::Clerk& clerk,
    const std::string& token,
    const std::string& csrf,
    storage::Time now
);
storage::Result<void> refuse_login(
    storage::Connection& connection, const LoginAttempt& attempt, storage::Time now
);

storage::Result<void> close_session(
    storage::Connection& connection,
    const storage::Clerk& clerk,
    const std::string& token_hash,
    storage::Time now
);

// Whose session it is, if it still runs: at most 8 hours, and not 30 minutes without a request.
struct Caller {
    storage::Clerk clerk;
    storage::StaffSession session;
};
storage::Result<std::optional<Caller>> find_caller(
    storage::Connection& connection, const std::string& token_hash, storage::Time now
);

constexpr std::chrono::hours session_lasts{8};
constexpr std::chrono::minutes session_idles{30};

std::string token_hash(std::string_view token);
// Under what wrong passwords are counted. People type passwords where the name belongs: the name
// itself is not kept.
std::string throttle_key(const std::string& name);

bool is_password(std::string_view password);  // 8–128 bytes

// How long after that many wrong passwords in a row: none up to four, then 1, 2, 4 … 15 minutes.
std::chrono::minutes login_delay(int failures);

}  // namespace gateway::desk
