#include "dialogs/language/patterns.h"
#include "dialogs/language/rules.h"
#include "dialogs/language/walk.h"

#include <fmt/format.h>

#include <algorithm>

// What an author wrote and nobody would ever see the effect of.

namespace dialogs::language {

namespace {

void check_channels(const Script& script, const Step& step, Problems& problems) {
    for (const SpokenText& spoken : texts_of(step)) {
        for (const auto& [channel, text] : spoken.text->by_channel) {
            if (script.channels.contains(channel)) continue;
            complain(
                problems,
                text.mark,
                fmt::format("there is no channel '{}' in bot.yaml", channel),
                "D002"
            );
        }
    }
}

void warn_of(const Step& step, std::string_view key, std::string_view why, Problems& problems) {
    warn(
        problems,
        step.mark,
        "D016",
        fmt::format("'{}' of step '{}' has no effect: {}", key, step.id, why)
    );
}

void check_settings(const Step& step, Problems& problems) {
    const Prompt& prompt = step.prompt;
    if (std::holds_alternative<Form>(step.kind)) {
        constexpr std::string_view at_fields = "write it at the fields of the form";
        if (!prompt.reask.empty()) warn_of(step, "reask", at_fields, problems);
        if (!prompt.help.empty()) warn_of(step, "help", at_fields, problems);
        if (prompt.on_unknown) warn_of(step, "on_unknown", at_fields, problems);
    } else if (prompt.on_unknown && !std::holds_alternative<Collect>(step.kind) && !std::holds_alternative<Confirm>(step.kind)) {
        warn_of(step, "on_unknown", "offer a choice 说不准", problems);
    }
    const Handoff* const handoff = std::get_if<Handoff>(&step.kind);
    if (handoff != nullptr && handoff->trail)
        warn(
            problems,
            *handoff->trail,
            "D016",
            "'trail' has no effect: a clerk sees all that was said"
        );
}

void check_spoken(const Flow& flow, Problems& problems) {
    const bool is_spoken =
        std::find(std::begin(spoken_patterns), std::end(spoken_patterns), flow.id) !=
        std::end(spoken_patterns);
    if (!is_spoken) return;
    bool has_spoken = false;
    for (const Step& step : flow.steps) {
        const bool says = std::holds_alternative<Say>(step.kind);
        if (says && !has_spoken) {
            has_spoken = true;
            continue;
        }
        warn(
            problems,
            step.mark,
            "D016",
            fmt::format(
                "step '{}' has no effect: of '{}' only the first words are used", step.id, flow.id
            )
        );
    }
}

}  // namespace

void check_effect(const Script& script, Problems& problems) {
    for (const auto& [id, flow] : script.flows) {
        check_spoken(flow, problems);
        for (const Step& step : flow.steps) {
            check_channels(script, step, problems);
            check_settings(step, problems);
        }
    }
}

}  // namespace dialogs::language
