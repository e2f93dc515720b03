#include "gateway/cli/recording.h"

#include <algorithm>
#include <array>

namespace gateway::cli {
namespace {

constexpr std::string_view hidden_text = "（核对信息，不保存）";  // what the engine keeps instead
// Settled before the conversation; the first is how it was called once.
constexpr std::array<std::string_view, 2> consents{"consent.", "pattern_consent_"};

bool is_about_consent(const std::string& step) {
    return std::ranges::any_of(consents, [&step](std::string_view prefix) {
        return step.starts_with(prefix);
    });
}

}  // namespace

std::vector<Exchange> exchanges_of(const std::vector<storage::Utterance>& said) {
    std::vector<Exchange> exchanges;
    for (const auto& one : said) {
        if (one.author == storage::Author::resident) {
            const auto& text = one.kind == "text" ? one.text : std::string();
            exchanges.push_back({text, one.at, text == hidden_text, {}});
        } else if (one.author == storage::Author::bot && !exchanges.empty()) {
            exchanges.back().steps.push_back(one.step);
        }
    }
    std::erase_if(exchanges, [](const Exchange& exchange) {
        return exchange.text.empty() ||
               (!exchange.steps.empty() && is_about_consent(exchange.steps.front()));
    });
    return exchanges;
}

}  // namespace gateway::cli
