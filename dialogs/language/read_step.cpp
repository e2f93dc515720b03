#include "dialogs/language/read_step.h"

#include "dialogs/language/read_kinds.h"

#include <fmt/format.h>

namespace dialogs::language {

namespace {

// `grants: {verified: slots.application_no, for: 10m}`
Grant read_grant(const YamlNode& node, Problems& problems) {
    Grant grant;
    Fields fields(node, "'grants'", problems);
    if (fields.need("for") != nullptr) grant.lasts = fields.duration("for", {});
    for (const YamlEntry& entry : node.entries) {
        if (entry.key == "for" || !grant.name.empty()) continue;
        fields.take(entry.key);
        grant.name = entry.key;
        grant.subject = read_expression(entry.value, problems);
    }
    fields.finish();
    if (grant.name.empty())
        complain(
            problems, node.mark, "'grants' names nothing: write {verified: slots.x, for: 10m}"
        );
    return grant;
}

Timeout read_timeout(const YamlNode& node, Problems& problems) {
    Timeout timeout;
    Fields fields(node, "'timeout'", problems);
    if (fields.need("after") != nullptr) timeout.after = fields.duration("after", {});
    if (const YamlNode* next = fields.need("next")) timeout.next = read_target(*next, problems);
    fields.finish();
    return timeout;
}

void read_common(Fields& fields, bool asks, Step& step) {
    Problems& problems = fields.problems();
    if (const YamlNode* next = fields.take("next")) step.next = read_next(*next, problems);
    step.required_grant = fields.text("requires");
    if (const YamlNode* grants = fields.take("grants")) step.grants = read_grant(*grants, problems);
    step.checkpoint = fields.truth("checkpoint", false);
    step.suspend = fields.truth("suspend", false);
    step.was = fields.text("was");
    step.max_segments = fields.integer("max_segments", 0, 1, 20);
    if (!asks) return;
    if (const YamlNode* timeout = fields.take("timeout"))
        step.timeout = read_timeout(*timeout, problems);
    step.commands = fields.truth("commands", true);
    step.correction = fields.truth("correction", true);
}

// The one key of the step that says what it does; nullptr for a bare branch.
const YamlEntry* kind_entry(const YamlNode& node, Fields& fields) {
    const YamlEntry* found = nullptr;
    for (const YamlEntry& entry : node.entries) {
        if (kind_reader(entry.key) == nullptr) continue;
        fields.take(entry.key);
        if (found != nullptr)
            complain(
                fields.problems(),
                entry.mark,
                fmt::format("a step is either '{}' or '{}'", found->key, entry.key)
            );
        if (found == nullptr) found = &entry;
    }
    return found;
}

}  // namespace

void read_prompt(Fields& fields, const Defaults& defaults, Prompt& prompt) {
    Problems& problems = fields.problems();
    prompt.on_max_attempts = defaults.on_max_attempts;
    if (const YamlNode* reask = fields.take("reask"))
        prompt.reask = read_spoken_list(*reask, problems);
    if (const YamlNode* help = fields.take("help")) prompt.help = read_spoken(*help, problems);
    const YamlNode* const interruptible = fields.take("interruptible");
    prompt.questions_interrupt = interruptible != nullptr && interruptible->text == "questions";
    prompt.interruptible =
        !prompt.questions_interrupt && fields.truth("interruptible", defaults.interruptible);
    prompt.max_attempts = fields.integer("max_attempts", defaults.max_attempts, 1, 20);
    take_target(fields, "on_max_attempts", prompt.on_max_attempts);
    take_target(fields, "on_unknown", prompt.on_unknown);
}

Step read_step(const YamlNode& node, const Defaults& defaults, Problems& problems) {
    Step step;
    step.mark = node.mark;
    const YamlNode* const id = node.find("id");
    Fields fields(node, id == nullptr ? "a step" : fmt::format("step '{}'", id->text), problems);
    if (fields.need("id") != nullptr) step.id = fields.text("id");

    const YamlEntry* const entry = kind_entry(node, fields);
    const KindReader* const reader = entry == nullptr ? nullptr : kind_reader(entry->key);
    const bool asks = reader != nullptr && reader->asks;
    read_common(fields, asks, step);
    if (asks) read_prompt(fields, defaults, step.prompt);
    if (reader != nullptr) {
        step.kind = reader->read(entry->value, fields, step, defaults);
    } else if (step.next.branches.empty()) {
        complain(
            problems,
            node.mark,
            fmt::format("{} does nothing: write one of {} or 'next'", fields.what(), kind_words())
        );
    }
    fields.finish();
    return step;
}

}  // namespace dialogs::language
