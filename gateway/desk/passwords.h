#pragma once
#include "dialogs/result.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>

#include <memory>
#include <string>
#include <string_view>

// Passwords as argon2id hashes (19 MiB, two passes): some 20 ms of one core each.

namespace gateway::desk {

// Blocks. unavailable: no memory for it.
dialogs::Result<std::string> hash_password(std::string_view password);
bool fits(std::string_view hash, std::string_view password);

// A hash no password is known for: checked against where there is no account, so that it takes as
// long.
const std::string& nobodys_hash();

// Checks passwords on two threads of their own, never on the loop.
class PasswordCheck {
public:
    // Being checked or waiting; beyond it, busy: logins must not starve the residents' messages.
    static constexpr int max_under_way = 16;

    explicit PasswordCheck(boost::asio::io_context& loop);
    ~PasswordCheck();  // waits for those under way

    boost::asio::awaitable<dialogs::Result<bool>> fits(std::string hash, std::string password);

private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace gateway::desk
