#pragma once
#include "dialogs/language/compiled.h"

#include <string_view>

namespace dialogs::language {

// The word that says what a step does, and how its own keys are read into `step`, whose other parts
// are read already. `value` is what stands behind the word.
struct KindReader {
    std::string_view word;
    bool asks;  // has a prompt
    StepKind (*read)(const YamlNode& value, Fields& fields, Step& step, const Defaults& defaults);
};

// nullptr when no kind of step has this name
const KindReader* kind_reader(std::string_view word);

// All the words, for messages: "say, collect, menu …".
std::string kind_words();

}  // namespace dialogs::language
