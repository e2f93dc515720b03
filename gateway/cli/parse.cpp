#include "dialogs/text/parse.h"

#include "dialogs/language/places.h"
#include "dialogs/text/places.h"
#include "gateway/cli/cli.h"
#include "gateway/cli/setup.h"
#include "gateway/cli/today.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstdlib>
#include <fstream>
#include <functional>
#include <iterator>

namespace gateway::cli {
namespace {

using dialogs::text::Gazetteer;

// A JSON value and why there is none, or what it does not say.
struct Shown {
    std::string value;
    std::string why;
};

std::string as_json(const std::string& text) {
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void show_each_line(const std::function<Shown(const std::string&)>& reader) {
    std::string line;
    while (read_line(line)) {
        const auto shown = reader(line);
        fmt::print(
            "{{\"input\":{},\"value\":{},\"why\":{}}}\n",
            as_json(line),
            shown.value,
            as_json(shown.why)
        );
    }
}

// The code of the one place meant, and its name; or those it could be.
Shown place_in(const Gazetteer& places, const std::string& line) {
    const auto found = places.find(line);
    if (found.empty()) return {"null", "no place of the list"};
    std::string names;
    for (const auto* place : found)
        names += (names.empty() ? "" : ", ") + place->name;
    if (found.size() > 1) return {"null", "several: " + names};
    return {as_json(found.front()->code), names};
}

int parse_places(const std::string& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) {
        complain("cannot read " + file + ": name a list with --places");
        return bad_input;
    }
    const std::string csv{std::istreambuf_iterator<char>(stream), {}};
    auto listed = dialogs::language::read_places(csv);
    if (!listed) {
        complain(file + ": " + listed.error().detail);
        return bad_input;
    }
    const Gazetteer places(std::move(*listed));
    show_each_line([&places](const std::string& line) { return place_in(places, line); });
    return done;
}

}  // namespace

int parse(const std::string& type, const std::string& places) {
    if (type == "place") return parse_places(places);
    const auto slot = dialogs::text::slot_type(type);
    if (!slot) return wrong_usage;
    const auto today = today_in_china(std::getenv("YIMEN_NOW"));
    if (!today) {
        complain("YIMEN_NOW is no ISO 8601 time, like 2026-11-22T09:00:00+08:00");
        return bad_input;
    }
    show_each_line([&](const std::string& line) {
        const auto understood = dialogs::text::parse(*slot, line, *today);
        return Shown{understood.json(), understood.why};
    });
    return done;
}

}  // namespace gateway::cli
