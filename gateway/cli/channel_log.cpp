#include "gateway/cli/channel_log.h"

#include "gateway/cli/cli.h"
#include "gateway/cli/setup.h"
#include "gateway/simulators/httpd.h"

#include <fmt/format.h>

namespace gateway::cli {

int channel_log(const std::string& channel, const std::string& file) {
    auto config = read_config(file);
    if (!config) return bad_input;
    const auto url = "http://" + config->admin_listen + "/channels/" + channel + "/log";
    const auto told = simulators::call({"GET", url, "", ""}, std::chrono::seconds(5));
    if (told.status == 200) {
        fmt::print("{}", told.body);
        return done;
    }
    if (told.status == 404) {
        complain("the running gateway has no channel '" + channel + "' with a provider");
        return bad_input;
    }
    complain("no gateway answers at " + config->admin_listen);
    return temporary_failure;
}

}  // namespace gateway::cli
