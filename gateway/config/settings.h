#pragma once
#include "dialogs/language/fields.h"
#include "gateway/config/config.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gateway::config {

// One mapping of the file, with the kinds of values only a configuration has.
class Settings {
public:
    Settings(
        const dialogs::language::YamlNode& node,
        std::string what,
        dialogs::language::Problems& problems,
        const LoadOptions& options
    )
        : fields_(node, std::move(what), problems), options_(options) {}

    dialogs::language::Fields& fields() { return fields_; }

    // A text that must be there and must not be empty.
    std::string needed(std::string_view key);
    // Without the slash at its end; `target` stays when the key is not written.
    void web_address(std::string_view key, std::string& target);
    void listen_address(std::string_view key, std::string& target);
    // Names of hosts, or "*.example.com"; `target` stays when the key is not written.
    void hosts(std::string_view key, std::vector<std::string>& target);
    Secret secret(std::string_view key);
    // A secret that stands in a hook's path.
    Secret hook_secret();
    // "10/s", "20/min", "1000/h"; nothing when the key is not written.
    std::optional<Rate> rate(std::string_view key);
    void wrong(std::string_view key, std::string_view why);

    const LoadOptions& options() const { return options_; }

private:
    dialogs::language::Fields fields_;
    const LoadOptions& options_;
};

}  // namespace gateway::config
