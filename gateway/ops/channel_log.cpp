#include "gateway/ops/channel_log.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace gateway::ops {
namespace {

constexpr std::chrono::hours china{8};

void forget_older(std::deque<std::string>& lines) {
    while (lines.size() > Exchanges::shown)
        lines.pop_front();
}

void add_lines(const std::vector<Exchange>& exchanges, std::deque<std::string>& lines) {
    const auto unshown = exchanges.size() - std::min(exchanges.size(), Exchanges::shown);
    for (auto at = unshown; at < exchanges.size(); ++at)
        lines.push_back(line_of(exchanges[at]));
    forget_older(lines);
}

}  // namespace

std::string line_of(const Exchange& one) {
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

void Exchanges::add(Exchange exchange) {
    if (fresh_.size() == max_fresh) {
        ++lost_;
        return;
    }
    fresh_.push_back(std::move(exchange));
}

std::string Exchanges::text() const {
    auto lines = recent_;
    if (in_writing_) add_lines(*in_writing_, lines);
    add_lines(fresh_, lines);
    std::string all;
    for (const auto& line : lines)
        all += line;
    return all;
}

std::shared_ptr<const std::vector<Exchange>> Exchanges::take_fresh() {
    if (fresh_.empty()) return nullptr;
    if (const auto lost = std::exchange(lost_, 0); lost > 0) {
        Exchange gap;
        gap.at = fresh_.back().at;
        gap.what = "-";
        gap.became = fmt::format("{} more, not kept: the disk was too slow", lost);
        fresh_.push_back(std::move(gap));
    }
    in_writing_ = std::make_shared<const std::vector<Exchange>>(std::exchange(fresh_, {}));
    return in_writing_;
}

void Exchanges::put_back(std::vector<std::string> lines) {
    in_writing_.reset();
    std::ranges::move(lines, std::back_inserter(recent_));
    forget_older(recent_);
}

const Exchanges* ChannelLog::find(std::string_view channel) const {
    const auto found = channels_.find(channel);
    return found == channels_.end() ? nullptr : &found->second;
}

}  // namespace gateway::ops
