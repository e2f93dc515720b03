#include "gateway/channels/webhook/webhook.h"

#include "dialogs/text/segments.h"
#include "gateway/channels/codec/file.h"
#include "gateway/channels/codec/retry_after.h"
#include "gateway/channels/webhook/payload.h"

namespace gateway::channels::webhook {
namespace {

using dialogs::text::Unit;

constexpr std::size_t max_text_units = 2000;

}  // namespace

dialogs::Result<std::unique_ptr<Channel>> Webhook::make(
    std::string name, config::Webhook settings
) {
    std::vector<ops::Secret> secrets = {settings.secret};
    if (!settings.former_secret.empty()) secrets.push_back(settings.former_secret);
    auto signature = Signature::make(secrets);
    if (!signature)
        return dialogs::Error{
            dialogs::Fault::malformed,
            "channel " + name +
                ": secret must be whsec_ and base64 of 24 to 64 bytes (openssl rand -base64 32)"};
    return std::unique_ptr<Channel>(
        new Webhook(std::move(name), std::move(settings.send_url), std::move(*signature))
    );
}

Webhook::Webhook(std::string name, std::string send_url, Signature signature)
    : name_(std::move(name)), send_url_(std::move(send_url)), signature_(std::move(signature)) {}

Capabilities Webhook::capabilities() const {
    Capabilities can;
    can.receipts = true;
    can.idempotent = true;
    can.media = true;
    can.unit = Unit::utf16_units;
    can.max_length = max_text_units;
    can.answer_within = std::chrono::seconds(15);
    return can;
}

Calls Webhook::calls() const { return {{"POST"}, {"application/json"}}; }

dialogs::Result<Incoming> Webhook::receive(
    const http::Request& request, std::string_view, const Ambient& ambient
) const {
    const auto known = signature_.check(request, ambient.now);
    if (!known) return known.error();
    auto received = read_payload(request.body, request.header("webhook-id"), name_, ambient.now);
    if (!received) return received.error();
    return Incoming(std::move(*received));
}

http::Reply Webhook::acknowledge(const ReplyTo&, const std::vector<std::string>&, const Ambient&)
    const {
    http::Reply reply;
    reply.type = "application/json";
    reply.body = R"({"ok":true})";
    return reply;
}

http::Reply Webhook::refuse(const dialogs::Error& error) const {
    if (error.fault == dialogs::Fault::denied) return http::plain(401);
    return http::refuse(error.fault);
}

std::vector<std::string> Webhook::plan(const dialogs::Say& say) const {
    return dialogs::text::split(say.text, Unit::utf16_units, max_text_units);
}

Call Webhook::build(const Part& part, const std::string&, const Ambient& ambient) const {
    const auto id = id_of(name_, part.id);
    Call call{"POST", send_url_, "application/json", write_payload(id, part)};
    call.headers = signature_.sign(id, ambient.now, call.body);
    return call;
}

Call Webhook::fetch_media(const std::string& url, const std::string&) const {
    Call call;
    call.method = "GET";
    call.url = url;
    return call;
}

dialogs::Result<Media> Webhook::read_media(http::Answer answer) const {
    return codec::read_file(std::move(answer));
}

SendOutcome Webhook::interpret(const http::Answer& answer) const {
    const auto said = "http " + std::to_string(answer.status);
    const auto body = http::trimmed(answer.body);
    const bool page = body.starts_with('<');
    if (answer.status >= 200 && answer.status < 300 && !page) return Accepted{};
    if (answer.status < 400) return Unclear{said};
    const bool refused = answer.status < 500 && answer.status != 408 && answer.status != 429;
    // A wrong key is ours to mend: the message need not be lost for it.
    if (answer.status == 401 || answer.status == 403)
        return Deferred{"credentials", std::chrono::minutes(5)};
    if (refused) return Rejected{said};
    return Deferred{said, codec::retry_after(answer)};
}

}  // namespace gateway::channels::webhook
