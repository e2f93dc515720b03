#include "knowledge/library.h"
#include "knowledge/ranking/corpus.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>

// knowledge_peers ARTICLES PHRASINGS [MODEL]: a JSON line a phrasing, for knowledge_peers.py:
// {"topic":…,"text":…} for one to learn from, and for one set aside also what the library makes of
// it: {…,"ranked":[three topics],"declined":false,"microseconds":…}.

namespace {

nlohmann::json asked(const knowledge::Library& library, const knowledge::Phrasing& phrasing) {
    const auto from = std::chrono::steady_clock::now();
    const auto found = library.look_up({phrasing.text, "", "", {}});
    const auto took = std::chrono::steady_clock::now() - from;
    const auto ranked = library.rank(phrasing.text);
    auto topics = nlohmann::json::array();
    for (std::size_t i = 0; i < std::min<std::size_t>(3, ranked.topics.size()); ++i)
        topics.push_back(ranked.topics[i].first);
    return {
        {"ranked", topics},
        {"declined", found.outcome == dialogs::Outcome::none},
        {"microseconds", std::chrono::duration<double, std::micro>(took).count()}};
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3 && argc != 4) return 2;
    const auto library = knowledge::Library::load(argv[1], argc == 4 ? argv[3] : "");
    const auto phrasings = knowledge::read_phrasings(argv[2]);
    if (!library || !phrasings) {
        fmt::print(stderr, "knowledge_peers: cannot read {} or {}\n", argv[1], argv[2]);
        return 1;
    }
    for (const auto& phrasing : *phrasings) {
        nlohmann::json line =
            knowledge::is_set_aside(phrasing.text) ? asked(*library, phrasing) : nlohmann::json{};
        line["topic"] = phrasing.topic;
        line["text"] = phrasing.text;
        fmt::print("{}\n", line.dump());
    }
    return 0;
}
