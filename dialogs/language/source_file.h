#pragma once
#include <string>
#include <string_view>

namespace dialogs::language {

// One file of a script.
struct SourceFile {
    std::string name;  // "flows/status.yaml", for messages
    std::string text;
};

// Windows' editors put it before a file; it is no part of the text.
inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

}  // namespace dialogs::language
