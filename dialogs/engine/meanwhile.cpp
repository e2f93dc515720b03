#include "dialogs/engine/meanwhile.h"

#include "dialogs/engine/commands.h"
#include "dialogs/engine/life.h"
#include "dialogs/engine/prompt.h"
#include "dialogs/engine/route.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace dialogs::engine {

namespace {

constexpr const char* waiting_flow = "pattern_waiting";

// All that some write who wait: squeezed, and nothing else in the message.
bool asks_for_a_sign(const Turn& turn) {
    constexpr std::array<std::string_view, 57> calls{
        "在吗",       "在么",         "在不",           "在不在",     "在没",
        "还在吗",     "还在不",       "你在吗",         "您在吗",     "人在吗",
        "喂",         "喂喂",         "你好",           "您好",       "你好在吗",
        "您好在吗",   "有人吗",       "有人么",         "有人没",     "有人在吗",
        "有人没有",   "有没有人",     "有没有人啊",     "到底有人吗", "没人吗",
        "没人啊",     "没人理",       "没人管吗",       "人呢",       "咋没人",
        "怎么没人",   "咋没人理",     "怎么没人理",     "咋没人回",   "怎么没人回",
        "咋不回",     "咋还不回",     "咋还没回",       "怎么不回",   "怎么还不回",
        "怎么还没回", "多久回",       "等多久",         "要等多久",   "还要多久",
        "还得多久",   "还要等多久",   "还得等多久",     "啥时候回",   "啥时候回复",
        "什么时候回", "什么时候回复", "什么时候联系我", "收到吗",     "收到没",
        "收到了吗",   "看到了吗"};
    return std::ranges::find(calls, turn.heard.bare) != calls.end();
}

bool leads_on(const language::Command& command) {
    using language::Builtin;
    if (std::holds_alternative<language::GotoFlow>(command.run)) return true;
    const auto* builtin = std::get_if<Builtin>(&command.run);
    return builtin && (*builtin == Builtin::restart || *builtin == Builtin::resume);
}

}  // namespace

bool is_for_bot(const Turn& turn) {
    if (!turn.context.waiting || !turn.script.flow(waiting_flow)) return false;
    return command_heard(turn) || asks_for_a_sign(turn);
}

void speak_meanwhile(Turn& turn) {
    Session& session = turn.session;
    const language::Command* command = command_heard(turn);
    session.handoff["office_open"] = turn.context.waiting->office_open ? "true" : "false";
    session.handoff["next_open"] = turn.context.waiting->next_open;
    session.stack.clear();
    if (!command || !leads_on(*command)) return call(turn, waiting_flow);
    session.meanwhile = true;
    session.status = SessionStatus::active;
    begin_session(turn);
    say(turn, pattern_text(turn, "pattern_meanwhile"));
    obey(turn, *command);
}

void forget_handoff(Session& session) {
    if (!session.meanwhile) return session.handoff.clear();
    session.handoff.erase("reason");
    session.handoff.erase("error");
}

}  // namespace dialogs::engine
