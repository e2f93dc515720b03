#pragma once
#include "gateway/desk/exchange.h"
#include "gateway/http/router.h"

#include <memory>
#include <string>

// Open pages and what they are told: README.md, "Live updates". Loop thread.

namespace gateway::desk {

class Live {
public:
    // Pages at once: some dozens of clerks, each with a few tabs.
    static constexpr std::size_t pages_max = 1000;

    explicit Live(const Exchange& exchange);
    ~Live();

    void add_route(http::Router& router);

    // Something may have been committed: pages are told what is new. Cheap; called often.
    void wake();
    // Tells the pages of that session that it has ended, and closes them.
    void revoke(const std::string& session);
    void stop();

private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace gateway::desk
