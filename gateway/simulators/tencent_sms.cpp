#include "gateway/simulators/tencent_sms.h"

#include "gateway/ops/json.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace gateway::simulators {
namespace {

using nlohmann::json;
using namespace std::chrono_literals;

Told wraps(json response) {
    response["RequestId"] = "simulated";
    return {200, "application/json", ops::write_json({{"Response", std::move(response)}})};
}

Told refuses(const std::string& code) {
    return wraps({{"Error", {{"Code", code}, {"Message", code}}}});
}

std::string text_at(const json& from, const char* name) {
    const auto found = from.find(name);
    return found != from.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::int64_t number_at(const json& from, const char* name) {
    const auto found = from.find(name);
    return found != from.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}

// The first of a list of texts; empty when there is none.
std::string first_at(const json& from, const char* name) {
    const auto found = from.find(name);
    if (found == from.end() || !found->is_array() || found->empty()) return {};
    return found->front().is_string() ? found->front().get<std::string>() : std::string();
}

std::string code_for(Trouble trouble) {
    switch (trouble) {
        case Trouble::limited: return "LimitExceeded.PhoneNumberThirtySecondLimit";
        case Trouble::refuse: return "InvalidParameterValue.IncorrectPhoneNumber";
        case Trouble::opted_out: return "FailedOperation.PhoneNumberInBlacklist";
        default: return "Ok";
    }
}

std::string without_nation(const std::string& number) {
    return number.starts_with("+86") ? number.substr(3) : number;
}

bool is_acknowledged(const Told& got) {
    const auto body = ops::parse_json(got.body);
    return got.status == 200 && body && body->is_object() && body->contains("result") &&
           (*body)["result"] == 0;
}

}  // namespace

Told TencentSmsSimulator::answer(const Asked& asked) {
    const auto doubt = tc3_doubt({settings_.secret_id, settings_.secret_key}, asked, real_now());
    if (!doubt.empty()) return refuses(doubt);
    const auto action = asked.header("X-TC-Action");
    const bool sends = action == "SendSms";
    if ((!sends && action != "PullSmsSendStatusByPhoneNumber") ||
        asked.header("X-TC-Version") != "2021-01-11")
        return refuses("InvalidAction");
    const auto trouble = troubles_.next();
    if (auto told = spoilt(trouble)) return std::move(*told);
    if (trouble == Trouble::busy) return refuses("RequestLimitExceeded");
    if (trouble == Trouble::credentials) return refuses("AuthFailure.SignatureFailure");
    const auto body = ops::parse_json(asked.body);
    if (!body || !body->is_object()) return refuses("InvalidParameter");
    if (text_at(*body, "SmsSdkAppId") != settings_.sdk_app_id)
        return refuses("UnauthorizedOperation.SmsSdkAppIdVerifyFail");
    return on_its_way(sends ? send(*body, trouble) : tell_statuses(*body, trouble), trouble);
}

Told TencentSmsSimulator::send(const json& asked, Trouble trouble) {
    if (text_at(asked, "SignName") != settings_.sign_name)
        return refuses("FailedOperation.SignatureIncorrectOrUnapproved");
    const auto number = first_at(asked, "PhoneNumberSet");
    auto code = code_for(trouble);
    if (number.empty()) code = "InvalidParameterValue.IncorrectPhoneNumber";
    json status = {
        {"SerialNo", ""},
        {"PhoneNumber", number},
        {"Fee", 0},
        {"SessionContext", text_at(asked, "SessionContext")},
        {"Code", code},
        {"Message", code},
        {"IsoCode", "CN"},
    };
    if (code == "Ok") {
        const auto serial = fmt::format("2640:{}", fresh_number());
        status["SerialNo"] = serial;
        status["Fee"] = 1;
        auto words = "【" + settings_.sign_name + "】";
        for (const auto& value : asked.value("TemplateParamSet", json::array()))
            if (value.is_string()) words += value.get<std::string>();
        show(without_nation(number), "短信", words);
        const auto* end = arrives() ? "DELIVRD" : "UNDELIV";
        record({serial, text_at(asked, "SessionContext"), number, words}, arrives(), end);
        promise_receipt(number, serial);
    }
    return wraps({{"SendStatusSet", json::array({status})}});
}

// Of one number between two times; a message whose end nobody knows yet is not among them.
Told TencentSmsSimulator::tell_statuses(const json& asked, Trouble trouble) const {
    const auto begin = number_at(asked, "BeginTime");
    const auto end = number_at(asked, "EndTime");
    const auto limit = number_at(asked, "Limit");
    if (begin <= 0 || limit < 1 || limit > 100) return refuses("InvalidParameterValue");
    auto statuses = json::array();
    for (const auto& record : records_.of(text_at(asked, "PhoneNumber"))) {
        const auto at = seconds_of(record.at);
        if (!is_known(record) || at < begin || at > end || trouble == Trouble::forgets) continue;
        if (static_cast<std::int64_t>(statuses.size()) == limit) break;
        statuses.push_back({
            {"CountryCode", "86"},
            {"PhoneNumber", record.to},
            {"SubscriberNumber", without_nation(record.to)},
            {"SerialNo", record.id},
            {"SessionContext", record.reference},
            {"ReportStatus", record.arrives ? "SUCCESS" : "FAIL"},
            {"Description", record.code},
            {"UserReceiveUnixTime", at},
        });
    }
    return wraps({{"PullSmsSendStatusSet", std::move(statuses)}});
}

void TencentSmsSimulator::promise_receipt(const std::string& number, const std::string& serial) {
    const auto now = std::chrono::floor<std::chrono::seconds>(real_now()) + 8h;
    const json item = {
        {"user_receive_time", fmt::format("{:%Y-%m-%d %H:%M:%S}", now)},
        {"nationcode", "86"},
        {"mobile", without_nation(number)},
        {"report_status", arrives() ? "SUCCESS" : "FAIL"},
        {"errmsg", arrives() ? "DELIVRD" : "UNDELIV"},
        {"description", "simulated"},
        {"sid", serial},
    };
    Errand receipt;
    const auto url = place().hook + "/" + settings_.hook_secret.reveal() + "/receipts";
    receipt.call = [url, item] {
        return channels::Call{
            "POST", url, "application/json", ops::write_json(json::array({item}))};
    };
    promise({receipt});
}

channels::Call TencentSmsSimulator::carry(const Letter& letter, Hand hand) {
    const auto secret =
        hand == Hand::ours ? settings_.hook_secret.reveal() : std::string("nobody-told-me-this");
    const json reply = {
        {"extend", ""},
        {"mobile", letter.from},
        {"nationcode", "86"},
        {"sign", settings_.sign_name},
        {"text", letter.text},
        {"time", seconds_of(letter.at)},
    };
    return {"POST", place().hook + "/" + secret, "application/json", ops::write_json(reply)};
}

bool TencentSmsSimulator::is_taken(const Letter&, const Told& got) { return is_acknowledged(got); }

Errand TencentSmsSimulator::delivery() const {
    Errand errand;
    errand.pauses = {1min, 5min};
    return errand;
}

}  // namespace gateway::simulators
