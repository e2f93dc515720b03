#include "gateway/desk/open_page.h"

#include "gateway/desk/scope.h"

#include <algorithm>

namespace gateway::desk {
namespace {

constexpr std::uint16_t policy_violation = 1008;

}  // namespace

bool OpenPage::hear(std::string_view frame) {
    const auto resume = read_hello(frame);
    if (!resume || resume_) return false;
    resume_ = resume;
    seq_ = *resume;
    return true;
}

bool OpenPage::recognise(const std::optional<storage::Clerk>& clerk) {
    if (!clerk) {
        shut();
        return false;
    }
    clerk_ = clerk;
    return true;
}

// 0 is "from now": nothing is that old, so its feed is the newest number and no frame.
void OpenPage::welcome(const Feed& feed) {
    const bool resync = *resume_ != 0 && feed.gap;
    const bool from_now = *resume_ == 0 || feed.gap;
    if (from_now) seq_ = feed.last;
    socket_->send(signal_json(resync ? "resync" : "welcome", seq_));
    if (!from_now) tell(feed);
    is_greeted_ = true;
}

void OpenPage::tell(const Feed& feed) {
    if (feed.gap) socket_->send(signal_json("resync", feed.last));
    for (const auto& frame : feed.frames) {
        if (frame.seq <= seq_) continue;
        seq_ = frame.seq;
        if (sees(*clerk_, frame.area)) {
            socket_->send(frame.text);
        } else if (sees(*clerk_, frame.old_area)) {
            socket_->send(frame.removed);
        }
    }
    seq_ = std::max(seq_, feed.last);
}

void OpenPage::shut() {
    is_greeted_ = false;
    socket_->send(signal_json("session.revoked"));
    socket_->close(policy_violation, "session ended");
}

}  // namespace gateway::desk
