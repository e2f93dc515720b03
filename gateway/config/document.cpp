#include "gateway/config/document.h"

#include "dialogs/language/fields.h"

#include <fstream>
#include <iterator>

namespace gateway::config {

std::optional<dialogs::language::YamlNode> read_document(
    const std::filesystem::path& file, std::vector<dialogs::language::Problem>& problems
) {
    std::ifstream in(file, std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    if (!in.is_open() || in.bad() || text.empty()) {
        dialogs::language::complain(problems, {file.string(), 1, 1}, "cannot be read, or is empty");
        return std::nullopt;
    }
    return dialogs::language::read_yaml(file.string(), text, problems);
}

}  // namespace gateway::config
