#include "gateway/channels/wecom/card.h"

namespace gateway::channels::wecom {
namespace {

constexpr char record = '\x1e';
constexpr char unit = '\x1f';

std::string_view take_until(std::string_view& rest, char end) {
    const auto at = rest.find(end);
    const auto taken = rest.substr(0, at);
    rest.remove_prefix(at == rest.npos ? rest.size() : at + 1);
    return taken;
}

}  // namespace

std::string write_card(const Card& card) {
    std::string part = record + card.title;
    for (const auto& [key, label] : card.buttons)
        part += record + key + unit + label;
    return part;
}

std::optional<Card> read_card(std::string_view part) {
    if (!part.starts_with(record)) return std::nullopt;
    part.remove_prefix(1);
    Card card;
    card.title = take_until(part, record);
    while (!part.empty()) {
        auto button = take_until(part, record);
        dialogs::Choice choice;
        choice.key = take_until(button, unit);
        choice.label = button;
        card.buttons.push_back(std::move(choice));
    }
    return card;
}

}  // namespace gateway::channels::wecom
