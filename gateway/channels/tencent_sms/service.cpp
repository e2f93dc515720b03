#include "gateway/channels/tencent_sms/service.h"

#include "gateway/channels/filed/items.h"
#include "gateway/channels/filed/outcome.h"
#include "gateway/channels/tencent_sms/inbound.h"
#include "gateway/channels/tencent_sms/signature.h"
#include "gateway/ops/json.h"

#include <nlohmann/json.hpp>

#include <array>
#include <chrono>

namespace gateway::channels::tencent_sms {
namespace {

using filed::Pause;
using filed::text_of;
using Json = nlohmann::json;
using std::chrono::seconds;

constexpr std::string_view content_type = "application/json; charset=utf-8";

// Codes after which trying again helps, and when (cloud.tencent.com/document/api/382/55981). A
// limit on a number is by the half minute, the hour or the day; what an account lacks, and what
// of the configuration is wrong, is ours to mend, and its messages need not be lost for it. The
// first that the code begins with counts.
constexpr std::array pauses = {
    Pause{"LimitExceeded.PhoneNumberThirtySecondLimit", seconds(30), true},
    Pause{"LimitExceeded.DeliveryFrequencyLimit", seconds(60)},
    Pause{"LimitExceeded.PhoneNumber", seconds(3600), true},
    Pause{"LimitExceeded", seconds(3600)},
    Pause{"RequestLimitExceeded", seconds(60)},
    Pause{"FailedOperation.InsufficientBalanceInSmsPackage", seconds(600)},
    Pause{"AuthFailure", seconds(300)},
    Pause{"UnauthorizedOperation", seconds(300)},
    Pause{"FailedOperation.SignatureIncorrectOrUnapproved", seconds(300)},
    Pause{"FailedOperation.TemplateIncorrectOrUnapproved", seconds(300)},
};
// Timeout and its kin: it may have been sent.
constexpr std::string_view unclear = "InternalError";
// The person answered R to one of ours.
constexpr std::string_view blacklisted = "FailedOperation.PhoneNumberInBlacklist";
// Their clock and ours may differ.
constexpr seconds early{60};

Json response_in(const http::Answer& answer) {
    const auto json = ops::parse_json(answer.body);
    if (!json || !json->is_object() || !json->contains("Response")) return Json::object();
    const auto& response = (*json)["Response"];
    return response.is_object() ? response : Json::object();
}

Json list_in(const Json& response, const char* name) {
    const auto found = response.find(name);
    return found != response.end() && found->is_array() ? *found : Json::array();
}

// What was said of our one number; of the whole call, when it came to no number.
struct Said {
    std::string code;
    std::string serial;
};

Said said_in(const Json& response) {
    if (response.contains("Error")) return {text_of(response["Error"], "Code"), {}};
    const auto set = list_in(response, "SendStatusSet");
    if (set.empty()) return {};
    return {text_of(set.front(), "Code"), text_of(set.front(), "SerialNo")};
}

SendOutcome outcome_of(const Said& said) {
    if (said.code == "Ok") return Accepted{said.serial};
    if (said.code.starts_with(unclear)) return Unclear{said.code};
    if (auto deferred = filed::deferred_by(said.code, pauses)) return *deferred;
    const bool stopped = said.code == blacklisted;
    return Rejected{said.code, stopped ? Rejected::Reason::opted_out : Rejected::Reason::useless};
}

std::string international(const std::string& number) {
    return number.starts_with('+') ? number : "+86" + number;
}

}  // namespace

dialogs::Result<std::unique_ptr<Channel>> Service::make(
    std::string name, config::TencentSms settings
) {
    auto host =
        filed::host_of_account(name, settings.api_base, settings.hook_secret, settings.secret_key);
    if (!host) return host.error();
    filed::Terms terms{
        std::move(name),
        settings.hook_secret,
        {settings.variable_max, !settings.link_template_id.empty()},
        R"({"result":0,"errmsg":"OK"})",
        read_messages,
        read_receipts};
    return std::unique_ptr<Channel>(
        new Service(std::move(terms), std::move(settings), std::move(*host))
    );
}

Service::Service(filed::Terms terms, config::TencentSms settings, std::string host)
    : filed::Service(std::move(terms)), settings_(std::move(settings)), host_(std::move(host)) {}

Call Service::build(const Part& part, const std::string&, const Ambient& ambient) const {
    const auto filling = filling_of(part);
    auto variables = Json::array({filling.words});
    for (const auto& piece : filling.token)
        variables.push_back(piece);
    const bool linked = !filling.token.empty();
    const Json body = {
        {"PhoneNumberSet", Json::array({international(part.to)})},
        {"SmsSdkAppId", settings_.sdk_app_id},
        {"SignName", settings_.sign_name},
        {"TemplateId", linked ? settings_.link_template_id : settings_.template_id},
        {"TemplateParamSet", variables},
        {"SessionContext", std::to_string(part.id)},
    };
    return signed_call("SendSms", ops::write_json(body), ambient);
}

Call Service::signed_call(const char* action, std::string body, const Ambient& ambient) const {
    Asked asked;
    asked.host = host_;
    asked.type = content_type;
    asked.timestamp = std::chrono::floor<seconds>(ambient.now).time_since_epoch().count();
    asked.body = std::move(body);
    Call call;
    call.url = settings_.api_base + "/";
    call.type = asked.type;
    call.body = asked.body;
    call.headers = {
        {"X-TC-Action", action},
        {"X-TC-Version", "2021-01-11"},
        {"X-TC-Region", settings_.region},
        {"X-TC-Timestamp", std::to_string(asked.timestamp)},
        {"Authorization", authorization(settings_.secret_id, settings_.secret_key, asked)},
    };
    return call;
}

SendOutcome Service::interpret(const http::Answer& answer) const {
    const auto said = said_in(response_in(answer));
    return said.code.empty() ? filed::by_status(answer) : outcome_of(said);
}

std::optional<Call> Service::query(const Part& part, const Ambient& ambient) const {
    const auto tried_at = std::chrono::floor<seconds>(part.tried_at).time_since_epoch();
    const auto now = std::chrono::floor<seconds>(ambient.now).time_since_epoch();
    const Json body = {
        {"SmsSdkAppId", settings_.sdk_app_id},
        {"PhoneNumber", international(part.to)},
        {"BeginTime", (tried_at - early).count()},
        {"EndTime", now.count()},
        {"Offset", 0},
        {"Limit", 100},
    };
    return signed_call("PullSmsSendStatusByPhoneNumber", ops::write_json(body), ambient);
}

std::optional<Receipt> Service::read_query(const Part& part, const http::Answer& answer) const {
    for (const auto& status : list_in(response_in(answer), "PullSmsSendStatusSet")) {
        if (filed::part_in(text_of(status, "SessionContext")) != part.id) continue;
        const auto said = text_of(status, "ReportStatus");
        if (said != "SUCCESS" && said != "FAIL") continue;
        auto receipt = filed::receipt_of(
            text_of(status, "SerialNo"), said == "SUCCESS", text_of(status, "Description")
        );
        receipt.part = part.id;
        return receipt;
    }
    return std::nullopt;
}

}  // namespace gateway::channels::tencent_sms
