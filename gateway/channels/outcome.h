#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <variant>

// What became of one part that was handed to a provider, as far as its answer tells.

namespace gateway::channels {

struct Accepted {
    std::string provider_id;
};
// Not sent, may be tried again.
struct Deferred {
    std::string why;
    std::optional<std::chrono::seconds> after;
    bool persons_own = false;  // a limit on this one person: the others may be sent to
};
// Not sent, trying again is useless.
struct Rejected {
    // window_closed: until the person writes again; elsewhere: somebody else serves him with the
    // provider's own client.
    enum class Reason { useless, opted_out, window_closed, elsewhere };
    std::string code;
    Reason reason = Reason::useless;
};
struct Stale {
    std::string code;
};  // the access token is no longer good: renew it, then try once more
struct Unclear {
    std::string why;
};  // may have been sent: never sent again blindly
using SendOutcome = std::variant<Accepted, Deferred, Rejected, Stale, Unclear>;

}  // namespace gateway::channels
