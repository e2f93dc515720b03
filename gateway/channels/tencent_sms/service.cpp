#include "gateway/channels/tencent_sms/service.h"

#include "dialogs/text/segments.h"
#include "gateway/channels/codec/retry_after.h"
#include "gateway/channels/tencent_sms/inbound.h"
#include "gateway/channels/tencent_sms/signature.h"
#include "gateway/http/url.h"
#include "gateway/ops/json.h"

#include <nlohmann/json.hpp>

#include <array>
#include <chrono>

namespace gateway::channels::tencent_sms {
namespace {

using dialogs::Error;
using dialogs::Fault;
using dialogs::text::Unit;
using Json = nlohmann::json;
using std::chrono::seconds;

constexpr std::string_view content_type = "application/json; charset=utf-8";

// Codes after which trying again helps, and when (cloud.tencent.com/document/api/382/55981). A
// limit on a number is by the half minute, the hour or the day; what an account lacks is ours to
// mend, and its messages need not be lost for it. The first that the code begins with counts.
struct Pause {
    std::string_view code;
    seconds after;
    bool persons_own = false;
};
constexpr std::array pauses = {
    Pause{"LimitExceeded.PhoneNumberThirtySecondLimit", seconds(30), true},
    Pause{"LimitExceeded.DeliveryFrequencyLimit", seconds(60)},
    Pause{"LimitExceeded.PhoneNumber", seconds(3600), true},
    Pause{"LimitExceeded", seconds(3600)},
    Pause{"RequestLimitExceeded", seconds(60)},
    Pause{"FailedOperation.InsufficientBalanceInSmsPackage", seconds(600)},
    Pause{"AuthFailure", seconds(300)},
    Pause{"UnauthorizedOperation", seconds(300)},
};
// Timeout and its kin: it may have been sent.
constexpr std::string_view unclear = "InternalError";
// The person answered R to one of ours.
constexpr std::string_view blacklisted = "FailedOperation.PhoneNumberInBlacklist";

std::string text_at(const Json& json, const char* name) {
    const auto found = json.find(name);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// What was said of our one number; of the whole call, when it came to no number.
struct Said {
    std::string code;
    std::string serial;
};

Said said_in(const Json& json) {
    if (!json.is_object() || !json.contains("Response")) return {};
    const auto& response = json["Response"];
    if (!response.is_object()) return {};
    if (response.contains("Error") && response["Error"].is_object())
        return {text_at(response["Error"], "Code"), {}};
    const auto set = response.find("SendStatusSet");
    if (set == response.end() || !set->is_array() || set->empty() || !set->front().is_object())
        return {};
    return {text_at(set->front(), "Code"), text_at(set->front(), "SerialNo")};
}

SendOutcome outcome_of(const Said& said) {
    if (said.code == "Ok") return Accepted{said.serial};
    if (said.code.starts_with(unclear)) return Unclear{said.code};
    for (const auto& pause : pauses)
        if (said.code.starts_with(pause.code))
            return Deferred{said.code, pause.after, pause.persons_own};
    const bool stopped = said.code == blacklisted;
    return Rejected{said.code, stopped ? Rejected::Reason::opted_out : Rejected::Reason::useless};
}

}  // namespace

dialogs::Result<std::unique_ptr<Channel>> Service::make(
    std::string name, config::TencentSms settings
) {
    auto host = http::host_of(settings.api_base);
    if (!host) return host.error();
    if (settings.hook_secret.reveal().size() < 16 || settings.secret_key.empty())
        return Error{
            Fault::malformed,
            "channel " + name + ": hook_secret of 16 or more and secret_key are needed"};
    return std::unique_ptr<Channel>(
        new Service(std::move(name), std::move(settings), std::move(*host))
    );
}

Service::Service(std::string name, config::TencentSms settings, std::string host)
    : name_(std::move(name)), settings_(std::move(settings)), host_(std::move(host)) {}

Capabilities Service::capabilities() const {
    Capabilities can;
    can.receipts = true;
    can.unit = Unit::utf16_units;
    can.max_length = settings_.variable_max;
    can.answer_within = seconds(5);
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
    reply.body = R"({"result":0,"errmsg":"OK"})";
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
    const auto& number = part.to;
    const Json body = {
        {"PhoneNumberSet", Json::array({number.starts_with('+') ? number : "+86" + number})},
        {"SmsSdkAppId", settings_.sdk_app_id},
        {"SignName", settings_.sign_name},
        {"TemplateId", settings_.template_id},
        {"TemplateParamSet", Json::array({part.text})},
        {"SessionContext", std::to_string(part.id)},
    };
    Asked asked;
    asked.host = host_;
    asked.type = content_type;
    asked.timestamp = std::chrono::floor<seconds>(ambient.now).time_since_epoch().count();
    asked.body = ops::write_json(body);
    Call call;
    call.url = settings_.api_base + "/";
    call.type = asked.type;
    call.body = asked.body;
    call.headers = {
        {"X-TC-Action", "SendSms"},
        {"X-TC-Version", "2021-01-11"},
        {"X-TC-Region", settings_.region},
        {"X-TC-Timestamp", std::to_string(asked.timestamp)},
        {"Authorization", authorization(settings_.secret_id, settings_.secret_key, asked)},
    };
    return call;
}

SendOutcome Service::interpret(const http::Answer& answer) const {
    const auto told = "http " + std::to_string(answer.status);
    const auto json = ops::parse_json(answer.body);
    const auto said = json ? said_in(*json) : Said{};
    if (!said.code.empty()) return outcome_of(said);
    if (answer.status == 429 || answer.status == 503)
        return Deferred{told, codec::retry_after(answer)};
    // A wrong key is ours to mend: nothing was sent, and the message need not be lost for it.
    if (answer.status == 401 || answer.status == 403)
        return Deferred{"credentials", std::chrono::minutes(5)};
    if (answer.status >= 400 && answer.status < 500) return Rejected{told};
    return Unclear{told};
}

}  // namespace gateway::channels::tencent_sms
