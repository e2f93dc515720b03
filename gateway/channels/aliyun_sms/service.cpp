#include "gateway/channels/aliyun_sms/service.h"

#include "dialogs/text/segments.h"
#include "gateway/channels/aliyun_sms/inbound.h"
#include "gateway/channels/aliyun_sms/signature.h"
#include "gateway/channels/codec/digest.h"
#include "gateway/channels/codec/number.h"
#include "gateway/channels/codec/retry_after.h"
#include "gateway/http/url.h"
#include "gateway/ops/json.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace gateway::channels::aliyun_sms {
namespace {

using dialogs::Error;
using dialogs::Fault;
using dialogs::text::Unit;

// Codes after which trying again helps, and when (help.aliyun.com, SendSms error codes). The limits
// are a number's own: one a minute, five an hour. What an account lacks is ours to mend.
struct Pause {
    std::string_view code;
    std::chrono::seconds after;
    bool persons_own = false;
};
constexpr std::array pauses = {
    Pause{"isv.BUSINESS_LIMIT_CONTROL", std::chrono::seconds(3600), true},
    Pause{"isv.DAY_LIMIT_CONTROL", std::chrono::seconds(3600), true},
    Pause{"isv.OUT_OF_SERVICE", std::chrono::seconds(600)},
    Pause{"isv.AMOUNT_NOT_ENOUGH", std::chrono::seconds(600)},
    Pause{"Throttling.User", std::chrono::seconds(60)},
    Pause{"isp.SYSTEM_ERROR", std::chrono::seconds(60)},
};

std::string text_of(const nlohmann::json& json, const char* name) {
    const auto found = json.find(name);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

}  // namespace

dialogs::Result<std::unique_ptr<Channel>> Service::make(
    std::string name, config::AliyunSms settings
) {
    auto host = http::host_of(settings.api_base);
    if (!host) return host.error();
    if (settings.hook_secret.reveal().size() < 16 || settings.access_key_secret.empty())
        return Error{
            Fault::malformed,
            "channel " + name + ": hook_secret of 16 or more and access_key_secret are needed"};
    return std::unique_ptr<Channel>(
        new Service(std::move(name), std::move(settings), std::move(*host))
    );
}

Service::Service(std::string name, config::AliyunSms settings, std::string host)
    : name_(std::move(name)), settings_(std::move(settings)), host_(std::move(host)) {}

Capabilities Service::capabilities() const {
    Capabilities can;
    can.receipts = true;
    can.unit = Unit::utf16_units;
    can.max_length = settings_.variable_max;
    can.answer_within = std::chrono::seconds(5);
    return can;
}

dialogs::Result<Incoming>
Service::receive(const http::Request& request, std::string_view secret, const Ambient&) const {
    if (!settings_.hook_secret.equals(secret))
        return Error{Fault::denied, "not the secret of this hook"};
    const bool receipts = request.path.ends_with("/receipts");
    auto received = receipts ? read_receipts(request.body) : read_messages(request.body, name_);
    if (!received) return received.error();
    return Incoming(std::move(*received));
}

http::Reply Service::acknowledge(const ReplyTo&, const std::vector<std::string>&, const Ambient&)
    const {
    http::Reply reply;
    reply.type = "application/json; charset=utf-8";
    reply.body = R"({"code":0,"msg":"接收成功"})";
    return reply;
}

http::Reply Service::refuse(const Error& error) const {
    if (error.fault == Fault::denied) return http::plain(403);
    return http::refuse(error.fault);
}

std::vector<std::string> Service::plan(const dialogs::Say& say) const {
    return dialogs::text::split(say.text, Unit::utf16_units, settings_.variable_max);
}

Call Service::build(const Part& part, const std::string&, const Ambient& ambient) const {
    const nlohmann::json variables = {{settings_.variable, part.text}};
    const auto now = std::chrono::floor<std::chrono::seconds>(ambient.now);
    Asked asked;
    asked.query = {
        {"PhoneNumbers", codec::dialled_number(part.to)},
        {"SignName", settings_.sign_name},
        {"TemplateCode", settings_.template_code},
        {"TemplateParam", ops::write_json(variables)},
        {"OutId", std::to_string(part.id)},
    };
    asked.headers = {
        {"host", host_},
        {"x-acs-action", "SendSms"},
        {"x-acs-version", "2017-05-25"},
        {"x-acs-date", fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", now)},
        {"x-acs-signature-nonce", codec::hex(codec::bytes_of(ambient.random))},
        // A POST of ours has a body, be it two letters.
        {"x-acs-content-sha256", codec::hex(codec::sha256("{}"))},
    };
    asked.body = "{}";
    Call call;
    call.url = settings_.api_base + "/?" + sorted_query(asked.query);
    call.type = "application/json";
    call.body = asked.body;
    const auto proof = authorization(settings_.access_key_id, settings_.access_key_secret, asked);
    for (const auto& header : asked.headers)
        if (header.first != "host") call.headers.push_back(header);
    call.headers.emplace_back("Authorization", proof);
    return call;
}

SendOutcome Service::interpret(const http::Answer& answer) const {
    const auto said = "http " + std::to_string(answer.status);
    const auto json = ops::parse_json(answer.body);
    const auto code = json && json->is_object() ? text_of(*json, "Code") : std::string();
    if (answer.status == 200 && code == "OK") return Accepted{text_of(*json, "BizId")};
    for (const auto& pause : pauses)
        if (code == pause.code) return Deferred{code, pause.after, pause.persons_own};
    if (answer.status == 429 || answer.status == 503)
        return Deferred{said, codec::retry_after(answer)};
    // A wrong key is ours to mend: nothing was sent, and the message need not be lost for it.
    if (answer.status == 401 || answer.status == 403)
        return Deferred{"credentials", std::chrono::minutes(5)};
    if (answer.status >= 500 || (answer.status < 400 && code.empty())) return Unclear{said};
    return Rejected{code.empty() ? said : code};
}

}  // namespace gateway::channels::aliyun_sms
