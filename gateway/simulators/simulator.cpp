#include "gateway/simulators/simulator.h"

#include "gateway/http/url.h"
#include "gateway/simulators/kannel.h"
#include "gateway/simulators/wechat.h"

#include <algorithm>
#include <charconv>
#include <variant>

namespace gateway::simulators {
namespace {

using dialogs::Error;
using dialogs::Fault;
using Made = dialogs::Result<std::unique_ptr<Simulator>>;

// A simulator must never stand where a provider is.
dialogs::Result<Place> place_of(const config::Config& config, const config::Channel& channel) {
    const auto addresses = config::called_by(channel);
    const auto address = addresses.empty() ? std::string("nobody") : addresses.front();
    const Error elsewhere{
        Fault::malformed,
        "channel '" + channel.name + "' calls " + address +
            "; point it at http://127.0.0.1:PORT to simulate its provider"};
    auto host = http::host_of(address);
    if (!host || !host->starts_with("127.0.0.1:")) return elsewhere;
    Place place;
    const auto port = host->substr(host->find(':') + 1);
    const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), place.port);
    if (error != std::errc() || end != port.data() + port.size()) return elsewhere;
    place.hook = "http://" + config.listen + "/hooks/" + channel.name;
    return place;
}

struct Maker {
    const Place& place;
    const Tell& tell;

    Made operator()(const config::Kannel& settings) const {
        return KannelSimulator::start(settings, place, tell);
    }
    Made operator()(const config::Wechat& settings) const {
        return WechatSimulator::start(settings, place, tell);
    }
    template <class Other>
    Made operator()(const Other&) const {
        return Error{Fault::malformed, "there are simulators for kannel and wechat only"};
    }
};

}  // namespace

Made simulate(const config::Config& config, const std::string& channel, Tell tell) {
    const auto found = std::ranges::find(config.channels, channel, &config::Channel::name);
    if (found == config.channels.end())
        return Error{Fault::malformed, "the configuration has no channel '" + channel + "'"};
    auto place = place_of(config, *found);
    if (!place) return place.error();
    return std::visit(Maker{*place, tell}, found->settings);
}

}  // namespace gateway::simulators
