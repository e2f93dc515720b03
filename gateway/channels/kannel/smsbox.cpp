#include "gateway/channels/kannel/smsbox.h"

#include "dialogs/text/segments.h"
#include "gateway/channels/codec/marked.h"
#include "gateway/channels/codec/number.h"
#include "gateway/channels/codec/numbered.h"
#include "gateway/channels/codec/retry_after.h"
#include "gateway/channels/kannel/inbound.h"
#include "gateway/channels/page.h"
#include "gateway/http/form.h"

#include <fmt/format.h>

#include <algorithm>

namespace gateway::channels::kannel {
namespace {

using dialogs::text::Unit;

// Five linked SMS of 67 units: what every phone joins and no mainland operator cuts.
constexpr std::size_t max_units = 335;
constexpr int dlr_mask = 1 + 2 + 8 + 16;  // delivered, failed, handed over, refused

std::string_view without(std::string_view text, std::string_view signature) {
    if (!signature.empty() && text.starts_with(signature)) text.remove_prefix(signature.size());
    return text;
}

// A short one could be guessed, and whoever knows it may speak as any number. It stands in URLs
// that Kannel searches for its own % escapes, so it needs no escaping.
bool is_good_secret(std::string_view secret) {
    return secret.size() >= 16 && std::all_of(secret.begin(), secret.end(), [](char letter) {
               return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') ||
                      (letter >= 'A' && letter <= 'Z') || letter == '_' || letter == '-';
           });
}

}  // namespace

std::vector<std::string> planned(std::string_view told, std::string_view signature) {
    const auto text = without(told, signature);
    const auto room = max_units - dialogs::text::measure(signature, Unit::utf16_units);
    auto parts = dialogs::text::split(text, Unit::utf16_units, room);
    if (parts.size() > 1)
        parts = codec::numbered(
            dialogs::text::split(text, Unit::utf16_units, room - codec::number_units)
        );
    for (auto& part : parts)
        part.insert(0, signature);
    return parts;
}

dialogs::Result<std::unique_ptr<Channel>> Smsbox::make(
    std::string name, config::Kannel settings, std::string public_url
) {
    if (!is_good_secret(settings.hook_secret.reveal()))
        return dialogs::Error{
            dialogs::Fault::malformed,
            fmt::format(
                "channel {}: hook_secret must be 16 or more of A-Z a-z 0-9 - _ (openssl rand -hex "
                "16)",
                name
            )};
    return std::unique_ptr<Channel>(
        new Smsbox(std::move(name), std::move(settings), std::move(public_url))
    );
}

Smsbox::Smsbox(std::string name, config::Kannel settings, std::string public_url)
    : name_(std::move(name)), settings_(std::move(settings)), public_url_(std::move(public_url)) {}

Capabilities Smsbox::capabilities() const {
    Capabilities can;
    can.receipts = true;
    can.unit = Unit::utf16_units;
    can.max_length = max_units;
    can.answer_within = std::chrono::seconds(30);
    return can;
}

Calls Smsbox::calls() const { return {{"GET"}}; }

dialogs::Result<Incoming> Smsbox::receive(
    const http::Request& request, std::string_view secret, const Ambient& ambient
) const {
    if (!settings_.hook_secret.equals(secret))
        return dialogs::Error{dialogs::Fault::denied, "not the secret of this hook"};
    const auto form = http::decode_form(request.query);
    if (!form) return form.error();
    Received received;
    if (request.path.ends_with("/receipts")) {
        auto receipt = read_receipt(*form, settings_.hook_secret.reveal());
        if (!receipt) return receipt.error();
        received.receipts.push_back(std::move(*receipt));
    } else {
        auto message = read_message(*form, name_, ambient.now);
        if (!message) return message.error();
        received.messages.push_back(std::move(*message));
    }
    return Incoming(std::move(received));
}

http::Reply Smsbox::acknowledge(const ReplyTo&, const std::vector<std::string>&, const Ambient&)
    const {
    return {};
}

http::Reply Smsbox::refuse(const dialogs::Error& error) const {
    if (error.fault == dialogs::Fault::denied) return http::plain(403);
    return http::refuse(error.fault);
}

std::vector<std::string> Smsbox::plan(const dialogs::Say& say) const {
    auto parts = planned(say.text, settings_.signature);
    if (parts.size() <= max_parts) return parts;
    const auto text = without(say.text, settings_.signature);
    const auto link = page_url(std::string(page_token_length, 'x'));
    const auto room =
        max_units - dialogs::text::measure(settings_.signature + link, Unit::utf16_units);
    const auto beginning = dialogs::text::split(text, Unit::utf16_units, room).front();
    return {codec::mark(page_wanted, settings_.signature + beginning)};
}

std::string Smsbox::page_url(std::string_view token) const {
    return fmt::format("……全文 {}/a/{}", public_url_, token);
}

std::string Smsbox::receipt_url(std::int64_t part) const {
    const auto& secret = settings_.hook_secret.reveal();
    // %d is Kannel's to fill in and must reach it unescaped once its own query is decoded.
    return fmt::format(
        "{}/hooks/{}/{}/receipts?part={}&state=%d&sig={}",
        public_url_,
        name_,
        secret,
        part,
        proof_of_part(secret, part)
    );
}

Call Smsbox::build(const Part& part, const std::string&, const Ambient&) const {
    const auto [page, words] = codec::read_marked(part.text);
    const auto text = std::string(words) + (page.empty() ? "" : page_url(page));
    const auto query = http::encode_form({
        {"username", settings_.username},
        {"password", settings_.password.reveal()},
        {"from", settings_.from},
        {"to", codec::dialled_number(part.to)},
        {"text", text},
        {"coding", "2"},
        {"charset", "UTF-8"},
        {"dlr-mask", std::to_string(dlr_mask)},
        {"dlr-url", receipt_url(part.id)},
    });
    return {"GET", settings_.send_url + "?" + query, "", ""};
}

SendOutcome Smsbox::interpret(const http::Answer& answer) const {
    const auto said = std::to_string(answer.status);
    if (answer.status == 200 || answer.status == 202) {
        // Older smsboxes say "Sent."; any other 200 is some page between us and Kannel.
        const std::string_view body = answer.body;
        if (body.starts_with("0:") || body.starts_with("3:") || body.starts_with("Sent"))
            return Accepted{};
        return Unclear{"http " + said + " without Kannel's word"};
    }
    if (answer.status == 503 || answer.status == 429)
        return Deferred{"http " + said, codec::retry_after(answer)};
    // "Not routable. Do not try again.": no operator takes this number, the others may be sent to.
    if (answer.status == 403 && answer.body.starts_with("Not routable"))
        return Rejected{"not routable"};
    // A wrong password is ours to mend: nothing was sent, and the message need not be lost for it.
    if (answer.status == 401 || answer.status == 403)
        return Deferred{"credentials", std::chrono::minutes(5)};
    if (answer.status >= 400 && answer.status < 500) return Rejected{"http " + said};
    return Unclear{"http " + said};
}

}  // namespace gateway::channels::kannel
