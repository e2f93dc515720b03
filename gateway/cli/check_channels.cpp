#include "gateway/cli/check_channels.h"

#include "gateway/channel_registry.h"
#include "gateway/channels/codec/marked.h"
#include "gateway/channels/filed/templates.h"
#include "gateway/channels/page.h"

#include <fmt/format.h>

#include <algorithm>

namespace gateway::cli {
namespace {

using channels::Channel;

bool leads_to_page(const std::string& part) {
    return channels::codec::read_marked(part).way == channels::page_wanted;
}

// An answer that a template may not hold would be refused each time, and only a clerk would see it.
bool check_answers(const Channel& channel, const knowledge::Library& library) {
    bool good = true;
    std::size_t longest = 0;
    for (const auto& article : library.articles()) {
        dialogs::Say say;
        say.text = article.sms;
        const auto parts = channel.plan(say);
        longest = std::max(longest, parts.size());
        const auto carried = [](const std::string& part) {
            return leads_to_page(part) || channels::filed::holds(part);
        };
        if (std::ranges::all_of(parts, carried)) continue;
        good = false;
        fmt::print(
            stderr,
            "{}: its short answer holds an address or a sign that channel {} may put into no "
            "variable: take it out, or give the channel a link template\n",
            article.id,
            channel.name()
        );
    }
    if (longest > 1)
        fmt::print(
            "{}: an answer may take {} messages; with a link template each would be one\n",
            channel.name(),
            longest
        );
    return good;
}

}  // namespace

bool check_channels(const config::Config& config, const knowledge::Library* library) {
    bool good = true;
    for (const auto& settings : config.channels) {
        const auto channel = channels::make(settings, config.public_url);
        if (!channel) {
            fmt::print(stderr, "{}\n", channel.error().detail);
            good = false;
        } else if (library && !(*channel)->capabilities().free_text) {
            good = check_answers(**channel, *library) && good;
        }
    }
    return good;
}

}  // namespace gateway::cli
