#include "dialogs/engine/verification.h"

#include "dialogs/engine/route.h"
#include "dialogs/engine/scope.h"

#include <algorithm>

namespace dialogs::engine {

namespace {

bool gives(const language::Flow& flow, const std::string& name) {
    return std::any_of(flow.steps.begin(), flow.steps.end(), [&](const language::Step& step) {
        return step.grants && step.grants->name == name;
    });
}

const language::Flow* flow_giving(const Turn& turn, const std::string& name) {
    for (const auto& [id, flow] : turn.script.flows) {
        if (gives(flow, name)) return &flow;
    }
    return nullptr;
}

}  // namespace

bool is_granted(const Turn& turn, const std::string& name) {
    const auto found = turn.session.grants.find(name);
    return found != turn.session.grants.end() && found->second.until > turn.context.now;
}

void grant(Turn& turn, const language::Grant& granted) {
    Grant& kept = turn.session.grants[granted.name];
    kept.subject = language::to_text(evaluate(turn, granted.subject));
    kept.until = turn.context.now + granted.lasts;
    note(turn, "granted", granted.name);
}

void verify(Turn& turn, const language::Step& step) {
    note(turn, "verifying", place(top(turn)), step.required_grant);
    const language::Flow& own = *turn.script.flow(top(turn).flow);  // `step` is one of its steps
    if (gives(own, step.required_grant)) return restart_flow(turn);
    const language::Flow* other = flow_giving(turn, step.required_grant);
    if (!other) return fail(turn, "nothing grants " + step.required_grant);
    top(turn).verifying = true;
    call(turn, other->id);
}

void go_on_verified(Turn& turn, const language::Step& step) {
    top(turn).verifying = false;
    if (!is_granted(turn, step.required_grant)) return end_flow(turn);
    turn.state = State::running;
}

}  // namespace dialogs::engine
