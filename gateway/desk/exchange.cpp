#include "gateway/desk/exchange.h"

#include "gateway/desk/error_json.h"
#include "gateway/desk/replies.h"
#include "gateway/http/form.h"
#include "gateway/ops/secret.h"
#include "storage/kept_answers.h"
#include "storage/staff.h"

namespace gateway::desk {
namespace {

namespace asio = boost::asio;
using http::Reply;
using http::Request;

// What a job that needs a session found out.
struct Outcome {
    bool logged_in = true;
    bool token_right = true;
    bool key_reused = false;
    bool repeated = false;
    bool seen_lately = true;
    JobAnswer answer;
};

constexpr std::chrono::minutes touch_every{1};  // a page asks often; once a minute is written down
constexpr std::size_t key_max = 100;

struct Marks {
    std::string session;
    std::string csrf;
    std::string key;
    std::string fingerprint;
};

Result<Outcome> run_read(
    Connection& connection, const std::string& session, const Job& job, Time now
) {
    Outcome outcome;
    auto caller = find_caller(connection, session, now);
    if (!caller) return caller.error();
    outcome.logged_in = caller->has_value();
    if (!outcome.logged_in) return outcome;
    outcome.seen_lately = now - (*caller)->session.seen_at < touch_every;
    auto answer = job(connection, **caller, now);
    if (!answer) return answer.error();
    outcome.answer = std::move(*answer);
    return outcome;
}

// The first answer to this key, if it was used before.
Result<bool> answer_again(
    Connection& connection, const Caller& caller, const Marks& marks, Outcome& outcome
) {
    if (marks.key.empty()) return false;
    auto kept = storage::kept_answers::find(connection, caller.clerk.id, marks.key);
    if (!kept) return kept.error();
    if (!*kept) return false;
    outcome.repeated = true;
    outcome.key_reused = (*kept)->fingerprint != marks.fingerprint;
    outcome.answer.status = (*kept)->status;
    outcome.answer.body = (*kept)->body;
    return true;
}

Result<Outcome> run_write(Connection& connection, const Marks& marks, const Job& job, Time now) {
    Outcome outcome;
    auto caller = find_caller(connection, marks.session, now);
    if (!caller) return caller.error();
    outcome.logged_in = caller->has_value();
    if (!outcome.logged_in) return outcome;
    const auto& who = **caller;
    outcome.token_right = ops::equal_in_constant_time(marks.csrf, who.session.csrf);
    if (!outcome.token_right) return outcome;
    auto touched = storage::staff_sessions::touch(connection, marks.session, now);
    if (!touched) return touched.error();

    auto again = answer_again(connection, who, marks, outcome);
    if (!again) return again.error();
    if (*again) return outcome;
    auto answer = job(connection, who, now);
    if (!answer) return answer.error();
    outcome.answer = std::move(*answer);
    if (marks.key.empty()) return outcome;
    auto kept = storage::kept_answers::keep(
        connection,
        {who.clerk.id,
         marks.key,
         marks.fingerprint,
         outcome.answer.status,
         outcome.answer.body,
         now}
    );
    if (!kept) return kept.error();
    return outcome;
}

Reply reply_of(const Outcome& outcome) {
    if (!outcome.logged_in) return error_reply(401, "not_logged_in", "请先登录");
    if (!outcome.token_right) return error_reply(403, "bad_csrf", "页面已过期，请刷新后再试");
    if (outcome.key_reused)
        return error_reply(422, "key_reused", "同一个Idempotency-Key用在了两个请求上");
    const auto& answer = outcome.answer;
    if (!answer.type.empty()) return file_reply(answer.type, answer.body);
    auto reply = json_reply(answer.status, answer.body);
    if (answer.version) reply.headers.emplace_back("ETag", version_tag(*answer.version));
    return reply;
}

}  // namespace

asio::awaitable<Reply> Exchange::read(Request request, Job job) const {
    auto session = session_of(request);
    const auto now = tools_.clock();
    std::function<Result<Outcome>(Connection&)> run = [session, job, now](Connection& connection) {
        return run_read(connection, session, job, now);
    };
    auto outcome = co_await tools_.store.read<Outcome>(std::move(run));
    if (!outcome) co_return fault_reply(outcome.error());
    if (outcome->logged_in && !outcome->seen_lately) co_await touch(std::move(session), now);
    co_return reply_of(*outcome);
}

asio::awaitable<Reply> Exchange::write(Request request, Job job) const {
    if (from_another_site(request)) co_return error_reply(403, "other_site", "请从工作台页面操作");
    Marks marks;
    marks.session = session_of(request);
    marks.csrf = request.header("X-CSRF-Token");
    marks.key = request.header("Idempotency-Key");
    if (marks.key.size() > key_max) co_return error_reply(400, "bad_key", "Idempotency-Key太长");
    marks.fingerprint = token_hash(request.method + " " + request.path + "\n" + request.body);
    const auto now = tools_.clock();
    std::function<Result<Outcome>(Connection&)> run = [marks, job, now](Connection& connection) {
        return run_write(connection, marks, job, now);
    };
    auto outcome = co_await tools_.store.write<Outcome>(std::move(run));
    if (!outcome) co_return fault_reply(outcome.error());
    if (outcome->answer.committed) tools_.news.ring(*outcome->answer.committed);
    co_return reply_of(*outcome);
}

asio::awaitable<void> Exchange::touch(std::string session, Time now) const {
    std::function<Result<void>(Connection&)> job = [session, now](Connection& connection) {
        return storage::staff_sessions::touch(connection, session, now);
    };
    // When it fails the session only ends earlier.
    (void)co_await tools_.store.write<void>(std::move(job));
}

std::string Exchange::cookie_name() const {
    const bool secure = tools_.public_url.starts_with("https://");
    return secure ? "__Host-yimen_session" : "yimen_session";
}

std::string Exchange::cookie_line(const std::string& token) const {
    std::string line = cookie_name() + "=" + token + "; Path=/; HttpOnly; SameSite=Strict";
    if (tools_.public_url.starts_with("https://")) line += "; Secure";
    if (token.empty()) line += "; Max-Age=0";
    return line;
}

std::string Exchange::session_of(const Request& request) const {
    const auto token = http::cookie(request, cookie_name());
    return token.empty() ? std::string() : token_hash(token);
}

JobAnswer refused_answer(const Refusal& refusal) {
    std::map<std::string, std::string> details;
    if (!refusal.owner.empty()) details["owner"] = refusal.owner;
    JobAnswer answer;
    answer.status = 409;
    answer.body = error_json(refusal.code, refusal.message, details);
    return answer;
}

Result<Names> names_for(Connection& connection, const ApiTools& tools) {
    auto clerks = storage::staff::names(connection);
    if (!clerks) return clerks.error();
    return Names{tools.organisation, std::move(*clerks)};
}

bool from_another_site(const Request& request) {
    const auto site = request.header("Sec-Fetch-Site");
    return !site.empty() && site != "same-origin" && site != "none";
}

}  // namespace gateway::desk
