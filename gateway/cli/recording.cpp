#include "gateway/cli/recording.h"

#include <algorithm>
#include <array>
#include <optional>

namespace gateway::cli {
namespace {

using dialogs::MessageKind;

constexpr std::string_view hidden_text = "（核对信息，不保存）";  // what the engine keeps instead
// Settled before the conversation: its wishes, the older name of them, and voices not heard yet.
constexpr std::array<std::string_view, 3> settled{"pattern_consent_", "consent.", "voice.heard"};

bool is_settled(const Exchange& exchange) {
    return !exchange.steps.empty() && std::ranges::any_of(settled, [&](std::string_view prefix) {
        return exchange.steps.front().starts_with(prefix);
    });
}

struct Kind {
    std::string_view name;
    MessageKind kind;
    std::string_view shown{};  // instead of words, where there were none
};
// Menus and codes reach the conversation as the words they stand for.
constexpr std::array<Kind, 10> kinds{{
    {"text", MessageKind::text},
    {"click", MessageKind::text},
    {"subscribe", MessageKind::text},
    {"scan", MessageKind::text},
    {"voice", MessageKind::voice, "［语音］"},
    {"image", MessageKind::image, "［图片］"},
    {"video", MessageKind::video, "［视频］"},
    {"location", MessageKind::location, "［位置］"},
    {"link", MessageKind::link, "［链接］"},
    {"file", MessageKind::file, "［文件］"},
}};

// Nothing for what no conversation hears of, as somebody's leaving.
std::optional<Exchange> written(const storage::Utterance& one) {
    const auto* const kind = std::ranges::find(kinds, one.kind, &Kind::name);
    if (kind == kinds.end()) return std::nullopt;
    Exchange exchange;
    exchange.kind = kind->kind;
    if (one.text != kind->shown) exchange.text = one.text;
    exchange.at = one.at;
    exchange.hidden = one.text == hidden_text;
    return exchange;
}

// A second picture of the message before it: kept by itself, and heard of with that one only.
bool is_enclosed(const Exchange& exchange, const std::vector<Exchange>& before) {
    return exchange.kind != MessageKind::text && exchange.text.empty() && !before.empty() &&
           !before.back().by_itself && before.back().at == exchange.at;
}

// What a message is answered with is kept at the message's own time.
void add_reply(std::vector<Exchange>& exchanges, const storage::Utterance& one) {
    if (exchanges.empty()) return;
    if (exchanges.back().at != one.at) {
        Exchange alone;
        alone.at = one.at;
        alone.by_itself = true;
        exchanges.push_back(std::move(alone));
    }
    exchanges.back().steps.push_back(one.step);
}

}  // namespace

std::vector<Exchange> exchanges_of(const std::vector<storage::Utterance>& said) {
    std::vector<Exchange> exchanges;
    for (const auto& one : said) {
        if (one.author == storage::Author::bot) add_reply(exchanges, one);
        if (one.author != storage::Author::resident) continue;
        auto exchange = written(one);
        if (exchange && !is_enclosed(*exchange, exchanges))
            exchanges.push_back(std::move(*exchange));
    }
    std::erase_if(exchanges, is_settled);
    return exchanges;
}

}  // namespace gateway::cli
