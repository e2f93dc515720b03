#include "gateway/desk/passwords.h"

#include <boost/asio/async_result.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <sodium.h>

#include <array>

namespace gateway::desk {
namespace {

namespace asio = boost::asio;
using dialogs::Error;
using dialogs::Fault;
using dialogs::Result;

constexpr unsigned long long passes = 2;
constexpr std::size_t memory_bytes = 19 * 1024 * 1024;

}  // namespace

Result<std::string> hash_password(std::string_view password) {
    if (sodium_init() < 0) return Error{Fault::unavailable, "libsodium does not start"};
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    const int failed = crypto_pwhash_str_alg(
        hash.data(),
        password.data(),
        password.size(),
        passes,
        memory_bytes,
        crypto_pwhash_ALG_ARGON2ID13
    );
    if (failed != 0) return Error{Fault::unavailable, "no memory to hash a password"};
    return std::string(hash.data());
}

bool fits(std::string_view hash, std::string_view password) {
    const std::string terminated(hash);
    return crypto_pwhash_str_verify(terminated.c_str(), password.data(), password.size()) == 0;
}

const std::string& nobodys_hash() {
    // Of random bytes that nobody kept, with the parameters above.
    static const std::string hash = [] {
        std::array<char, 32> random{};
        randombytes_buf(random.data(), random.size());
        auto made = hash_password({random.data(), random.size()});
        return made ? *made : std::string();
    }();
    return hash;
}

struct PasswordCheck::State {
    explicit State(asio::io_context& io) : loop(io), pool(2) {}

    asio::io_context& loop;
    int under_way = 0;  // the loop's
    asio::thread_pool pool;
};

PasswordCheck::PasswordCheck(asio::io_context& loop) : state_(std::make_shared<State>(loop)) {
    nobodys_hash();  // made before anybody waits for it
}

PasswordCheck::~PasswordCheck() { state_->pool.join(); }

asio::awaitable<Result<bool>> PasswordCheck::fits(std::string hash, std::string password) {
    if (state_->under_way >= max_under_way) {
        co_return Error{Fault::busy, "too many passwords to check"};
    }
    ++state_->under_way;
    auto start = [state = state_](auto handler, std::string known, std::string given) {
        using Handler = decltype(handler);
        struct Waiting {
            Handler handler;
            asio::executor_work_guard<asio::io_context::executor_type> work;
        };
        auto waiting = std::make_shared<Waiting>(Waiting{
            std::move(handler), asio::make_work_guard(state->loop)});
        auto check = [state, waiting, known = std::move(known), given = std::move(given)] {
            const bool right = desk::fits(known, given);
            asio::post(state->loop, [state, waiting, right] {
                --state->under_way;
                std::move(waiting->handler)(Result<bool>(right));
            });
        };
        asio::post(state->pool, std::move(check));
    };
    auto right = co_await asio::async_initiate<const asio::use_awaitable_t<>, void(Result<bool>)>(
        std::move(start), asio::use_awaitable, std::move(hash), std::move(password)
    );
    co_return right;
}

}  // namespace gateway::desk
