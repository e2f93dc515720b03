#include "gateway/cli/cli.h"
#include "gateway/cli/setup.h"
#include "gateway/ops/json.h"
#include "knowledge/library.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <iostream>

namespace gateway::cli {
namespace {

using nlohmann::json;

// {"q","outcome":"answer|clarify|none|emergency|redirect","office",
//  "answers":[{"topic","score","office"},…up to 5]}
// The outer "office" only with a redirect: who decides, and is told to the person.
json answer_of(const knowledge::Library& library, const std::string& question) {
    const auto ranked = library.rank(question);
    json answers = json::array();
    for (const auto& [topic, score] : ranked.topics) {
        answers.push_back({{"topic", topic}, {"score", score}});
        const auto* article = library.find(topic);
        if (article && !article->office.empty()) answers.back()["office"] = article->office;
    }
    // Its readers know four outcomes. Where another office decides it is an answer too, and names
    // it.
    const bool redirects = ranked.outcome == dialogs::Outcome::redirect;
    const auto outcome = redirects ? dialogs::Outcome::answer : ranked.outcome;
    json answer = {{"q", question}, {"outcome", dialogs::name_of(outcome)}, {"answers", answers}};
    if (!ranked.office.empty()) answer["office"] = ranked.office;
    return answer;
}

int ask_lines(const knowledge::Library& library, std::istream& lines) {
    std::string line;
    for (int number = 1; std::getline(lines, line); ++number) {
        if (line.empty() || line == "\r") continue;
        auto parsed = ops::parse_json(line);
        if (!parsed || !parsed->is_object() || !parsed->contains("q") ||
            !(*parsed)["q"].is_string()) {
            complain(fmt::format("line {}: not a JSON object with a text \"q\"", number));
            return bad_input;
        }
        fmt::print("{}\n", ops::write_json(answer_of(library, (*parsed)["q"].get<std::string>())));
    }
    return done;
}

}  // namespace

int ask(const AskOptions& options) {
    auto config = read_config(options.config, {.read_secrets = false});
    if (!config) return bad_input;
    auto library = library_in_force(*config);
    if (!library) {
        complain(library.error().detail);
        return bad_input;
    }
    if (options.jsonl == "-") return ask_lines(*library, std::cin);
    if (!options.jsonl.empty()) {
        std::ifstream file(options.jsonl);
        if (file) return ask_lines(*library, file);
        complain("cannot read " + options.jsonl);
        return bad_input;
    }
    if (options.words.empty()) {
        complain("ask what? give a question or --jsonl FILE");
        return wrong_usage;
    }
    std::string question;
    for (const auto& word : options.words)
        question += (question.empty() ? "" : " ") + word;
    fmt::print("{}\n", ops::write_json(answer_of(*library, question)));
    return done;
}

}  // namespace gateway::cli
