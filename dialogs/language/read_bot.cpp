#include "dialogs/language/read_bot.h"

#include "dialogs/language/read_types.h"

#include <fmt/format.h>

namespace dialogs::language {

namespace {

ChannelProfile read_channel(const YamlEntry& entry, Problems& problems) {
    ChannelProfile profile;
    Fields fields(entry.value, fmt::format("channel '{}'", entry.key), problems);
    profile.signature = fields.text("signature");
    profile.max_segments = fields.integer("max_segments", profile.max_segments, 0, 20);
    profile.max_messages_per_turn =
        fields.integer("max_messages_per_turn", profile.max_messages_per_turn, 1, 20);
    profile.buttons = fields.truth("buttons", profile.buttons);
    profile.expire_after = fields.duration("expire_after", profile.expire_after);
    profile.coalesce = fields.duration("coalesce", profile.coalesce);
    fields.finish();
    return profile;
}

void read_limits(const YamlNode& node, Limits& limits, Problems& problems) {
    Fields fields(node, "'limits'", problems);
    limits.max_steps_per_turn =
        fields.integer("max_steps_per_turn", limits.max_steps_per_turn, 1, 1000);
    limits.max_call_depth = fields.integer("max_call_depth", limits.max_call_depth, 1, 50);
    limits.max_step_visits = fields.integer("max_step_visits", limits.max_step_visits, 1, 1000);
    limits.max_turns_per_session =
        fields.integer("max_turns_per_session", limits.max_turns_per_session, 1, 100'000);
    limits.max_input_chars = fields.integer("max_input_chars", limits.max_input_chars, 10, 4000);
    limits.expression_budget =
        fields.integer("expression_budget", limits.expression_budget, 10, 10'000);
    limits.max_digressions = fields.integer("max_digressions", limits.max_digressions, 0, 100);
    limits.pin_max_age = fields.duration("pin_max_age", limits.pin_max_age);
    limits.resume_window = fields.duration("resume_window", limits.resume_window);
    fields.finish();
}

void read_defaults(const YamlNode& node, Defaults& defaults, Problems& problems) {
    Fields fields(node, "'defaults'", problems);
    defaults.max_attempts = fields.integer("max_attempts", defaults.max_attempts, 1, 20);
    defaults.interruptible = fields.truth("interruptible", defaults.interruptible);
    take_target(fields, "on_max_attempts", defaults.on_max_attempts);
    fields.finish();
}

CommandRun read_run(const YamlNode& node, Problems& problems) {
    CommandRun run = Builtin::help;
    Fields fields(node, "'run'", problems);
    if (const YamlNode* flow = fields.take("goto_flow")) {
        run = GotoFlow{read_text(*flow, "'goto_flow'", problems)};
    } else if (const YamlNode* link = fields.take("link")) {
        run = Link{read_text(*link, "'link'", problems)};
    } else if (fields.need("builtin") != nullptr) {
        run = static_cast<Builtin>(
            fields.one_of("builtin", {"back", "cancel", "restart", "repeat", "help", "resume"}, 0)
        );
    }
    fields.finish();
    return run;
}

Command read_command(const YamlNode& node, Problems& problems) {
    Command command;
    command.mark = node.mark;
    Fields fields(node, "a command", problems);
    if (const YamlNode* id = fields.need("id"))
        command.id = read_text(*id, "'id' of a command", problems);
    if (const YamlNode* match = fields.need("match"))
        command.match = read_texts(*match, "'match' of a command", problems);
    if (const YamlNode* run = fields.need("run")) command.run = read_run(*run, problems);
    command.always = fields.truth("always", false);
    fields.finish();
    return command;
}

}  // namespace

void read_bot(const YamlNode& file, Script& script, Defaults& defaults, Problems& problems) {
    script.mark = file.mark;
    Fields fields(file, "bot.yaml", problems);
    fields.need("schema");
    script.bot = fields.text("bot");
    script.locale = fields.text("locale", "zh-CN");
    if (const YamlNode* entry = fields.need("entry_flow")) {
        script.entry_flow = read_text(*entry, "'entry_flow'", problems);
        script.mark = entry->mark;
    }
    for (const YamlEntry& entry : fields.entries("channels"))
        script.channels.emplace(entry.key, read_channel(entry, problems));
    if (const YamlNode* limits = fields.take("limits"))
        read_limits(*limits, script.limits, problems);
    if (const YamlNode* node = fields.take("defaults")) read_defaults(*node, defaults, problems);
    for (const YamlNode& item : fields.items("commands"))
        script.commands.push_back(read_command(item, problems));
    for (const YamlEntry& entry : fields.entries("types"))
        script.types.emplace(entry.key, read_type(entry, problems));
    for (const YamlEntry& entry : fields.entries("actions"))
        script.actions.emplace(entry.key, read_action_contract(entry, problems));
    fields.finish();
}

}  // namespace dialogs::language
