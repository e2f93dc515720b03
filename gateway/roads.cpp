#include "gateway/roads.h"

#include "gateway/channel_registry.h"

namespace gateway {

using dialogs::Error;
using dialogs::Fault;
using dialogs::Result;

Result<std::unique_ptr<Roads>> Roads::make(const config::Config& config) {
    std::unique_ptr<Roads> roads(new Roads());
    for (const auto& settings : config.channels) {
        auto channel = channels::make(settings, config.public_url);
        if (!channel) return channel.error();
        turns::Voice voice;
        voice.profile = config::profile_of(settings);
        if (voice.profile != "web") voice.channel = channel->get();
        voice.writes_voices_down = config.media.has_transcriber();
        if (!settings.unanswered.empty())
            voice.unanswered =
                &roads->unanswered_.try_emplace(settings.name, settings.unanswered).first->second;
        roads->voices_[settings.name] = voice;
        roads->fallbacks_[settings.name] = settings.fallback;
        roads->names_[settings.name] = config::shown_name(settings);
        roads->channels_[settings.name] = std::move(*channel);
    }
    return roads;
}

turns::Voice Roads::voice_of(const std::string& channel) const {
    const auto found = voices_.find(channel);
    return found == voices_.end() ? turns::Voice{} : found->second;
}

channels::Capabilities Roads::capabilities(const std::string& channel) const {
    const auto voice = voice_of(channel);
    return voice.channel ? voice.channel->capabilities() : channels::Capabilities{};
}

desk::Plan Roads::plan() const {
    return [this](const std::string& channel, const std::string& text) {
        const auto voice = voice_of(channel);
        dialogs::Say say;
        say.text = text;
        return voice.channel ? voice.channel->plan(say) : std::vector<std::string>{};
    };
}

desk::File Roads::file() const {
    return [this](
               const std::string& channel, const channels::Notice& notice
           ) -> Result<channels::Filed> {
        const auto voice = voice_of(channel);
        if (voice.channel) return voice.channel->file(notice);
        return Error{Fault::not_found, "no notices are filed here"};
    };
}

desk::Ways Roads::ways() const {
    desk::Ways ways;
    ways.after = [this](const std::string& channel) { return fallback_of(channel); };
    ways.plan = plan();
    ways.file = file();
    ways.name_of = [this](const std::string& channel) { return name_of(channel); };
    return ways;
}

std::vector<std::string> Roads::fallback_of(const std::string& channel) const {
    const auto found = fallbacks_.find(channel);
    return found == fallbacks_.end() ? std::vector<std::string>{} : found->second;
}

std::vector<std::string> Roads::groups() const {
    std::vector<std::string> all;
    for (const auto& [name, channel] : channels_)
        if (channel->capabilities().group_robot) all.push_back(name);
    return all;
}

std::string Roads::name_of(const std::string& channel) const {
    const auto found = names_.find(channel);
    return found == names_.end() ? channel : found->second;
}

}  // namespace gateway
