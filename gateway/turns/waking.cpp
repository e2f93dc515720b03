#include "gateway/turns/waking.h"

#include "dialogs/engine/session_codec.h"
#include "gateway/store/store.h"
#include "gateway/turns/danger.h"
#include "gateway/turns/holding.h"
#include "storage/ratings.h"

#include <fmt/format.h>

#include <utility>

namespace gateway::turns {
namespace {

// A session no engine can read any more starts anew: the person is greeted, never left alone.
dialogs::Session session_of(const std::string& state) {
    if (state.empty()) return {};
    auto session = dialogs::session_from_json(state);
    return session ? std::move(*session) : dialogs::Session{};
}

}  // namespace

Result<StartPtr> find_start(Connection& connection, const dialogs::Address& address) {
    auto talk = storage::find_talk(connection, address);
    if (!talk) return talk.error();
    auto start = std::make_unique<Start>();
    start->conversation = std::move(talk->conversation);
    start->session_version = talk->session_version;
    start->session = session_of(talk->session_state);
    start->held = std::move(talk->held);
    return start;
}

Result<Waking> find_waking(Connection& connection, const storage::Timer& timer) {
    auto conversation = storage::find_conversation(connection, timer.conversation);
    if (!conversation) return conversation.error();
    if (!*conversation) return Error{Fault::not_found, "no such conversation"};
    auto start = find_start(connection, (*conversation)->address);
    if (!start) return start.error();
    Waking waking{std::move(*start), {}};
    const bool may_ask = waking.start->conversation.consent.notices;
    if (timer.kind != storage::wake_closed || !may_ask) return waking;
    auto due = storage::ratings::due(connection, timer.conversation);
    if (!due) return due.error();
    waking.to_rate = due->value_or("");
    return waking;
}

dialogs::Input woken_by(
    const storage::Timer& timer, const Start& start, const std::string& to_rate
) {
    const auto& kind = timer.kind;
    if (kind == wake_held) {
        dialogs::Message whole;
        whole.from = start.conversation.address;
        whole.id = fmt::format("held-{}-{}", timer.conversation, timer.version);
        whole.text = start.held;
        return heard_of(std::move(whole));
    }
    if (kind == storage::wake_returned) return dialogs::Returned{false, false};
    if (kind == storage::wake_closed) return dialogs::Returned{true, !to_rate.empty()};
    dialogs::TimedOut timed_out;
    timed_out.kind = kind;
    return timed_out;
}

bool is_due(const storage::Timer& timer, const Start& start) {
    if (start.session_version != timer.version) return false;
    if (timer.kind.starts_with("sla"))
        return start.conversation.control == storage::Control::queued;
    if (start.conversation.control != storage::Control::bot) return false;
    const bool given_back =
        timer.kind == storage::wake_returned || timer.kind == storage::wake_closed;
    return !given_back || start.session.meanwhile ||
           start.session.status == dialogs::SessionStatus::handed_over;
}

}  // namespace gateway::turns
