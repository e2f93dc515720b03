#include "tests/fuzz/invariants.h"

#include "dialogs/conversation/limits.h"
#include "dialogs/engine/session_codec.h"

#include <algorithm>

namespace dialogs::fuzz {

namespace {

using conversation::Reaction;
using Wrong = std::vector<std::string>;

constexpr std::size_t most_bytes = 64 * 1024;  // of a stored session

void check_stored(const Session& session, Wrong& wrong) {
    const std::string stored = to_json(session);
    const auto read = session_from_json(stored);
    if (!read || *read != session) wrong.push_back("is another session once stored");
    if (stored.size() > most_bytes)
        wrong.push_back("grew to " + std::to_string(stored.size()) + " bytes");
}

void check_waiting(const Script& script, const Session& session, Wrong& wrong) {
    const bool waits = session.status == SessionStatus::active;
    for (const auto& [name, slot] : session.slots) {
        if (slot.sensitive && (!waits || !slot.raw.empty())) wrong.push_back("keeps " + name);
    }
    if (!waits || session.pending) return;
    const language::Step* step =
        session.stack.empty() ? nullptr
                              : script.step(session.stack.back().flow, session.stack.back().step);
    if (!step || !language::waits_for_person(*step) || !session.stack.back().asked)
        wrong.push_back("waits where nothing was asked");
}

void check_alarm(const Alarm& alarm, const Reaction& turn, const Session& after, Wrong& wrong) {
    const bool first = !turn.said.empty() && turn.said.front().text.starts_with(alarm.text);
    if (!first) wrong.push_back("an alarm is not answered first");
    const bool urgent = turn.handoffs.size() == 1 &&
                        turn.handoffs.front().priority == Priority::urgent &&
                        turn.handoffs.front().reason == "emergency:" + alarm.kind;
    if (!urgent) wrong.push_back("an alarm calls nobody urgently");
    if (after.status != SessionStatus::handed_over) wrong.push_back("an alarm is kept by the bot");
}

void check_taker(const Reaction& turn, Wrong& wrong) {
    const auto takers = std::count_if(turn.trace.begin(), turn.trace.end(), [](const Trace& entry) {
        return entry.kind == "took";
    });
    if (takers != 1) wrong.push_back("was taken " + std::to_string(takers) + " times");
}

}  // namespace

Wrong wrong_with_turn(
    const Script& script, const std::string& channel, const Reaction& turn, const Session& after
) {
    Wrong wrong = conversation::broken_limits(script, channel, {after, turn.said, turn.trace});
    for (const Trace& entry : turn.trace) {
        if (entry.kind == "failure")
            wrong.push_back("failed at " + entry.where + ": " + entry.detail);
    }
    check_stored(after, wrong);
    check_waiting(script, after, wrong);
    return wrong;
}

Wrong wrong_with_answer(
    const Heard& heard, Hands hands, const Reaction& turn, const Session& after
) {
    Wrong wrong;
    if (heard.alarm) {
        check_alarm(*heard.alarm, turn, after, wrong);
        return wrong;
    }
    const bool spoke = !turn.said.empty();
    if (hands == Hands::clerk && spoke) wrong.push_back("speaks while a clerk has it");
    if (hands != Hands::bot) return wrong;
    check_taker(turn, wrong);
    if (!spoke && turn.handoffs.empty()) wrong.push_back("silent");
    return wrong;
}

}  // namespace dialogs::fuzz
