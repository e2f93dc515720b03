#include "dialogs/language/loader.h"
#include "dialogs/language/walk.h"
#include "dialogs/language/worst_case.h"
#include "dialogs/text/segments.h"
#include "gateway/cli/cli.h"
#include "gateway/cli/scripts.h"
#include "gateway/cli/setup.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>

namespace gateway::cli {
namespace {

using dialogs::language::Flow;
using dialogs::language::Mark;
using dialogs::language::SpokenText;
using dialogs::language::Step;
using dialogs::language::Template;

// A spreadsheet knows UTF-8 by it.
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::string cell(std::string_view text) {
    std::string written = "\"";
    for (const char letter : text) {
        if (letter == '"') written += '"';
        written += letter;
    }
    return written + '"';
}

// What a text costs at most where messages are paid for; empty elsewhere.
std::string segments(
    const dialogs::Script& script,
    const Flow& flow,
    const Step& step,
    const SpokenText& spoken,
    const std::string& only
) {
    int most = 0;
    for (const auto& [name, profile] : script.channels) {
        if (profile.max_segments == 0 || (!only.empty() && only != name)) continue;
        const dialogs::language::WorstCase worst(script, flow, name);
        const bool asks = spoken.role.find("ask") != std::string::npos;
        const auto sent = asks ? worst.asked(step, *spoken.text) : worst.of(*spoken.text);
        const auto cost = dialogs::text::sms_cost(profile.signature + sent);
        most = std::max(most, cost.billed_segments);
    }
    return most == 0 ? std::string() : fmt::to_string(most);
}

// The wording for every channel, or those for one each.
std::string rows_of(
    const dialogs::Script& script, const Flow& flow, const Step& step, const SpokenText& spoken
) {
    std::string rows;
    const auto add = [&](const Template& text, const std::string& channel) {
        if (text.empty()) return;
        rows += fmt::format(
            "{}:{},{}.{},{},{},{}\n",
            text.mark.file,
            text.mark.line,
            full_id(flow, step),
            spoken.role,
            channel,
            segments(script, flow, step, spoken, channel),
            cell(text.source)
        );
    };
    add(spoken.text->everywhere, {});
    for (const auto& [channel, text] : spoken.text->by_channel)
        add(text, channel);
    return rows;
}

std::string row_of(const Mark& mark, const std::string& what, std::string_view words) {
    return fmt::format("{}:{},{},,,{}\n", mark.file, mark.line, what, cell(words));
}

// What residents and clerks read of a slot: how it is called, and its options.
std::string rows_of(const Flow& flow) {
    std::string rows;
    for (const auto& slot : flow.slots) {
        const std::string name = flow.id + '.' + slot.name;
        if (slot.label != slot.name) rows += row_of(slot.mark, name + ".label", slot.label);
        for (const auto& option : slot.of)
            rows += row_of(slot.mark, name + '.' + option.id, option.label);
    }
    return rows;
}

// The choices of a step, and what a clerk's list says of whom it hands over.
std::string rows_of(const Flow& flow, const Step& step) {
    std::string rows;
    const auto* handoff = std::get_if<dialogs::language::Handoff>(&step.kind);
    if (handoff && !handoff->summary.empty())
        rows += row_of(
            handoff->summary.mark, full_id(flow, step) + ".summary", handoff->summary.source
        );
    for (const auto* choice : choices_of(step))
        rows += row_of(
            choice->mark,
            full_id(flow, step) + '.' + choice->id,
            choice->hint.empty() ? choice->key + choice->label : choice->hint
        );
    return rows;
}

}  // namespace

int scripts_extract(const ExtractOptions& options) {
    const auto loaded = dialogs::language::load_script(options.folder);
    if (!loaded.script) {
        for (const auto& problem : loaded.problems)
            fmt::print(stderr, "{}\n", describe(problem));
        return bad_input;
    }
    std::string table = "位置,哪一句,渠道,最多几条短信,文字\n";
    for (const auto& [id, flow] : loaded.script->flows) {
        table += rows_of(flow);
        for (const auto& step : flow.steps) {
            for (const auto& spoken : texts_of(step))
                table += rows_of(*loaded.script, flow, step, spoken);
            table += rows_of(flow, step);
        }
    }
    if (options.output.empty() || options.output == "-") {
        fmt::print("{}", table);
        return done;
    }
    std::ofstream file(options.output, std::ios::binary);
    if (!(file << byte_order_mark << table) || !file.flush()) {
        complain("cannot write " + options.output);
        return temporary_failure;
    }
    const auto lines = std::count(table.begin(), table.end(), '\n') - 1;
    fmt::print("{}: {} texts\n", options.output, lines);
    return done;
}

}  // namespace gateway::cli
