#include "gateway/cli/channel_log.h"

#include "gateway/cli/cli.h"
#include "gateway/cli/setup.h"
#include "gateway/ops/channel_files.h"
#include "gateway/simulators/httpd.h"

#include <fmt/format.h>

#include <algorithm>

namespace gateway::cli {

namespace {

int print_kept(const config::Config& config, const std::string& channel) {
    const auto is_named = [&](const config::Channel& one) { return one.name == channel; };
    if (std::ranges::none_of(config.channels, is_named)) {
        complain("the configuration has no channel '" + channel + "'");
        return bad_input;
    }
    fmt::print("{}", ops::kept_lines(config.data_dir / "channels", channel));
    return done;
}

}  // namespace

int channel_log(const ChannelLogOptions& options) {
    auto config = read_config(options.config);
    if (!config) return bad_input;
    if (options.all) return print_kept(*config, options.channel);
    const auto url = "http://" + config->admin_listen + "/channels/" + options.channel + "/log";
    const auto told = simulators::call({"GET", url, "", ""}, std::chrono::seconds(5));
    if (told.status == 200) {
        fmt::print("{}", told.body);
        return done;
    }
    if (told.status == 404) {
        complain("the running gateway has no channel '" + options.channel + "' with a provider");
        return bad_input;
    }
    complain("no gateway answers at " + config->admin_listen + "; --all shows what it kept");
    return temporary_failure;
}

}  // namespace gateway::cli
