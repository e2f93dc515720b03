#include "knowledge/ranking/corpus.h"
#include "knowledge/training/fit.h"

#include <fmt/format.h>

#include <fstream>
#include <iterator>

// knowledge_train PHRASINGS LEXICON MODEL: a build step; CMake calls it when a text changes.
int main(int argc, char** argv) {
    if (argc != 4) {
        fmt::print(stderr, "usage: knowledge_train PHRASINGS LEXICON MODEL\n");
        return 2;
    }
    const auto phrasings = knowledge::read_phrasings(argv[1]);
    std::ifstream words(argv[2]);
    if (!phrasings || !words) {
        fmt::print(stderr, "knowledge_train: cannot read {} or {}\n", argv[1], argv[2]);
        return 1;
    }
    std::vector<knowledge::Phrasing> learnt;
    for (const auto& phrasing : *phrasings) {
        if (!knowledge::is_set_aside(phrasing.text)) learnt.push_back(phrasing);
    }
    const std::string lexicon(std::istreambuf_iterator<char>(words), {});
    const auto model = knowledge::fit(learnt, lexicon);
    const auto bytes = knowledge::write_model(model);
    std::ofstream out(argv[3], std::ios::binary);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    if (!out) {
        fmt::print(stderr, "knowledge_train: cannot write {}\n", argv[3]);
        return 1;
    }
    fmt::print(
        "{} phrasings, {} topics, {} features, {} bytes\n",
        learnt.size(),
        model.classes.size(),
        model.ids.size(),
        bytes.size()
    );
    return 0;
}
