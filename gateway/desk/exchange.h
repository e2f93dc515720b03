#pragma once
#include "gateway/desk/accounts.h"
#include "gateway/desk/api.h"
#include "gateway/desk/desk_json.h"
#include "gateway/desk/error_json.h"

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

// One request of a clerk and its answer: who asks, whether he may, and that a repeat gets the first
// answer again.

namespace gateway::desk {

// What a job answers, and what is rung once it is on disk.
struct JobAnswer {
    int status = 200;
    std::string body;  // JSON, or nothing
    std::optional<Committed> committed;
    std::string type{};                     // of a body that is a resident's file and no JSON
    std::optional<std::int64_t> version{};  // of what is shown: its ETag
};

// Runs on a database thread for a clerk who is logged in. Fault::not_found answers 404.
using Job =
    std::function<Result<JobAnswer>(Connection& connection, const Caller& caller, Time now)>;

class Exchange {
public:
    explicit Exchange(const ApiTools& tools) : tools_(tools) {}

    // A question: needs the session only.
    boost::asio::awaitable<http::Reply> read(http::Request request, Job job) const;
    // A change: needs the CSRF token, too, and keeps its answer under the Idempotency-Key.
    boost::asio::awaitable<http::Reply> write(http::Request request, Job job) const;

    const ApiTools& tools() const { return tools_; }
    std::string cookie_name() const;
    // The session cookie; an empty token takes it back.
    std::string cookie_line(const std::string& token) const;
    // The hash of the session the request carries; empty without one.
    std::string session_of(const http::Request& request) const;

private:
    boost::asio::awaitable<void> touch(std::string session, Time now) const;

    const ApiTools& tools_;
};

http::Reply json_reply(int status, std::string body);
http::Reply error_reply(
    int status,
    std::string_view code,
    std::string_view message,
    const std::map<std::string, std::string>& details = {}
);
// "12" in its quotes: the ETag of a row's version.
std::string version_tag(std::int64_t version);
// For what a job could not do.
http::Reply fault_reply(const Error& error);
JobAnswer refused_answer(const Refusal& refusal);

// Runs `job` later, where nothing has to be asked of the database.
boost::asio::awaitable<http::Reply> answered(http::Reply reply);

// The number a path names; not_found when it is none.
Result<std::int64_t> number_of(std::string_view text);
// ?limit=: 1 to 100, 50 without it.
// The first name in a query that none of these is; empty when there is none. What a list does not
// know must not look as if it had been heeded.
std::string unknown_filter(std::string_view query, const std::set<std::string_view>& known);
int limit_of(std::string_view query);
std::string query_value(std::string_view query, std::string_view name);

Result<Names> names_for(Connection& connection, const ApiTools& tools);

// Whether another site's page sends the request; browsers say so, others say nothing.
bool from_another_site(const http::Request& request);

}  // namespace gateway::desk
