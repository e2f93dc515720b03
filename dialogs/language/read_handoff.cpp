#include "dialogs/language/read_handoff.h"

#include <fmt/format.h>

#include <algorithm>

namespace dialogs::language {

namespace {

constexpr std::string_view working = "_working";

Priority read_priority_name(const YamlNode& node, Problems& problems) {
    constexpr std::string_view names[] = {"normal", "high", "urgent"};  // in the order of Priority
    const auto* const found = std::find(std::begin(names), std::end(names), node.text);
    if (found != std::end(names)) return static_cast<Priority>(found - std::begin(names));
    complain(problems, node.mark, "a priority is normal, high or urgent");
    return Priority::normal;
}

// `high`, `{then: high}` or `{if: session.failures >= 3, then: high, else: normal}`
PriorityRule read_priority(const YamlNode& node, Problems& problems) {
    PriorityRule rule;
    if (node.kind != YamlNode::Kind::mapping) {
        rule.then = read_priority_name(node, problems);
        return rule;
    }
    Fields fields(node, "'priority'", problems);
    if (const YamlNode* when = fields.take("if")) rule.when = read_expression(*when, problems);
    if (const YamlNode* then = fields.need("then")) rule.then = read_priority_name(*then, problems);
    if (const YamlNode* otherwise = fields.take("else"))
        rule.otherwise = read_priority_name(*otherwise, problems);
    fields.finish();
    return rule;
}

// `2h`, or `2h_working` when only office hours count
void read_sla(const YamlNode& node, Handoff& handoff, Problems& problems) {
    YamlNode duration = node;
    handoff.sla_in_working_hours = node.text.ends_with(working);
    if (handoff.sla_in_working_hours) duration.text.resize(node.text.size() - working.size());
    handoff.sla = read_duration(duration, "'sla'", problems);
}

void read_context(const YamlNode& node, Handoff& handoff, Problems& problems) {
    Fields fields(node, "'context'", problems);
    handoff.tells_slots = fields.one_of("slots", {"all_non_sensitive", "none"}, 0) == 0;
    if (const YamlNode* trail = fields.take("trail")) handoff.trail = trail->mark;
    handoff.last_error = fields.truth("last_error", handoff.last_error);
    handoff.knowledge_shown = fields.truth("knowledge_shown", handoff.knowledge_shown);
    fields.finish();
}

}  // namespace

Handoff read_handoff_contract(const YamlNode& node, Problems& problems) {
    Handoff handoff;
    Fields fields(node, "'handoff'", problems);
    if (const YamlNode* queue = fields.need("queue"))
        handoff.queue = read_text(*queue, "'queue'", problems);
    if (const YamlNode* priority = fields.take("priority"))
        handoff.priority = read_priority(*priority, problems);
    handoff.has_area = fields.one_of("area", {"told", "none"}, 0) == 0;
    // The only way there is, written for whoever reads the script.
    fields.one_of("dedupe", {"one_open_per_contact"}, 0);
    if (const YamlNode* reason = fields.take("reason")) {
        handoff.reason = read_text(*reason, "'reason'", problems);
        if (!is_id(handoff.reason))
            complain(problems, reason->mark, "a reason is one word in small letters");
    }
    if (const YamlNode* summary = fields.take("summary"))
        handoff.summary = read_template(*summary, problems);
    if (const YamlNode* context = fields.take("context")) read_context(*context, handoff, problems);
    handoff.muted = fields.one_of("bot", {"muted", "talking"}, 0) == 0;
    if (const YamlNode* sla = fields.take("sla")) read_sla(*sla, handoff, problems);
    take_target(fields, "on_sla_missed", handoff.on_sla_missed);
    take_target(fields, "on_closed", handoff.on_closed);
    take_target(fields, "on_returned", handoff.on_returned);
    fields.finish();
    return handoff;
}

}  // namespace dialogs::language
