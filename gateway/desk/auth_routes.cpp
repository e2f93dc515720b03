#include "gateway/desk/replies.h"
#include "gateway/desk/routes.h"
#include "gateway/ops/secret.h"

namespace gateway::desk {
namespace {

namespace asio = boost::asio;
using http::Reply;
using http::Request;

constexpr std::size_t secret_bytes = 32;  // 256 bits: not to be guessed
constexpr std::size_t name_max = 64;
constexpr std::size_t password_max = 128;

Reply too_many_attempts() {
    auto reply = error_reply(429, "too_many_attempts", "密码错误次数太多，请过几分钟再试");
    reply.headers.emplace_back("Retry-After", "60");
    return reply;
}

// The same for a wrong password, an unknown name and an account that was closed.
Reply bad_credentials() { return error_reply(401, "bad_credentials", "账号或密码不对"); }

class Auth {
public:
    Auth(const Exchange& exchange, PasswordCheck& passwords, Live& live)
        : exchange_(exchange), passwords_(passwords), live_(live) {}

    asio::awaitable<Reply> login(Request request) const;
    asio::awaitable<Reply> logout(Request request) const;

private:
    asio::awaitable<Reply> let_in(storage::Clerk clerk) const;
    asio::awaitable<Reply> turn_away(LoginAttempt attempt) const;

    const Exchange& exchange_;
    PasswordCheck& passwords_;
    Live& live_;
};

asio::awaitable<Reply> Auth::login(Request request) const {
    if (from_another_site(request)) co_return error_reply(403, "other_site", "请从工作台页面登录");
    auto login = read_login(request.body);
    if (!login) co_return fault_reply(login.error());
    if (login->name.size() > name_max || login->password.size() > password_max) {
        co_return bad_credentials();
    }
    const auto& tools = exchange_.tools();
    const auto now = tools.clock();
    auto name = login->name;
    std::function<Result<LoginAttempt>(Connection&)> count = [name, now](Connection& connection) {
        return begin_login(connection, name, now);
    };
    auto attempt = co_await tools.store.write<LoginAttempt>(std::move(count));
    if (!attempt) co_return fault_reply(attempt.error());
    if (attempt->locked) co_return too_many_attempts();

    auto hash = attempt->hash;
    auto right = co_await passwords_.fits(std::move(hash), std::move(login->password));
    if (!right) co_return too_many_attempts();
    const bool welcome = *right && attempt->clerk && !attempt->clerk->disabled;
    if (!welcome) co_return co_await turn_away(std::move(*attempt));
    co_return co_await let_in(std::move(*attempt->clerk));
}

asio::awaitable<Reply> Auth::let_in(storage::Clerk clerk) const {
    const auto& tools = exchange_.tools();
    const auto now = tools.clock();
    const auto token = ops::random_token(secret_bytes);
    const auto csrf = ops::random_token(secret_bytes);
    std::function<Result<Opened>(Connection&)> open =
        [clerk, token, csrf, now](Connection& connection) {
            return open_session(connection, clerk, token, csrf, now);
        };
    auto opened = co_await tools.store.write<Opened>(std::move(open));
    if (!opened) co_return fault_reply(opened.error());
    Names names;
    names.organisation = tools.organisation;
    auto reply = json_reply(200, me_json(opened->clerk, opened->csrf, names));
    reply.headers.emplace_back("Set-Cookie", exchange_.cookie_line(token));
    co_return reply;
}

asio::awaitable<Reply> Auth::turn_away(LoginAttempt attempt) const {
    const auto& tools = exchange_.tools();
    const auto now = tools.clock();
    std::function<Result<void>(Connection&)> write_down = [attempt, now](Connection& connection) {
        return refuse_login(connection, attempt, now);
    };
    auto written = co_await tools.store.write<void>(std::move(write_down));
    if (!written) co_return fault_reply(written.error());
    if (tools.failed_logins) tools.failed_logins->add();
    co_return bad_credentials();
}

Result<JobAnswer> end_session(Connection& connection, const Caller& caller, Time now) {
    auto ended = close_session(connection, caller.clerk, caller.session.token_hash, now);
    if (!ended) return ended.error();
    JobAnswer answer;
    answer.status = 204;
    return answer;
}

asio::awaitable<Reply> Auth::logout(Request request) const {
    const auto session = exchange_.session_of(request);
    Job job = end_session;
    auto reply = co_await exchange_.write(std::move(request), std::move(job));
    if (reply.status != 204) co_return reply;
    live_.revoke(session);
    reply.headers.emplace_back("Set-Cookie", exchange_.cookie_line(""));
    co_return reply;
}

}  // namespace

void add_auth_routes(
    http::Router& router, const Exchange& exchange, PasswordCheck& passwords, Live& live
) {
    const http::RouteOptions json{4096, {"application/json"}};
    auto auth = std::make_shared<Auth>(exchange, passwords, live);
    router.add(
        "POST",
        "/api/v1/auth/login",
        [auth](Request request) { return auth->login(std::move(request)); },
        json
    );
    router.add("POST", "/api/v1/auth/logout", [auth](Request request) {
        return auth->logout(std::move(request));
    });
    const auto& tools = exchange.tools();
    Job me = [&tools](Connection& connection, const Caller& caller, Time) -> Result<JobAnswer> {
        auto names = names_for(connection, tools);
        if (!names) return names.error();
        return JobAnswer{200, me_json(caller.clerk, caller.session.csrf, *names), {}};
    };
    router.add("GET", "/api/v1/me", [&exchange, me](Request request) {
        return exchange.read(std::move(request), me);
    });
}

}  // namespace gateway::desk
