#pragma once
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace gateway::simulators {

// How a provider misbehaves when it is asked to send.
enum class Trouble {
    none,
    busy,         // says that it is, in its own way
    storm,        // 429 with Retry-After
    refuse,       // will not send this one, ever
    page,         // 200, and somebody else's page in it
    drip,         // its answer comes one byte a second
    silent,       // takes the call and never answers
    stale_token,  // changes its token without telling
    closed,       // 45015: the person has not written for 48 hours
    used_up,      // 45047: five messages since the person wrote
    day_is_full,  // 45009: the day's calls are used up
};

std::optional<Trouble> trouble_of(std::string_view name);
std::string trouble_names();

// The troubles to come, one for each call. Any thread.
class Troubles {
public:
    void expect(Trouble trouble, int times);
    // What happens to this call.
    Trouble next();

private:
    std::mutex mutex_;
    std::deque<Trouble> coming_;
};

// How receipts come back.
enum class Receipts { normal, doubled, reversed, late, failed };
std::optional<Receipts> receipts_of(std::string_view name);

}  // namespace gateway::simulators
