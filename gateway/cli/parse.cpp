#include "dialogs/text/parse.h"

#include "gateway/cli/cli.h"
#include "gateway/cli/setup.h"
#include "gateway/cli/today.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstdlib>

namespace gateway::cli {

int parse(const std::string& type) {
    const auto slot = dialogs::text::slot_type(type);
    if (!slot) return wrong_usage;
    const auto today = today_in_china(std::getenv("YIMEN_NOW"));
    if (!today) {
        complain("YIMEN_NOW is no ISO 8601 time, like 2026-11-22T09:00:00+08:00");
        return bad_input;
    }
    std::string line;
    while (read_line(line)) {
        const auto understood = dialogs::text::parse(*slot, line, *today);
        const auto quoted = [](const std::string& text) {
            return nlohmann::json(text).dump(
                -1, ' ', false, nlohmann::json::error_handler_t::replace
            );
        };
        fmt::print(
            "{{\"input\":{},\"value\":{},\"why\":{}}}\n",
            quoted(line),
            understood.json(),
            quoted(understood.why)
        );
    }
    return done;
}

}  // namespace gateway::cli
