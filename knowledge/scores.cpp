#include "knowledge/scores.h"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <array>
#include <string_view>

namespace knowledge {
namespace {

using dialogs::Error;
using dialogs::Fault;

struct Name {
    std::string_view text;
    bool more_is_better;
};
constexpr std::array<Name, 8> names = {
    {{"first", true},
     {"first_or_acceptable", true},
     {"third", true},
     {"third_or_acceptable", true},
     {"declined", false},
     {"off_topic_declined", true},
     {"emergencies_caught", true},
     {"false_alarms", false}}};

constexpr double rounding = 0.005;  // two digits are written

}  // namespace

Scores scores_of(const Evaluation& e) {
    return {
        {"first", percent(e.first, e.answerable)},
        {"first_or_acceptable", percent(e.first_or_acceptable, e.answerable)},
        {"third", percent(e.third, e.answerable)},
        {"third_or_acceptable", percent(e.third_or_acceptable, e.answerable)},
        {"declined", percent(e.declined, e.answerable)},
        {"off_topic_declined", percent(e.off_topic_declined, e.off_topic)},
        {"emergencies_caught", percent(e.emergencies_caught, e.emergencies)},
        {"false_alarms", percent(e.false_alarms, e.answerable + e.off_topic - e.emergencies)}};
}

dialogs::Result<Scores> read_scores(const std::string& file) {
    Scores scores;
    try {
        const auto yaml = YAML::LoadFile(file);
        for (const auto& [name, more_is_better] : names) {
            const auto value = yaml[std::string(name)];
            if (!value) return Error{Fault::malformed, fmt::format("{}: no '{}'", file, name)};
            scores[std::string(name)] = value.as<double>();
        }
    } catch (const YAML::BadFile&) {
        return Error{Fault::not_found, file + ": cannot be read"};
    } catch (const YAML::Exception& fault) {
        return Error{Fault::malformed, fmt::format("{}: {}", file, fault.what())};
    }
    return scores;
}

std::string write_scores(const Scores& scores) {
    std::string text = "# Percent, by `yimen knowledge evaluate --record`.\n";
    for (const auto& [name, more_is_better] : names) {
        const auto score = scores.find(std::string(name));
        if (score != scores.end()) text += fmt::format("{}: {:.2f}\n", name, score->second);
    }
    return text;
}

std::vector<std::string> worse(const Scores& now, const Scores& before) {
    std::vector<std::string> lines;
    for (const auto& [name, more_is_better] : names) {
        const auto a = now.find(std::string(name)), b = before.find(std::string(name));
        if (a == now.end() || b == before.end()) continue;
        const double lost = more_is_better ? b->second - a->second : a->second - b->second;
        if (lost > rounding)
            lines.push_back(fmt::format("{} is {:.2f} %, was {:.2f} %", name, a->second, b->second)
            );
    }
    return lines;
}

}  // namespace knowledge
