#include "gateway/channels/filed/outcome.h"

#include "gateway/channels/codec/retry_after.h"

namespace gateway::channels::filed {

std::optional<Deferred> deferred_by(std::string_view code, std::span<const Pause> pauses) {
    for (const auto& pause : pauses)
        if (code.starts_with(pause.code))
            return Deferred{std::string(code), pause.after, pause.persons_own};
    return std::nullopt;
}

SendOutcome by_status(const http::Answer& answer) {
    const auto said = "http " + std::to_string(answer.status);
    if (answer.status == 429 || answer.status == 503)
        return Deferred{said, codec::retry_after(answer)};
    // A wrong key is ours to mend: nothing was sent, and the message need not be lost for it.
    if (answer.status == 401 || answer.status == 403)
        return Deferred{"credentials", std::chrono::minutes(5)};
    if (answer.status >= 400 && answer.status < 500) return Rejected{said};
    return Unclear{said};
}

}  // namespace gateway::channels::filed
