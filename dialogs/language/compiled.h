#pragma once
#include "dialogs/language/fields.h"
#include "dialogs/language/script.h"

// Reading the parts every step is made of: texts, expressions, targets.

namespace dialogs::language {

// What the reader of a step has to know from bot.yaml.
struct Defaults {
    int max_attempts = 3;
    Target on_max_attempts;
    bool interruptible = true;
};

// The place `offset` bytes into `source`, which begins at `mark`.
Mark shifted(const Mark& mark, std::string_view source, std::size_t offset);

Expression read_expression(const YamlNode& node, Problems& problems);
Template read_template(const YamlNode& node, Problems& problems);
// One text, or one for each channel.
Text read_spoken(const YamlNode& node, Problems& problems);
std::vector<Text> read_spoken_list(const YamlNode& node, Problems& problems);
// A name is taken for a step's until resolve() knows better.
Target read_target(const YamlNode& node, Problems& problems);
// Those that are no steps and no flows: END, RETURN …
std::vector<std::string> destination_names();
Next read_next(const YamlNode& node, Problems& problems);
std::vector<Validation> read_validations(const YamlNode& node, Problems& problems);

// Reads the optional key into `target`.
void take_target(Fields& fields, std::string_view key, Target& target);

}  // namespace dialogs::language
