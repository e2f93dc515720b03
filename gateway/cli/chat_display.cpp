#include "gateway/cli/chat_display.h"

#include "dialogs/text/segments.h"
#include "gateway/channels/kannel/smsbox.h"

#include <fmt/format.h>

#include <cstddef>

namespace gateway::cli {

void show_cost(const std::string& text, const std::string& signature) {
    int segments = 0;
    int units = 0;
    for (const auto& part : channels::kannel::planned(text, signature)) {
        const auto cost = dialogs::text::sms_cost(part);
        segments += cost.billed_segments;
        units += static_cast<int>(dialogs::text::measure(part, dialogs::text::Unit::cn_sms));
    }
    fmt::print("  ({} 条短信, {} 字)\n", segments, units);
}

void show_said(const storage::Utterance& said) {
    fmt::print("{}\n", said.text);
    for (std::size_t start = 0; start < said.choices.size();) {
        const auto end = said.choices.find('\n', start);
        auto choice = said.choices.substr(start, end - start);
        if (const auto tab = choice.find('\t'); tab != std::string::npos) choice[tab] = ' ';
        fmt::print("  [{}]\n", choice);
        start = end == std::string::npos ? said.choices.size() : end + 1;
    }
}

void show_trace(const std::vector<dialogs::Trace>& trace) {
    for (const auto& one : trace)
        fmt::print("  · {} {} {}\n", one.kind, one.where, one.detail);
}

void show_known(const dialogs::Session& session) {
    for (const auto& frame : session.stack)
        fmt::print(
            "  停在 {}.{}{}{}\n",
            frame.flow,
            frame.step,
            frame.field.empty() ? "" : ".",
            frame.field
        );
    for (const auto& [name, slot] : session.slots) {
        const std::string value = slot.sensitive ? "***" : slot.value;
        const std::string label =
            slot.label.empty() || slot.sensitive ? "" : "（" + slot.label + "）";
        fmt::print("  {} = {}{}\n", name, value, label);
    }
    if (session.slots.empty() && session.stack.empty()) fmt::print("  (还什么都不知道)\n");
}

}  // namespace gateway::cli
