#pragma once
#include <string>

namespace dialogs::language {

// One file of a script.
struct SourceFile {
    std::string name;  // "flows/status.yaml", for messages
    std::string text;
};

}  // namespace dialogs::language
