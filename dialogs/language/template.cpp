#include "dialogs/language/template.h"

#include "dialogs/text/clean.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace dialogs::language {

namespace {

constexpr std::size_t widest_max = 1000;

struct FilterName {
    std::string_view name;
    FilterKind kind;
};
constexpr FilterName filter_names[] = {
    {"date", FilterKind::date},
    {"group4", FilterKind::group4},
    {"mask", FilterKind::mask},
    {"max", FilterKind::max},
    {"default", FilterKind::default_text},
    {"label", FilterKind::label},
};

bool is_path(std::string_view path) {
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
    };
    return !path.empty() && path.front() != '.' && path.back() != '.' &&
           std::all_of(path.begin(), path.end(), allowed);
}

// Reads "name:argument"; a message when it is no filter.
std::variant<Filter, std::string> read_filter(std::string_view text) {
    const std::size_t colon = text.find(':');
    const std::string_view name = text.substr(0, colon);
    const std::string argument(
        colon == std::string_view::npos ? std::string_view{} : text.substr(colon + 1)
    );
    const auto* const found =
        std::find_if(std::begin(filter_names), std::end(filter_names), [&](const FilterName& f) {
            return f.name == name;
        });
    if (found == std::end(filter_names)) return fmt::format("there is no filter '{}'", name);

    Filter filter{found->kind, {}, 0};
    if (found->kind == FilterKind::default_text) {
        filter.argument = argument;
    } else if (found->kind == FilterKind::max) {
        const auto [end, error] =
            std::from_chars(argument.data(), argument.data() + argument.size(), filter.width);
        if (error != std::errc() || end != argument.data() + argument.size() || filter.width < 1 ||
            filter.width > widest_max)
            return fmt::format("'max' needs a number from 1 to {}", widest_max);
    } else if (colon != std::string_view::npos) {
        return fmt::format("'{}' takes no argument", name);
    }
    return filter;
}

std::variant<Placeholder, std::string> read_placeholder(std::string_view inside) {
    Placeholder placeholder;
    std::size_t bar = inside.find('|');
    placeholder.path = inside.substr(0, bar);
    if (!is_path(placeholder.path))
        return fmt::format("'{}' is not a path like slots.name", placeholder.path);
    while (bar != std::string_view::npos) {
        inside.remove_prefix(bar + 1);
        bar = inside.find('|');
        auto filter = read_filter(inside.substr(0, bar));
        if (const std::string* error = std::get_if<std::string>(&filter)) return *error;
        placeholder.filters.push_back(std::get<Filter>(std::move(filter)));
    }
    return placeholder;
}

// "2026-11-23" and longer → 2026年11月23日, "1948-03" → 1948年3月, "1948" → 1948年; else as it is.
std::string show_date(const std::string& value) {
    int parts[3] = {0, 0, 0};
    constexpr std::size_t starts[] = {0, 5, 8};
    constexpr std::size_t lengths[] = {4, 2, 2};
    std::size_t count = 0;
    for (; count < 3 && value.size() >= starts[count] + lengths[count]; ++count) {
        if (count > 0 && value[starts[count] - 1] != '-') break;
        const char* const first = value.data() + starts[count];
        const auto [end, error] = std::from_chars(first, first + lengths[count], parts[count]);
        if (error != std::errc() || end != first + lengths[count]) break;
    }
    if (count == 0) return value;
    if (count == 1) return fmt::format("{}年", parts[0]);
    if (count == 2) return fmt::format("{}年{}月", parts[0], parts[1]);
    return fmt::format("{}年{}月{}日", parts[0], parts[1], parts[2]);
}

std::string group4(const std::string& value) {
    std::string out;
    for (std::size_t at = 0; at < value.size(); at += 4) {
        if (at > 0) out += ' ';
        out += value.substr(at, 4);
    }
    return out;
}

std::string mask(const std::string& value) {
    std::u32string letters = text::to_utf32(value);
    if (letters.size() <= 2) {
        if (letters.size() == 2) letters[1] = U'*';
        return text::to_utf8(letters);
    }
    std::fill(letters.begin() + 1, letters.end() - 1, U'*');
    return text::to_utf8(letters);
}

std::string shorten(const std::string& value, std::size_t width) {
    std::u32string letters = text::to_utf32(value);
    if (letters.size() <= width) return value;
    letters.resize(width);
    letters.back() = U'…';
    return text::to_utf8(letters);
}

std::string filtered(std::string value, const Filter& filter) {
    switch (filter.kind) {
        case FilterKind::date: return show_date(value);
        case FilterKind::group4: return group4(value);
        case FilterKind::mask: return mask(value);
        case FilterKind::max: return shorten(value, filter.width);
        case FilterKind::default_text: return value.empty() ? filter.argument : value;
        case FilterKind::label: return value;  // it chose the path to read
    }
    return value;
}

std::string fill(const Placeholder& placeholder, const Scope& scope) {
    const bool wants_label =
        std::any_of(placeholder.filters.begin(), placeholder.filters.end(), [](const Filter& f) {
            return f.kind == FilterKind::label;
        });
    std::string value;
    if (wants_label) value = to_text(scope(placeholder.path + ".label"));
    if (value.empty()) value = to_text(scope(placeholder.path));
    for (const Filter& filter : placeholder.filters)
        value = filtered(std::move(value), filter);
    return value;
}

}  // namespace

std::variant<Template, TemplateError> compile_template(std::string_view source) {
    Template compiled;
    compiled.source = source;
    std::size_t at = 0;
    while (at < source.size()) {
        const std::size_t open = source.find('{', at);
        const std::string_view words = source.substr(at, open - at);
        if (const std::size_t stray = words.find('}'); stray != std::string_view::npos)
            return TemplateError{at + stray, "'}' without '{'"};
        if (!words.empty()) compiled.pieces.emplace_back(std::string(words));
        if (open == std::string_view::npos) break;

        const std::size_t close = source.find('}', open);
        if (close == std::string_view::npos) return TemplateError{open, "'{' is never closed"};
        auto placeholder = read_placeholder(source.substr(open + 1, close - open - 1));
        if (std::string* error = std::get_if<std::string>(&placeholder))
            return TemplateError{open, std::move(*error)};
        std::get<Placeholder>(placeholder).column = open;
        compiled.pieces.emplace_back(std::get<Placeholder>(std::move(placeholder)));
        at = close + 1;
    }
    return compiled;
}

std::string render(const Template& text, const Scope& scope) {
    std::string out;
    for (const TemplatePiece& piece : text.pieces) {
        if (const std::string* words = std::get_if<std::string>(&piece)) out += *words;
        if (const Placeholder* placeholder = std::get_if<Placeholder>(&piece))
            out += fill(*placeholder, scope);
    }
    return out;
}

const Template& Text::on(const std::string& channel) const {
    const auto own = by_channel.find(channel);
    if (own != by_channel.end()) return own->second;
    if (everywhere.empty() && !by_channel.empty()) return by_channel.begin()->second;
    return everywhere;
}

}  // namespace dialogs::language
