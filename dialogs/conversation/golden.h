#pragma once
#include "dialogs/conversation/player.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

// Everything a file of golden conversations led to, written down: a change of the scripts or the
// engine shows as a difference.

namespace dialogs::conversation {

// One played conversation.
struct Take {
    std::string name;
    std::vector<Beat> beats;
};

// "status.test.yaml" → "status.golden.json"
std::filesystem::path golden_file(const std::filesystem::path& test);

std::string golden_text(const std::vector<Take>& takes);

// Nothing when the file says the same; else where the two part, and how to write it anew.
std::optional<std::string> compare_golden(
    const std::filesystem::path& golden, const std::string& text
);

bool write_golden(const std::filesystem::path& golden, const std::string& text);

}  // namespace dialogs::conversation
