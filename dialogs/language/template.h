#pragma once
#include "dialogs/language/problem.h"
#include "dialogs/language/value.h"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

// Texts with places to fill: "{result.verify_application.title|max:12}：已更新".
// Filters, applied from the left:
//   date        2026-11-23 → 2026年11月23日      group4     120260000011 → 1202 6000 0011
//   mask        all but the first and the last character become *      max:N      at most N
//   characters, the last one "…" default:X   X when the value is empty          label      the
//   label of a choice slot's value

namespace dialogs::language {

enum class FilterKind { date, group4, mask, max, default_text, label };

struct Filter {
    FilterKind kind;
    std::string argument;   // of default_text
    std::size_t width = 0;  // of max
};

struct Placeholder {
    std::string path;
    std::vector<Filter> filters;
    std::size_t column = 0;  // bytes from the start of the template
};

using TemplatePiece = std::variant<std::string, Placeholder>;

struct Template {
    std::string source;
    Mark mark;  // of the first byte of `source`, when it comes from a file
    std::vector<TemplatePiece> pieces;

    bool empty() const { return pieces.empty(); }
};

struct TemplateError {
    std::size_t column = 0;
    std::string message;
};

std::variant<Template, TemplateError> compile_template(std::string_view source);

// Null values show as nothing.
std::string render(const Template& text, const Scope& scope);

// What a step says: one text for all channels, or one a profile ({sms: …, wechat: …}).
struct Text {
    Template everywhere;
    std::map<std::string, Template> by_channel;

    bool empty() const { return everywhere.empty() && by_channel.empty(); }
    // The channel's own text, else the one for all; when there is none for all, the first there is.
    const Template& on(const std::string& channel) const;
};

}  // namespace dialogs::language
