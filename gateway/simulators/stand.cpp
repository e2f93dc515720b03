#include "gateway/simulators/stand.h"

#include "gateway/http/url.h"
#include "gateway/simulators/aliyun_sms.h"
#include "gateway/simulators/dingtalk.h"
#include "gateway/simulators/kannel.h"
#include "gateway/simulators/tencent_sms.h"
#include "gateway/simulators/twilio.h"
#include "gateway/simulators/webhook.h"
#include "gateway/simulators/wechat.h"
#include "gateway/simulators/wechat_kf.h"
#include "gateway/simulators/wecom.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <variant>

namespace gateway::simulators {
namespace {

using dialogs::Error;
using dialogs::Fault;
using Made = std::unique_ptr<Simulator>;

// Of http://127.0.0.1:PORT/…; a simulator must never stand where a provider is.
std::optional<int> port_of(const std::string& address) {
    constexpr std::string_view here = "127.0.0.1:";
    const auto host = http::host_of(address);
    if (!host || !host->starts_with(here)) return std::nullopt;
    int port = 0;
    const auto* end = host->data() + host->size();
    const auto [rest, error] = std::from_chars(host->data() + here.size(), end, port);
    if (error != std::errc() || rest != end) return std::nullopt;
    return port;
}

dialogs::Result<Place> place_of(const config::Config& config, const config::Channel& channel) {
    std::optional<int> port;
    for (const auto& address : config::called_by(channel)) {
        const auto one = port_of(address);
        if (!one || (port && *port != *one))
            return Error{
                Fault::malformed,
                fmt::format(
                    "channel '{}' calls {}; point all it calls at one http://127.0.0.1:PORT to "
                    "simulate its provider",
                    channel.name,
                    address
                )};
        port = one;
    }
    if (!port)
        return Error{
            Fault::malformed, "channel '" + channel.name + "' has no provider to simulate"};
    const auto hook = "/hooks/" + channel.name;
    return Place{*port, "http://" + config.listen + hook, config.public_url + hook};
}

struct Maker {
    const Surroundings& around;

    Made operator()(const config::WebChat&) const { return nullptr; }  // calls nobody
    Made operator()(const config::Kannel& settings) const {
        return std::make_unique<KannelSimulator>(settings, around);
    }
    Made operator()(const config::Wechat& settings) const {
        return std::make_unique<WechatSimulator>(settings, around);
    }
    Made operator()(const config::AliyunSms& settings) const {
        return std::make_unique<AliyunSmsSimulator>(settings, around);
    }
    Made operator()(const config::TencentSms& settings) const {
        return std::make_unique<TencentSmsSimulator>(settings, around);
    }
    Made operator()(const config::Twilio& settings) const {
        return std::make_unique<TwilioSimulator>(settings, around);
    }
    Made operator()(const config::Webhook& settings) const {
        return std::make_unique<WebhookSimulator>(settings, around);
    }
    Made operator()(const config::Wecom& settings) const {
        return std::make_unique<WecomSimulator>(settings, around);
    }
    Made operator()(const config::WechatKf& settings) const {
        return std::make_unique<WechatKfSimulator>(settings, around);
    }
    Made operator()(const config::Dingtalk& settings) const {
        return std::make_unique<DingtalkSimulator>(settings, around);
    }
};

}  // namespace

bool Stand::open(int port) {
    auto* provider = provider_.get();
    httpd_ = Httpd::start("127.0.0.1", port, [provider](const Asked& asked) {
        return provider->answer(asked);
    });
    return httpd_ != nullptr;
}

dialogs::Result<Stand> simulate(
    const config::Config& config, const std::string& channel, Tell tell
) {
    const auto found = std::ranges::find(config.channels, channel, &config::Channel::name);
    if (found == config.channels.end())
        return Error{Fault::malformed, "the configuration has no channel '" + channel + "'"};
    auto place = place_of(config, *found);
    if (!place) return place.error();
    const auto port = place->port;
    auto agenda = std::make_unique<Agenda>();
    const Surroundings around{std::move(*place), std::move(tell), *agenda};
    auto provider = std::visit(Maker{around}, found->settings);
    Stand stand(std::move(agenda), std::move(provider));
    if (!stand.open(port))
        return Error{Fault::unavailable, fmt::format("127.0.0.1:{} is taken", port)};
    return stand;
}

}  // namespace gateway::simulators
