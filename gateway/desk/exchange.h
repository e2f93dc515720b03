#pragma once
#include "gateway/desk/accounts.h"
#include "gateway/desk/api.h"
#include "gateway/desk/desk_json.h"

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

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

JobAnswer refused_answer(const Refusal& refusal);

Result<Names> names_for(Connection& connection, const ApiTools& tools);

// Whether another site's page sends the request; browsers say so, others say nothing.
bool from_another_site(const http::Request& request);

}  // namespace gateway::desk
