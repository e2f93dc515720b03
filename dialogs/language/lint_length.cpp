#include "dialogs/language/compiled.h"
#include "dialogs/language/layout.h"
#include "dialogs/language/paths.h"
#include "dialogs/language/rules.h"
#include "dialogs/language/walk.h"
#include "dialogs/text/clean.h"
#include "dialogs/text/segments.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace dialogs::language {

namespace {

constexpr std::size_t assumed_width = 20;  // of what nothing limits; D031 says so
constexpr std::size_t date_width = 11;     // 2026年11月23日
constexpr std::size_t case_no_width = 16;
constexpr std::size_t opening_width = 12;  // "下周一 08:30"

std::size_t longest(const std::vector<std::string>& texts) {
    std::size_t width = 0;
    for (const std::string& text : texts)
        width = std::max(width, text::code_points(text));
    return width;
}

// Replaces every place to fill by as many characters as can ever stand there.
class WorstCase {
public:
    WorstCase(
        const Script& script, const Flow& flow, const std::string& channel, Problems& problems
    )
        : script_(script), flow_(flow), channel_(channel), problems_(problems) {}

    std::string of(const Template& text) {
        std::string out;
        for (const TemplatePiece& piece : text.pieces) {
            if (const std::string* words = std::get_if<std::string>(&piece)) out += *words;
            if (const Placeholder* placeholder = std::get_if<Placeholder>(&piece))
                out += filled(*placeholder, text);
        }
        return out;
    }

    // With the choices it is shown with.
    std::string asked(const Step& step, const Template& text) {
        return with_choices(of(text), shown_choices(step));
    }

private:
    std::string filled(const Placeholder& placeholder, const Template& text) {
        std::optional<std::size_t> width = width_of(placeholder.path);
        std::size_t otherwise = 0;
        for (const Filter& filter : placeholder.filters) {
            if (filter.kind == FilterKind::max)
                width = std::min(width.value_or(filter.width), filter.width);
            if (filter.kind == FilterKind::date) width = date_width;
            if (filter.kind == FilterKind::group4 && width) width = *width + *width / 4;
            if (filter.kind == FilterKind::default_text)
                otherwise = dialogs::text::code_points(filter.argument);
        }
        if (!width) {
            const Mark at = shifted(text.mark, text.source, placeholder.column);
            warn(
                problems_,
                at,
                "D031",
                fmt::format("nothing limits how long '{}' gets: write '|max:N'", placeholder.path)
            );
        }
        std::string out;
        for (std::size_t i = 0; i < std::max(width.value_or(assumed_width), otherwise); ++i)
            out += "国";
        return out;
    }

    std::optional<std::size_t> width_of(const std::string& path) const {
        if (const std::string_view name = slot_of(path); !name.empty())
            return width_of_slot(*script_.slot(flow_.id, name));
        if (const auto result = result_of(path)) return width_of_result(*result);
        if (path == "handoff.case_no" || path == "handoff.ticket_no") return case_no_width;
        if (path == "handoff.next_open") return opening_width;
        if (path == "flow.origin" || path == "flow.description") return longest_description();
        if (path == "step.ask") return longest_prompt(&Prompt::ask);
        if (path == "step.help") return longest_prompt(&Prompt::help);
        if (path == "correction.label") return longest_slot_label();
        return std::nullopt;
    }

    static std::optional<std::size_t> width_of_slot(const SlotDefinition& slot) {
        std::size_t width = 0;
        for (const Option& option : slot.of) {
            const std::size_t label = text::code_points(option.label);
            width = slot.multi ? width + label + 1 : std::max(width, label);
        }
        if (width > 0) return width;
        if (slot.max_chars > 0) return static_cast<std::size_t>(slot.max_chars);
        if (slot.type.length > 0) return static_cast<std::size_t>(slot.type.length);
        if (slot.type.base == BaseType::date) return date_width;
        return std::nullopt;
    }

    std::optional<std::size_t> width_of_result(const ResultPath& result) const {
        const FieldType& field =
            script_.actions.at(std::string(result.action)).result.at(std::string(result.field));
        if (field.kind == FieldKind::date) return date_width;
        if (field.kind == FieldKind::one_of) return longest(field.values);
        return std::nullopt;
    }

    std::size_t longest_description() const {
        std::size_t width = 0;
        for (const auto& [id, flow] : script_.flows)
            width = std::max(width, text::code_points(flow.description));
        return width;
    }

    std::size_t longest_slot_label() const {
        std::size_t width = 0;
        for (const auto& [id, flow] : script_.flows)
            for (const SlotDefinition& slot : flow.slots)
                width = std::max(width, text::code_points(slot.label));
        return width;
    }

    // Of every step that can be interrupted; only the words, their own places to fill are short.
    std::size_t longest_prompt(Text Prompt::*part) const {
        std::size_t width = 0;
        for (const auto& [id, flow] : script_.flows) {
            for (const Step& step : flow.steps) {
                if (!waits_for_person(step) || !step.prompt.interruptible) continue;
                const Template& text = (step.prompt.*part).on(channel_);
                const std::string shown = part == &Prompt::ask
                                              ? with_choices(text.source, shown_choices(step))
                                              : text.source;
                width = std::max(width, text::code_points(shown));
            }
        }
        return width;
    }

    std::vector<dialogs::Choice> shown_choices(const Step& step) const {
        std::vector<dialogs::Choice> shown;
        for (const Choice* choice : choices_of(step))
            shown.push_back({choice->key, choice->label});
        if (const Collect* collect = std::get_if<Collect>(&step.kind)) {
            const SlotDefinition* const slot = script_.slot(flow_.id, collect->slot);
            if (slot != nullptr) shown = numbered(slot->of);
        }
        return shown;
    }

    const Script& script_;
    const Flow& flow_;
    const std::string& channel_;
    Problems& problems_;
};

void check_step(
    const Script& script,
    const Flow& flow,
    const Step& step,
    const std::string& name,
    const ChannelProfile& channel,
    Problems& problems
) {
    const int allowed = step.max_segments > 0 ? step.max_segments : channel.max_segments;
    for (const SpokenText& spoken : texts_of(step)) {
        WorstCase worst(script, flow, name, problems);
        const Template& text = spoken.text->on(name);
        const bool asks = spoken.role == "ask" || spoken.role.starts_with("reask");
        const std::string sent =
            channel.signature + (asks ? worst.asked(step, text) : worst.of(text));
        const text::SmsCost cost = text::sms_cost(sent);
        if (cost.billed_segments <= allowed) continue;
        complain(
            problems,
            text.mark,
            fmt::format(
                "'{}' of step '{}' can cost {} segments ({} units) on channel '{}', more than {}",
                spoken.role,
                step.id,
                cost.billed_segments,
                cost.units,
                name,
                allowed
            ),
            "D030"
        );
    }
}

}  // namespace

void check_length(const Script& script, Problems& problems) {
    for (const auto& [name, channel] : script.channels) {
        if (channel.max_segments == 0) continue;
        for (const auto& [id, flow] : script.flows)
            for (const Step& step : flow.steps)
                check_step(script, flow, step, name, channel, problems);
    }
}

}  // namespace dialogs::language
