#include "gateway/simulators/aliyun_sms.h"

#include "gateway/http/message.h"
#include "gateway/ops/json.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <sstream>

namespace gateway::simulators {
namespace {

using nlohmann::json;
using namespace std::chrono_literals;

Told says(int status, const std::string& code, const std::string& biz_id = {}) {
    json body = {{"Code", code}, {"Message", code}, {"RequestId", "SIMULATED"}};
    if (!biz_id.empty()) body["BizId"] = biz_id;
    return {status, "application/json", ops::write_json(body)};
}

// "2026-11-22 12:00:00", +08:00.
std::string local_time(dialogs::Time time) {
    return fmt::format("{:%Y-%m-%d %H:%M:%S}", std::chrono::floor<std::chrono::seconds>(time) + 8h);
}

// "20261122", +08:00.
std::string day_of(dialogs::Time time) {
    return fmt::format("{:%Y%m%d}", std::chrono::floor<std::chrono::seconds>(time) + 8h);
}

std::size_t number_in(const std::string& text) {
    std::size_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return std::min<std::size_t>(number, 1000);
}

json detail_of(const Record& record, bool known) {
    return {
        {"PhoneNum", record.to},
        {"OutId", record.reference},
        {"Content", record.text},
        {"SendDate", local_time(record.at)},
        {"ReceiveDate", known ? local_time(record.at) : ""},
        {"SendStatus",
         !known           ? 1
         : record.arrives ? 3
                          : 2},
        {"ErrCode", known ? record.code : ""},
    };
}

bool is_acknowledged(const Told& got) {
    const auto body = ops::parse_json(got.body);
    return got.status == 200 && body && body->is_object() && body->contains("code") &&
           (*body)["code"] == 0;
}

Errand insistent() {
    Errand errand;
    errand.pauses = {1min, 5min, 10min};
    return errand;
}

channels::Call post(const std::string& url, const json& items) {
    return {"POST", url, "application/json", ops::write_json(items)};
}

json item_of(const Letter& letter) {
    return {
        {"phone_number", letter.from},
        {"content", letter.text},
        {"send_time", local_time(letter.at)},
        {"dest_code", "10690000"},
        {"sequence_id", letter.number},
    };
}

}  // namespace

Told AliyunSmsSimulator::answer(const Asked& asked) {
    const auto doubt = signature_.doubt(asked, real_now());
    if (!doubt.empty()) return says(doubt.starts_with("InvalidAccess") ? 404 : 400, doubt);
    const auto action = asked.header("x-acs-action");
    const bool sends = action == "SendSms";
    const bool queries = action == "QuerySendDetails";
    if ((!sends && !queries) || asked.header("x-acs-version") != "2017-05-25")
        return says(404, "InvalidAction.NotFound");
    const auto trouble = troubles_.next();
    if (auto told = spoilt(trouble)) return std::move(*told);
    if (trouble == Trouble::busy) return says(200, "isp.SYSTEM_ERROR");
    if (trouble == Trouble::credentials) return says(400, "SignatureDoesNotMatch");
    return on_its_way(sends ? send(asked, trouble) : tell_details(asked, trouble), trouble);
}

Told AliyunSmsSimulator::send(const Asked& asked, Trouble trouble) {
    if (trouble == Trouble::refuse) return says(200, "isv.MOBILE_NUMBER_ILLEGAL");
    if (trouble == Trouble::limited) return says(200, "isv.BUSINESS_LIMIT_CONTROL");
    if (asked.get("SignName") != settings_.sign_name) return says(200, "isv.SMS_SIGN_ILLEGAL");
    if (!asked.get("TemplateCode").starts_with("SMS_"))
        return says(200, "isv.SMS_TEMPLATE_ILLEGAL");
    const auto words = words_of(asked);
    if (!words) return says(200, "isv.TEMPLATE_PARAMS_ILLEGAL");
    const auto biz_id = fmt::format("{}^0", fresh_number());
    // The carriers know who answered R to one of ours; the cloud takes the message all the same.
    const bool blacklisted = trouble == Trouble::opted_out;
    if (!blacklisted) show(asked.get("PhoneNumbers"), "短信", *words);
    promise_receipt(asked, biz_id, *words, blacklisted);
    return says(200, "OK", biz_id);
}

// What was sent to a number on a day, page by page: at most fifty a page, the newest first.
Told AliyunSmsSimulator::tell_details(const Asked& asked, Trouble trouble) const {
    const auto size = number_in(asked.get("PageSize"));
    const auto page = number_in(asked.get("CurrentPage"));
    if (size < 1 || size > 50 || page < 1) return says(200, "isv.INVALID_PARAMETERS");
    auto records = records_.of(asked.get("PhoneNumber"));
    std::erase_if(records, [&](const Record& record) {
        return day_of(record.at) != asked.get("SendDate");
    });
    if (trouble == Trouble::forgets) records.clear();
    std::ranges::reverse(records);
    auto details = json::array();
    for (auto at = (page - 1) * size; at < page * size && at < records.size(); ++at)
        details.push_back(detail_of(records[at], is_known(records[at])));
    json body = {{"Code", "OK"}, {"Message", "OK"}, {"RequestId", "SIMULATED"}};
    body["TotalCount"] = records.size();
    body["SmsSendDetailDTOs"] = {{"SmsSendDetailDTO", std::move(details)}};
    return {200, "application/json", ops::write_json(body)};
}

std::optional<std::string> AliyunSmsSimulator::words_of(const Asked& asked) const {
    const auto variables = ops::parse_json(asked.get("TemplateParam"));
    if (!variables || !variables->is_object()) return std::nullopt;
    auto words = "【" + settings_.sign_name + "】";
    for (const auto& [name, value] : variables->items()) {
        if (!value.is_string()) return std::nullopt;
        words += value.get<std::string>();
    }
    return words;
}

void AliyunSmsSimulator::promise_receipt(
    const Asked& asked, const std::string& biz_id, const std::string& words, bool blacklisted
) {
    const bool success = arrives() && !blacklisted;
    const auto* code = blacklisted ? "MBBLACK" : success ? "DELIVERED" : "UNDELIV";
    record({biz_id, asked.get("OutId"), asked.get("PhoneNumbers"), words}, success, code);
    const auto now = local_time(real_now());
    const json item = {
        {"phone_number", asked.get("PhoneNumbers")},
        {"send_time", now},
        {"report_time", now},
        {"success", success},
        {"err_code", code},
        {"err_msg", code},
        {"sms_size", "1"},
        {"biz_id", biz_id},
        {"out_id", asked.get("OutId")},
    };
    auto receipt = insistent();
    const auto url = place().hook + "/" + settings_.hook_secret.reveal() + "/receipts";
    receipt.call = [url, item] { return post(url, json::array({item})); };
    promise({receipt});
}

channels::Call AliyunSmsSimulator::carry(const Letter& letter, Hand hand) {
    const auto secret =
        hand == Hand::ours ? settings_.hook_secret.reveal() : std::string("nobody-told-me-this");
    return post(place().hook + "/" + secret, json::array({item_of(letter)}));
}

bool AliyunSmsSimulator::is_taken(const Letter&, const Told& got) { return is_acknowledged(got); }

Errand AliyunSmsSimulator::delivery() const { return insistent(); }

bool AliyunSmsSimulator::act(const std::string&, const std::string& line) {
    constexpr std::string_view command = "/batch ";
    if (!line.starts_with(command)) return false;
    auto batch = json::array();
    std::istringstream rest(line.substr(command.size()));
    for (std::string one; std::getline(rest, one, '|');) {
        std::istringstream words(one);
        Letter letter{{}, {}, fresh_number(), real_now()};
        words >> letter.from;
        std::getline(words >> std::ws, letter.text);
        letter.text = http::trimmed(letter.text);
        batch.push_back(item_of(letter));
    }
    auto errand = insistent();
    errand.name = "投递";
    const auto url = place().hook + "/" + settings_.hook_secret.reveal();
    errand.call = [url, batch] { return post(url, batch); };
    errand.taken = is_acknowledged;
    run(errand);
    return true;
}

std::string AliyunSmsSimulator::usage() const {
    return "/batch 号码 话 | 号码 话 …    几个居民的短信一次推过来；不是号码的一条读不懂";
}

}  // namespace gateway::simulators
