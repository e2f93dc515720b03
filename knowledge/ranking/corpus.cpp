#include "knowledge/ranking/corpus.h"

#include "dialogs/text/normalise.h"
#include "knowledge/ranking/model.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>

namespace knowledge {

using dialogs::Error;
using dialogs::Fault;

std::vector<std::string> read_topics(std::string_view list) {
    std::vector<std::string> topics;
    while (!list.empty()) {
        const auto comma = std::min(list.find(','), list.size());
        topics.emplace_back(list.substr(0, comma));
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
    return topics;
}

dialogs::Result<std::vector<Phrasing>> read_phrasings(const std::string& folder) {
    std::error_code missing;
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder, missing)) {
        if (entry.path().extension() == ".txt") files.push_back(entry.path());
    }
    if (missing) return Error{Fault::not_found, folder + ": " + missing.message()};
    std::sort(files.begin(), files.end());
    std::vector<Phrasing> phrasings;
    for (const auto& file : files) {
        const auto stem = file.stem().string();
        const auto topic = stem == "none" ? std::string(off_topic) : stem;
        std::ifstream in(file);
        for (std::string line; std::getline(in, line);) {
            if (line.empty() || line.front() == '#') continue;
            const auto tab = std::min(line.find('\t'), line.size());
            const auto others = std::string_view(line).substr(std::min(tab + 1, line.size()));
            phrasings.push_back({topic, line.substr(0, tab), read_topics(others)});
        }
    }
    return phrasings;
}

bool is_set_aside(std::string_view text) {
    std::uint32_t hash = 2166136261U;
    for (const char byte : dialogs::text::bare(text))
        hash = (hash ^ static_cast<unsigned char>(byte)) * 16777619U;
    return hash % 4 == 0;
}

}  // namespace knowledge
