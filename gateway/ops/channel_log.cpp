#include "gateway/ops/channel_log.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>

namespace gateway::ops {
namespace {

constexpr std::chrono::hours china{8};

std::string line(const Exchange& one) {
    const auto at = std::chrono::floor<std::chrono::seconds>(one.at + china);
    auto words = fmt::format(
        "{:%Y-%m-%dT%H:%M:%S}+08:00 {} {} {} {}ms {}",
        at,
        one.ours ? "out" : "in",
        one.what,
        one.status,
        one.took.count(),
        one.became
    );
    if (!one.asked.empty()) words += " asked " + one.asked;
    if (!one.told.empty()) words += " told " + one.told;
    std::ranges::replace_if(
        words, [](char c) { return c == '\n' || c == '\r'; }, ' '
    );
    return words + '\n';
}

}  // namespace

void Exchanges::add(Exchange exchange) { ring_[added_++ % kept] = std::move(exchange); }

std::string Exchanges::text() const {
    std::string all;
    for (auto i = added_ - std::min(added_, kept); i < added_; ++i)
        all += line(ring_[i % kept]);
    return all;
}

const Exchanges* ChannelLog::find(std::string_view channel) const {
    const auto found = channels_.find(channel);
    return found == channels_.end() ? nullptr : &found->second;
}

}  // namespace gateway::ops
