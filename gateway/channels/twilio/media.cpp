#include "gateway/channels/twilio/media.h"

#include "gateway/channels/twilio/inbound.h"
#include "gateway/http/url.h"

#include <algorithm>
#include <charconv>

namespace gateway::channels::twilio {
namespace {

using dialogs::MessageKind;

constexpr int most = 10;  // files of a message, says Twilio

MessageKind kind_of(std::string_view type) {
    if (type.starts_with("image/")) return MessageKind::image;
    if (type.starts_with("audio/")) return MessageKind::voice;
    if (type.starts_with("video/")) return MessageKind::video;
    return MessageKind::file;
}

// "MM…/ME…" of a file's address; empty when it is none of the account's.
std::string id_of(const std::string& address, const std::string& account_sid) {
    const auto url = http::split_url(address);
    if (!url) return {};
    std::string_view path = url->path;
    const auto before = "/2010-04-01/Accounts/" + account_sid + "/Messages/";
    constexpr std::string_view between = "/Media/";
    if (!path.starts_with(before)) return {};
    path.remove_prefix(before.size());
    const auto message = path.substr(0, path.find('/'));
    path.remove_prefix(message.size());
    if (!path.starts_with(between)) return {};
    path.remove_prefix(between.size());
    if (!is_sid(message) || !is_sid(path)) return {};
    return std::string(message) + "/" + std::string(path);
}

}  // namespace

std::vector<dialogs::Enclosure> read_enclosures(
    const http::Form& form, const std::string& account_sid
) {
    int count = 0;
    const auto told = form.get("NumMedia");
    std::from_chars(told.data(), told.data() + told.size(), count);
    std::vector<dialogs::Enclosure> enclosures;
    for (int at = 0; at < std::min(count, most); ++at) {
        const auto number = std::to_string(at);
        enclosures.push_back(
            {kind_of(form.get("MediaContentType" + number)),
             id_of(std::string(form.get("MediaUrl" + number)), account_sid)}
        );
    }
    return enclosures;
}

std::string media_url(
    const std::string& api_base, const std::string& account_sid, const std::string& media_id
) {
    const auto slash = media_id.find('/');
    return api_base + "/2010-04-01/Accounts/" + account_sid + "/Messages/" +
           media_id.substr(0, slash) + "/Media/" + media_id.substr(slash + 1);
}

}  // namespace gateway::channels::twilio
