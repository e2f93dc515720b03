#include "gateway/cli/recording.h"

namespace gateway::cli {
namespace {

constexpr std::string_view hidden_text = "（核对信息，不保存）";  // what the engine keeps instead
constexpr std::string_view consent = "consent.";                  // settled before the conversation

}  // namespace

std::vector<Exchange> exchanges_of(const std::vector<storage::Utterance>& said) {
    std::vector<Exchange> exchanges;
    for (const auto& one : said) {
        if (one.author == storage::Author::resident) {
            if (one.text.empty() || one.kind != "text") continue;
            exchanges.push_back({one.text, one.at, one.text == hidden_text, {}});
        } else if (one.author == storage::Author::bot && !exchanges.empty()) {
            exchanges.back().steps.push_back(one.step);
        }
    }
    std::erase_if(exchanges, [](const Exchange& exchange) {
        return !exchange.steps.empty() && exchange.steps.front().starts_with(consent);
    });
    return exchanges;
}

}  // namespace gateway::cli
