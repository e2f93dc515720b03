#include "gateway/simulators/twilio.h"

#include "gateway/channels/codec/base64.h"
#include "gateway/channels/twilio/signature.h"
#include "gateway/channels/twilio/twiml.h"
#include "gateway/http/form.h"
#include "gateway/ops/json.h"
#include "gateway/simulators/files.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <sstream>

namespace gateway::simulators {
namespace {

using namespace std::chrono_literals;

Told refuses(int status, int code) {
    return {
        status,
        "application/json",
        ops::write_json({{"code", code}, {"message", "simulated"}, {"status", status}})};
}

std::chrono::sys_seconds whole(dialogs::Time time) {
    return std::chrono::floor<std::chrono::seconds>(time);
}

}  // namespace

std::string TwilioSimulator::messages_path() const {
    return fmt::format("/2010-04-01/Accounts/{}/Messages", settings_.account_sid);
}

Told TwilioSimulator::answer(const Asked& asked) {
    if (auto file = lying_file(asked)) return std::move(*file);
    const auto who = settings_.account_sid + ":" + settings_.auth_token.reveal();
    if (asked.header("Authorization") != "Basic " + channels::codec::base64(who))
        return refuses(401, 20003);
    const bool media = asked.path.starts_with(messages_path() + "/");
    if (!media && asked.path != messages_path() + ".json") return refuses(404, 20404);
    const auto trouble = troubles_.next();
    if (auto told = spoilt(trouble)) return std::move(*told);
    if (trouble == Trouble::busy) return refuses(503, 20503);
    if (trouble == Trouble::limited) return refuses(429, 20429);
    if (media) return give_media(asked, trouble);
    if (asked.method == "GET") return on_its_way(list(asked, trouble), trouble);
    if (trouble == Trouble::refuse) return refuses(400, 21211);
    if (trouble == Trouble::opted_out || is_stopped(asked.get("To"))) return refuses(400, 21610);
    return on_its_way(take(asked), trouble);
}

// …/Messages/MM…/Media/ME…: where it lies, as "kindNUMBER" after the ME.
Told TwilioSimulator::give_media(const Asked& asked, Trouble trouble) const {
    const auto media = asked.path.rfind("/ME");
    const auto id = media == asked.path.npos ? "gone" : asked.path.substr(media + 3);
    if (id.starts_with("gone") || trouble == Trouble::forgets) return refuses(404, 20404);
    auto where = settings_.api_base + file_path(id, trouble);
    if (trouble == Trouble::astray) where = astray(std::move(where));
    return {307, "application/xml", "", {{"Location", where}}};
}

Told TwilioSimulator::take(const Asked& asked) {
    const bool service = settings_.from.starts_with("MG");
    if (asked.get(service ? "MessagingServiceSid" : "From") != settings_.from)
        return refuses(400, 21606);
    if (asked.get("Body").empty()) return refuses(400, 21602);
    const auto sid = fmt::format("SM{:032x}", fresh_number());
    show(asked.get("To"), "短信", asked.get("Body"));
    record({sid, "", asked.get("To"), asked.get("Body")}, arrives(), arrives() ? "" : "30003");
    promise_receipts(asked, sid);
    return {201, "application/json", ops::write_json({{"sid", sid}, {"status", "queued"}})};
}

// What was sent to a number since a day, the newest first.
Told TwilioSimulator::list(const Asked& asked, Trouble trouble) const {
    auto messages = nlohmann::json::array();
    auto records = records_.of(asked.get("To"));
    if (trouble == Trouble::forgets) records.clear();
    std::ranges::reverse(records);
    for (const auto& record : records) {
        if (fmt::format("{:%Y-%m-%d}", whole(record.at)) < asked.get("DateSent>")) continue;
        const bool known = is_known(record);
        const auto failed = known && !record.arrives;
        messages.push_back({
            {"sid", record.id},
            {"to", record.to},
            {"from", settings_.from},
            {"body", record.text},
            {"direction", "outbound-api"},
            {"status",
             !known           ? "sent"
             : record.arrives ? "delivered"
                              : "undelivered"},
            {"error_code", failed ? nlohmann::json(std::stoi(record.code)) : nlohmann::json()},
            {"date_created", fmt::format("{:%a, %d %b %Y %H:%M:%S} +0000", whole(record.at))},
        });
    }
    const nlohmann::json body = {
        {"messages", std::move(messages)}, {"page", 0}, {"next_page_uri", nullptr}};
    return {200, "application/json", ops::write_json(body)};
}

bool TwilioSimulator::is_stopped(const std::string& person) {
    const std::lock_guard lock(mutex_);
    return stopped_.contains(person);
}

void TwilioSimulator::note(const Letter& letter) {
    const std::lock_guard lock(mutex_);
    if (letter.text == "STOP") stopped_.insert(letter.from);
    if (letter.text == "START") stopped_.erase(letter.from);
}

void TwilioSimulator::promise_receipts(const Asked& asked, const std::string& sid) {
    const auto url = asked.get("StatusCallback");
    if (!url.starts_with(place().known_as)) return;
    const auto rest = url.substr(place().known_as.size());
    std::vector<Errand> receipts;
    for (const std::string status : {"sent", arrives() ? "delivered" : "undelivered"}) {
        http::Fields form = {
            {"MessageSid", sid},
            {"AccountSid", settings_.account_sid},
            {"MessageStatus", status},
            {"To", asked.get("To")},
        };
        if (status == "undelivered") form.emplace_back("ErrorCode", "30003");
        Errand receipt;
        receipt.call = [this, rest, form] { return signed_call(rest, form, Hand::ours); };
        receipts.push_back(std::move(receipt));
    }
    promise(std::move(receipts));
}

// To the hook, signed over the address that Twilio was told.
channels::Call TwilioSimulator::signed_call(
    const std::string& rest, const http::Fields& form, Hand hand
) const {
    const auto token =
        hand == Hand::ours ? settings_.auth_token.reveal() : std::string("nobody-told-me-this");
    const auto proof = channels::twilio::signature(token, place().known_as + rest, form);
    channels::Call call;
    call.url = place().hook + rest;
    call.type = "application/x-www-form-urlencoded";
    call.body = http::encode_form(form);
    call.headers = {{"X-Twilio-Signature", proof}};
    return call;
}

http::Fields TwilioSimulator::text_form(const Letter& letter) const {
    return {
        {"MessageSid", fmt::format("SM{:032x}", letter.number)},
        {"AccountSid", settings_.account_sid},
        {"From", letter.from},
        {"To", settings_.from},
        {"Body", letter.text},
        {"NumSegments", "1"},
    };
}

channels::Call TwilioSimulator::carry(const Letter& letter, Hand hand) {
    auto form = text_form(letter);
    form.emplace_back("NumMedia", "0");
    return signed_call("", form, hand);
}

// An MMS: "image", or several as "image+file".
bool TwilioSimulator::act(const std::string& from, const std::string& line) {
    auto kinds = kind_sent(line);
    if (kinds.empty()) return false;
    const Letter letter{from, words_sent(line), fresh_number(), real_now()};
    http::Fields form = text_form(letter);
    int count = 0;
    for (std::istringstream all(kinds); std::getline(all, kinds, '+'); ++count) {
        const auto sid = fmt::format("MM{:032x}/Media/ME{}{}", letter.number, kinds, count);
        const auto url = settings_.api_base + messages_path() + "/" + sid;
        form.emplace_back(fmt::format("MediaUrl{}", count), url);
        const auto type = kinds == "gone" ? std::string("image/jpeg") : file_of(kinds).type;
        form.emplace_back(fmt::format("MediaContentType{}", count), type);
    }
    form.emplace_back("NumMedia", std::to_string(count));
    auto errand = delivery();
    errand.name = "投递";
    errand.call = [this, form] { return signed_call("", form, Hand::ours); };
    errand.taken = [this, letter](const Told& got) { return is_taken(letter, got); };
    run(errand);
    return true;
}

std::string TwilioSimulator::usage() const {
    return "/send image|voice|video|file|gone [说的话]    发彩信；几样一起用加号：image+file";
}

bool TwilioSimulator::is_taken(const Letter& letter, const Told& got) {
    const auto messages = channels::twilio::read_twiml(got.body);
    if (got.status != 200 || !messages) return false;
    for (const auto& message : *messages)
        show(letter.from, "短信", message);
    return true;
}

Errand TwilioSimulator::delivery() const {
    Errand errand;
    errand.patience = 15s;
    return errand;
}

}  // namespace gateway::simulators
