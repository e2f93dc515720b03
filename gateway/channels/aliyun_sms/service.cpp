#include "gateway/channels/aliyun_sms/service.h"

#include "gateway/channels/aliyun_sms/inbound.h"
#include "gateway/channels/aliyun_sms/signature.h"
#include "gateway/channels/codec/digest.h"
#include "gateway/channels/codec/number.h"
#include "gateway/channels/filed/items.h"
#include "gateway/channels/filed/outcome.h"
#include "gateway/ops/json.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>

namespace gateway::channels::aliyun_sms {
namespace {

using dialogs::Error;
using dialogs::Fault;
using filed::Pause;
using filed::text_of;
using Json = nlohmann::json;

// Codes after which trying again helps, and when (help.aliyun.com, SendSms error codes). The first
// limit is a number's own: one a minute, five an hour; the others are the account's. What the
// account lacks, and what of the configuration is wrong, is ours to mend: nothing was sent, the
// channel is down until then, and its messages need not be lost for it.
constexpr std::chrono::minutes until_mended{5};
constexpr std::array pauses = {
    Pause{"isv.BUSINESS_LIMIT_CONTROL", std::chrono::seconds(3600), true},
    Pause{"isv.DAY_LIMIT_CONTROL", std::chrono::seconds(3600)},
    Pause{"isv.MONTH_LIMIT_CONTROL", std::chrono::seconds(3600)},
    Pause{"isv.OUT_OF_SERVICE", std::chrono::seconds(600)},
    Pause{"isv.AMOUNT_NOT_ENOUGH", std::chrono::seconds(600)},
    Pause{"Throttling.User", std::chrono::seconds(60)},
    Pause{"isp.SYSTEM_ERROR", std::chrono::seconds(60)},
    Pause{"SignatureDoesNotMatch", until_mended},  // of the access key's secret
    Pause{"IncompleteSignature", until_mended},
    Pause{"InvalidAccessKeyId", until_mended},
    Pause{"InvalidTimeStamp", until_mended},  // our clock is wrong
    Pause{"Forbidden", until_mended},
    Pause{"NoPermission", until_mended},
    Pause{"isp.RAM_PERMISSION_DENY", until_mended},
    Pause{"isv.ACCOUNT", until_mended},  // …_NOT_EXISTS, …_ABNORMAL
    Pause{"isv.PRODUCT_UN", until_mended},
    Pause{"isv.DENY_IP_RANGE", until_mended},  // from outside the mainland
    Pause{"isv.SMS_SIGN", until_mended},  // …_ILLEGAL, …ATURE_ILLEGAL, …ATURE_SCENE_ILLEGAL
    Pause{"isv.SIGN_", until_mended},     // …NAME_ILLEGAL, …STATE_ILLEGAL
    Pause{"isv.SMS_TEMPLATE_ILLEGAL", until_mended},
    Pause{"isv.TEMPLATE_MISSING_PARAMETERS", until_mended},
};
// The most that one page of QuerySendDetails holds; nobody is sent more in a day (50 notices).
constexpr const char* page_size = "50";

Json object_in(const http::Answer& answer) {
    auto json = ops::parse_json(answer.body);
    return json && json->is_object() ? std::move(*json) : Json::object();
}

// The list of an answer to QuerySendDetails; empty where there is none.
Json details_in(const Json& answer) {
    const auto found = answer.find("SmsSendDetailDTOs");
    if (found == answer.end() || !found->is_object()) return Json::array();
    const auto list = found->find("SmsSendDetailDTO");
    return list != found->end() && list->is_array() ? *list : Json::array();
}

}  // namespace

dialogs::Result<std::unique_ptr<Channel>> Service::make(
    std::string name, config::AliyunSms settings
) {
    auto host = filed::host_of_account(
        name, settings.api_base, settings.hook_secret, settings.access_key_secret
    );
    if (!host) return host.error();
    filed::Terms terms{
        std::move(name),
        settings.hook_secret,
        {settings.variable_max, !settings.link_template_code.empty()},
        R"({"code":0,"msg":"接收成功"})",
        read_messages,
        read_receipts};
    const auto variables = 1 + filed::pieces_of_token(settings.variable_max);
    if (terms.templates.page && settings.link_variables.size() != variables)
        return Error{
            Fault::malformed,
            fmt::format(
                "channel {}: link_variables must name {}: the words and, of {} characters at most, "
                "what ends the link",
                terms.name,
                variables,
                settings.variable_max
            )};
    return std::unique_ptr<Channel>(
        new Service(std::move(terms), std::move(settings), std::move(*host))
    );
}

Service::Service(filed::Terms terms, config::AliyunSms settings, std::string host)
    : filed::Service(std::move(terms)), settings_(std::move(settings)), host_(std::move(host)) {}

Call Service::build(const Part& part, const std::string&, const Ambient& ambient) const {
    const auto filling = filling_of(part);
    const bool linked = !filling.token.empty();
    Json variables = {
        {linked ? settings_.link_variables.at(0) : settings_.variable, filling.words}};
    for (std::size_t at = 0; at < filling.token.size(); ++at)
        variables[settings_.link_variables.at(at + 1)] = filling.token[at];
    return signed_call(
        "SendSms",
        {
            {"PhoneNumbers", codec::dialled_number(part.to)},
            {"SignName", settings_.sign_name},
            {"TemplateCode", linked ? settings_.link_template_code : settings_.template_code},
            {"TemplateParam", ops::write_json(variables)},
            {"OutId", std::to_string(part.id)},
        },
        ambient
    );
}

Call Service::signed_call(const char* action, http::Fields query, const Ambient& ambient) const {
    const auto now = std::chrono::floor<std::chrono::seconds>(ambient.now);
    Asked asked;
    asked.query = std::move(query);
    asked.headers = {
        {"host", host_},
        {"x-acs-action", action},
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
    const auto json = object_in(answer);
    const auto code = text_of(json, "Code");
    if (answer.status == 200 && code == "OK") return Accepted{text_of(json, "BizId")};
    if (auto deferred = filed::deferred_by(code, pauses)) return *deferred;
    auto outcome = filed::by_status(answer);
    const bool useless = std::holds_alternative<Rejected>(outcome) || answer.status < 400;
    if (!code.empty() && useless) return Rejected{code};
    return outcome;
}

std::optional<Call> Service::query(const Part& part, const Ambient& ambient) const {
    const auto there =
        std::chrono::floor<std::chrono::seconds>(part.tried_at) + std::chrono::hours(8);
    return signed_call(
        "QuerySendDetails",
        {
            {"PhoneNumber", codec::dialled_number(part.to)},
            {"SendDate", fmt::format("{:%Y%m%d}", there)},
            {"PageSize", page_size},
            {"CurrentPage", "1"},
        },
        ambient
    );
}

std::optional<Receipt> Service::read_query(const Part& part, const http::Answer& answer) const {
    const auto json = object_in(answer);
    if (answer.status != 200 || text_of(json, "Code") != "OK") return std::nullopt;
    for (const auto& detail : details_in(json)) {
        if (filed::part_in(text_of(detail, "OutId")) != part.id) continue;
        const auto status = text_of(detail, "SendStatus");
        auto receipt = filed::receipt_of({}, status == "3", text_of(detail, "ErrCode"));
        receipt.part = part.id;
        if (status == "1") receipt.state = Receipt::State::sent;
        if (status == "1" || status == "2" || status == "3") return receipt;
    }
    return std::nullopt;
}

}  // namespace gateway::channels::aliyun_sms
