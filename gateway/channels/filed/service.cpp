#include "gateway/channels/filed/service.h"

#include "gateway/channels/codec/marked.h"
#include "gateway/http/url.h"

namespace gateway::channels::filed {

using dialogs::Error;
using dialogs::Fault;
using dialogs::text::Unit;

Capabilities Service::capabilities() const {
    Capabilities can;
    can.free_text = false;
    can.receipts = true;
    can.queries = true;
    can.unit = Unit::utf16_units;
    can.max_length = terms_.templates.variable_max;
    can.answer_within = std::chrono::seconds(5);
    return can;
}

dialogs::Result<Incoming>
Service::receive(const http::Request& request, std::string_view secret, const Ambient&) const {
    if (!terms_.hook_secret.equals(secret))
        return Error{Fault::denied, "not the secret of this hook"};
    const bool receipts = request.path.ends_with("/receipts");
    auto received = receipts ? terms_.read_receipts(request.body)
                             : terms_.read_messages(request.body, terms_.name);
    if (!received) return received.error();
    return Incoming(std::move(*received));
}

http::Reply Service::acknowledge(const ReplyTo&, const std::vector<std::string>&, const Ambient&)
    const {
    http::Reply reply;
    reply.type = "application/json; charset=utf-8";
    reply.body = terms_.acknowledgement;
    return reply;
}

http::Reply Service::refuse(const Error& error) const {
    if (error.fault == Fault::denied) return http::plain(403);
    return http::refuse(error.fault);
}

std::vector<std::string> Service::plan(const dialogs::Say& say) const {
    return filed::plan(say.text, terms_.templates);
}

Service::Filling Service::filling_of(const Part& part) const {
    const auto [token, words] = codec::read_marked(part.text);
    Filling filling{std::string(words), {}};
    if (!token.empty()) filling.token = pieces(token, terms_.templates.variable_max);
    return filling;
}

dialogs::Result<std::string> host_of_account(
    const std::string& channel,
    const std::string& api_base,
    const ops::Secret& hook_secret,
    const ops::Secret& key
) {
    constexpr std::size_t hook_secret_min = 16;
    if (hook_secret.reveal().size() < hook_secret_min || key.empty())
        return Error{
            Fault::malformed,
            "channel " + channel +
                ": a hook_secret of 16 or more and the account's key are needed"};
    return http::host_of(api_base);
}

}  // namespace gateway::channels::filed
