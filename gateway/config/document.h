#pragma once
#include "dialogs/language/yaml.h"

#include <filesystem>
#include <optional>
#include <vector>

// A file on disk as a tree of marked values.

namespace gateway::config {

// None when it cannot be read or is no YAML: then `problems` says why.
std::optional<dialogs::language::YamlNode> read_document(
    const std::filesystem::path& file, std::vector<dialogs::language::Problem>& problems
);

}  // namespace gateway::config
