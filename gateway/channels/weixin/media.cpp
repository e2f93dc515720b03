#include "gateway/channels/weixin/media.h"

#include "gateway/channels/weixin/errcode.h"
#include "gateway/http/form.h"
#include "gateway/ops/json.h"

#include <nlohmann/json.hpp>

#include <array>

namespace gateway::channels::weixin {
namespace {

using dialogs::Error;
using dialogs::Fault;
using std::chrono::seconds;

constexpr std::array codes = {
    Code{-1, Meaning::again, seconds(2)},
    Code{40001, Meaning::stale},
    Code{40014, Meaning::stale},
    Code{41001, Meaning::stale},
    Code{42001, Meaning::stale},
    Code{40164, Meaning::again, seconds(600)},
    Code{45009, Meaning::again, seconds(3600)},
};

// What stands in the place of the bytes.
dialogs::Result<Media> read_word(const http::Answer& answer) {
    const auto json = ops::parse_json(answer.body);
    if (!json || !json->is_object()) return Error{Fault::unavailable, "neither bytes nor a word"};
    if (const auto url = json->find("video_url"); url != json->end() && url->is_string())
        return Media{{}, {}, url->get<std::string>()};
    const auto outcome = read_outcome(answer, codes);
    if (const auto* stale = std::get_if<Stale>(&outcome))
        return Error{Fault::denied, "errcode " + stale->code};
    if (const auto* rejected = std::get_if<Rejected>(&outcome))
        return Error{Fault::not_found, "errcode " + rejected->code};
    return Error{Fault::unavailable, "it cannot be had now"};
}

}  // namespace

Call build_media(
    const std::string& api_base, const std::string& token, const std::string& media_id
) {
    Call call;
    call.method = "GET";
    call.url = api_base + "/cgi-bin/media/get?access_token=" + http::percent_encode(token) +
               "&media_id=" + http::percent_encode(media_id);
    return call;
}

dialogs::Result<Media> read_media(http::Answer answer) {
    if (answer.status != 200)
        return Error{Fault::unavailable, "http " + std::to_string(answer.status)};
    const auto type = std::string(answer.header("Content-Type"));
    if (type.starts_with("application/json") || type.starts_with("text/")) return read_word(answer);
    return Media{std::move(answer.body), type, {}};
}

}  // namespace gateway::channels::weixin
