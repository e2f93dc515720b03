#include "dialogs/engine/meanwhile.h"

#include "dialogs/engine/commands.h"
#include "dialogs/engine/life.h"
#include "dialogs/engine/prompt.h"
#include "dialogs/engine/route.h"

namespace dialogs::engine {

namespace {

constexpr const char* waiting_flow = "pattern_waiting";

bool leads_on(const language::Command& command) {
    using language::Builtin;
    if (std::holds_alternative<language::GotoFlow>(command.run)) return true;
    const auto* builtin = std::get_if<Builtin>(&command.run);
    return builtin && (*builtin == Builtin::restart || *builtin == Builtin::resume);
}

}  // namespace

bool is_for_bot(const Turn& turn) {
    return turn.context.waiting && turn.script.flow(waiting_flow) && command_heard(turn);
}

void speak_meanwhile(Turn& turn) {
    Session& session = turn.session;
    const language::Command& command = *command_heard(turn);
    session.handoff["office_open"] = turn.context.waiting->office_open ? "true" : "false";
    session.handoff["next_open"] = turn.context.waiting->next_open;
    session.stack.clear();
    if (!leads_on(command)) return call(turn, waiting_flow);
    session.meanwhile = true;
    session.status = SessionStatus::active;
    begin_session(turn);
    say(turn, pattern_text(turn, "pattern_meanwhile"));
    obey(turn, command);
}

void forget_handoff(Session& session) {
    if (!session.meanwhile) return session.handoff.clear();
    session.handoff.erase("reason");
    session.handoff.erase("error");
}

}  // namespace dialogs::engine
