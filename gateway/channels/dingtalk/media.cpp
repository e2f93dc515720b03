#include "gateway/channels/dingtalk/media.h"

#include "gateway/channels/dingtalk/outbound.h"
#include "gateway/http/url.h"
#include "gateway/ops/json.h"

#include <nlohmann/json.hpp>

#include <variant>

namespace gateway::channels::dingtalk {
namespace {

using dialogs::Error;
using dialogs::Fault;
using Json = nlohmann::json;

// DingTalk writes some of its links with http, and answers them with https, too: what people send
// need not cross the net in the clear. One with a port is the operator's own.
std::string sealed(std::string url) {
    constexpr std::string_view clear = "http://";
    const auto host = http::host_of(url);
    if (host && url.starts_with(clear) && host->find(':') == host->npos)
        url.replace(0, clear.size(), "https://");
    return url;
}

}  // namespace

Call build_media(
    const config::Dingtalk& settings, const std::string& token, const std::string& download_code
) {
    const Json body = {{"downloadCode", download_code}, {"robotCode", settings.robot_code}};
    Call call;
    call.url = settings.api_base + "/v1.0/robot/messageFiles/download";
    call.type = "application/json; charset=utf-8";
    call.body = ops::write_json(body);
    call.headers = {{"x-acs-dingtalk-access-token", token}};
    return call;
}

dialogs::Result<Media> read_media(const http::Answer& answer) {
    if (answer.status == 200) {
        const auto json = ops::parse_json(answer.body);
        const auto url = json && json->is_object() ? json->value("downloadUrl", Json()) : Json();
        if (!url.is_string()) return Error{Fault::unavailable, "no downloadUrl"};
        return Media{{}, {}, sealed(url.get<std::string>())};
    }
    const auto outcome = interpret_send(answer);
    if (const auto* stale = std::get_if<Stale>(&outcome)) return Error{Fault::denied, stale->code};
    const auto* rejected = std::get_if<Rejected>(&outcome);
    // A right that the robot lacks is ours to mend: the picture need not be lost for it.
    if (!rejected || rejected->code.starts_with("Forbidden"))
        return Error{Fault::unavailable, rejected ? rejected->code : "it cannot be had now"};
    return Error{Fault::not_found, rejected->code};
}

}  // namespace gateway::channels::dingtalk
