#pragma once
#include "gateway/channels/channel.h"
#include "gateway/config/config.h"
#include "gateway/desk/fallback.h"
#include "gateway/desk/notices.h"
#include "gateway/turns/arrival.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace gateway {

// The channels that are configured, and how the bot and the clerks speak by each. Any thread, once
// it is made.
class Roads {
public:
    // The error's detail says what is wrong.
    static dialogs::Result<std::unique_ptr<Roads>> make(const config::Config& config);

    // By channel; one of web chat has no channel of ours.
    const std::map<std::string, turns::Voice>& voices() const { return voices_; }
    turns::Voice voice_of(const std::string& channel) const;
    channels::Capabilities capabilities(const std::string& channel) const;

    // How a channel cuts a text, and what it makes of a notice.
    desk::Plan plan() const;
    desk::File file() const;

    // How a person is told what one of them did not carry; without a case's number and the groups.
    desk::Ways ways() const;
    // Those with a group of clerks that is told of new cases.
    std::vector<std::string> groups() const;

private:
    Roads() = default;

    std::vector<std::string> fallback_of(const std::string& channel) const;
    std::string name_of(const std::string& channel) const;

    std::map<std::string, std::unique_ptr<channels::Channel>> channels_;
    std::map<std::string, turns::Unanswered> unanswered_;
    std::map<std::string, turns::Voice> voices_;
    std::map<std::string, std::vector<std::string>> fallbacks_;
    std::map<std::string, std::string> names_;
};

}  // namespace gateway
