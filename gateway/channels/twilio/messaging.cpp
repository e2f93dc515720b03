#include "gateway/channels/twilio/messaging.h"

#include "dialogs/text/segments.h"
#include "gateway/channels/codec/base64.h"
#include "gateway/channels/codec/file.h"
#include "gateway/channels/codec/numbered.h"
#include "gateway/channels/codec/retry_after.h"
#include "gateway/channels/twilio/inbound.h"
#include "gateway/channels/twilio/media.h"
#include "gateway/channels/twilio/record.h"
#include "gateway/channels/twilio/signature.h"
#include "gateway/channels/twilio/twiml.h"
#include "gateway/ops/json.h"
#include "gateway/ops/secret.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <span>

namespace gateway::channels::twilio {
namespace {

using dialogs::Error;
using dialogs::Fault;
using dialogs::text::Unit;

// Five linked SMS of 67 units: what every phone joins. Twilio itself would take 1,600.
constexpr std::size_t max_units = 335;

// Error codes that say more than the status does (twilio.com/docs/api/errors).
constexpr std::int64_t too_many_requests = 20429;
constexpr std::int64_t queue_full = 30001;
constexpr std::int64_t limit_of_the_channel = 63018;
constexpr std::int64_t opted_out = 21610;  // the person answered STOP to this number

// One error for everything about who is calling.
const Error not_twilio{Fault::denied, "not signed by Twilio"};

bool is_account(std::string_view text) {
    return text.starts_with("AC") && text.size() > 2 && text.size() <= 64 &&
           std::all_of(text.begin(), text.end(), [](char letter) {
               return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') ||
                      (letter >= 'A' && letter <= 'Z');
           });
}

}  // namespace

dialogs::Result<std::unique_ptr<Channel>> Messaging::make(
    std::string name, config::Twilio settings, std::string public_url
) {
    if (!is_account(settings.account_sid))
        return Error{Fault::malformed, "channel " + name + ": account_sid is not AC…"};
    if (settings.auth_token.empty())
        return Error{Fault::malformed, "channel " + name + ": auth_token is empty"};
    return std::unique_ptr<Channel>(
        new Messaging(std::move(name), std::move(settings), std::move(public_url))
    );
}

Messaging::Messaging(std::string name, config::Twilio settings, std::string public_url)
    : name_(std::move(name)), settings_(std::move(settings)), public_url_(std::move(public_url)) {}

Capabilities Messaging::capabilities() const {
    Capabilities can;
    can.passive_reply = settings_.twiml;
    can.receipts = true;
    can.queries = true;
    can.media = true;
    can.unit = Unit::utf16_units;
    can.max_length = max_units;
    can.answer_within = std::chrono::seconds(15);
    return can;
}

Calls Messaging::calls() const { return {{"POST"}, {"application/x-www-form-urlencoded"}}; }

dialogs::Result<Incoming> Messaging::receive(
    const http::Request& request, std::string_view, const Ambient& ambient
) const {
    const auto form = http::decode_form(request.body);
    if (!form) return form.error();
    const auto query = http::decode_form(request.query);
    if (!query) return query.error();
    const auto url =
        public_url_ + request.path + (request.query.empty() ? "" : "?") + request.query;
    const auto wanted = signature(settings_.auth_token.reveal(), url, form->fields());
    if (!ops::equal_in_constant_time(request.header("X-Twilio-Signature"), wanted))
        return not_twilio;
    auto received = read_inbound(*form, *query, settings_.account_sid, name_, ambient.now);
    if (!received) return received.error();
    return Incoming(std::move(*received));
}

std::size_t Messaging::carried(const std::vector<std::string>& parts) const {
    return settings_.twiml ? parts.size() : 0;
}

http::Reply
Messaging::acknowledge(const ReplyTo&, const std::vector<std::string>& parts, const Ambient&)
    const {
    http::Reply reply;
    reply.type = "application/xml; charset=utf-8";
    reply.body = write_twiml(std::span(parts).first(carried(parts)));
    return reply;
}

http::Reply Messaging::refuse(const Error& error) const { return http::refuse(error.fault); }

std::vector<std::string> Messaging::plan(const dialogs::Say& say) const {
    auto parts = dialogs::text::split(say.text, Unit::utf16_units, max_units);
    if (parts.size() == 1) return parts;
    const auto room = max_units - codec::number_units;
    return codec::numbered(dialogs::text::split(say.text, Unit::utf16_units, room));
}

Call Messaging::build(const Part& part, const std::string&, const Ambient&) const {
    const bool service = settings_.from.starts_with("MG");
    const http::Fields form = {
        {"To", part.to},
        {"Body", part.text},
        {service ? "MessagingServiceSid" : "From", settings_.from},
        {"StatusCallback", fmt::format("{}/hooks/{}?part={}", public_url_, name_, part.id)},
    };
    Call call;
    call.url = messages_url();
    call.type = "application/x-www-form-urlencoded";
    call.body = http::encode_form(form);
    call.headers = proof();
    return call;
}

std::string Messaging::messages_url() const {
    return fmt::format(
        "{}/2010-04-01/Accounts/{}/Messages.json", settings_.api_base, settings_.account_sid
    );
}

http::Fields Messaging::proof() const {
    const auto who = settings_.account_sid + ":" + settings_.auth_token.reveal();
    return {{"Authorization", "Basic " + codec::base64(who)}};
}

std::optional<Call> Messaging::query(const Part& part, const Ambient&) const {
    const auto day = std::chrono::floor<std::chrono::days>(part.tried_at);
    const http::Fields wanted = {
        {"To", part.to},
        {"DateSent>", fmt::format("{:%Y-%m-%d}", std::chrono::sys_seconds(day))},
        {"PageSize", "100"},
    };
    Call call;
    call.method = "GET";
    call.url = messages_url() + "?" + http::encode_form(wanted);
    call.headers = proof();
    return call;
}

std::optional<Receipt> Messaging::read_query(const Part& part, const http::Answer& answer) const {
    if (answer.status != 200) return std::nullopt;
    return find_record(part, answer.body);
}

Call Messaging::fetch_media(const std::string& media_id, const std::string&) const {
    Call call;
    call.method = "GET";
    call.url = media_url(settings_.api_base, settings_.account_sid, media_id);
    call.headers = proof();
    return call;
}

dialogs::Result<Media> Messaging::read_media(http::Answer answer) const {
    return codec::read_file(std::move(answer));
}

SendOutcome Messaging::interpret(const http::Answer& answer) const {
    const auto said = "http " + std::to_string(answer.status);
    const auto json = ops::parse_json(answer.body);
    const bool object = json && json->is_object();
    if (answer.status == 200 || answer.status == 201) {
        const auto sid = object ? json->value("sid", nlohmann::json()) : nlohmann::json();
        if (!sid.is_string()) return Unclear{said + " without a sid"};
        return Accepted{sid.get<std::string>()};
    }
    if (answer.status == 429 || answer.status == 503)
        return Deferred{said, codec::retry_after(answer)};
    // A wrong token is ours to mend: nothing was sent, and the message need not be lost for it.
    if (answer.status == 401 || answer.status == 403)
        return Deferred{"credentials", std::chrono::minutes(5)};
    if (answer.status < 400 || answer.status >= 500) return Unclear{said};
    const auto told = object ? json->value("code", nlohmann::json()) : nlohmann::json();
    if (!told.is_number_integer()) return Rejected{said};
    const auto code = told.get<std::int64_t>();
    if (code == too_many_requests || code == queue_full || code == limit_of_the_channel)
        return Deferred{std::to_string(code), codec::retry_after(answer)};
    const bool stopped = code == opted_out;
    return Rejected{
        std::to_string(code), stopped ? Rejected::Reason::opted_out : Rejected::Reason::useless};
}

}  // namespace gateway::channels::twilio
