#include "dialogs/language/formats.h"

#include "dialogs/language/fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace dialogs::language {

namespace {

constexpr std::string_view family = "dialog/";
// None when it is not written as format_name would write it.
std::optional<int> format_of(std::string_view schema) {
    if (!schema.starts_with(family)) return std::nullopt;
    const std::string_view digits = schema.substr(family.size());
    int format = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), format);
    if (error != std::errc() || format < 0 || format_name(format) != schema) return std::nullopt;
    return format;
}

std::string as(const std::string& name, int format) {
    return fmt::format("{} (as {})", name, format_name(format));
}

// What a change made of a file, which must be YAML still, with its `schema` put right.
std::optional<std::string> with_schema(
    const std::string& name, std::string text, int from, Problems& problems
) {
    const std::string place = as(name, from + 1);
    const auto root = read_yaml(place, text, problems);
    if (!root) return std::nullopt;
    const YamlNode* const schema = root->find("schema");
    const std::string old = format_name(from);
    const std::string next = format_name(from + 1);
    if (schema != nullptr && schema->text == next) return text;
    const std::size_t at =
        schema == nullptr ? text.size() : offset_of(text, schema->mark) + (schema->quoted ? 1 : 0);
    if (at >= text.size() || text.compare(at, old.size(), old) != 0) {
        complain(
            problems,
            {place, 1, 1},
            fmt::format("the change to {} leaves no 'schema: {}'", next, old)
        );
        return std::nullopt;
    }
    return text.replace(at, old.size(), next);
}

// The text one format on.
std::optional<std::string> changed(
    const SourceFile& file, const FormatChange& change, Problems& problems
) {
    Problems said;
    auto text = change.apply(file, said);
    if (!text && !has_error(said))
        complain(
            said,
            {file.name, 1, 1},
            fmt::format("cannot be changed to {}", format_name(change.from + 1))
        );
    const bool failed = has_error(said);
    problems.insert(problems.end(), said.begin(), said.end());
    if (failed) return std::nullopt;
    return with_schema(file.name, std::move(*text), change.from, problems);
}

// The text in the newest format.
std::optional<std::string> migrated(
    SourceFile file,
    const YamlNode& schema,
    int format,
    std::span<const FormatChange> changes,
    Problems& problems
) {
    const int newest = newest_format(changes);
    for (int at = format; at < newest; ++at) {
        const auto change = std::find_if(changes.begin(), changes.end(), [&](const auto& one) {
            return one.from == at;
        });
        if (change == changes.end()) {
            complain(
                problems,
                schema.mark,
                fmt::format(
                    "{} is too old: this reads {} and knows no way on from {}",
                    schema.text,
                    format_name(newest),
                    format_name(at)
                )
            );
            return std::nullopt;
        }
        auto text = changed(file, *change, problems);
        if (!text) return std::nullopt;
        file.text = std::move(*text);
    }
    return std::move(file.text);
}

bool same_lines(const std::string& one, const std::string& other) {
    return std::count(one.begin(), one.end(), '\n') == std::count(other.begin(), other.end(), '\n');
}

// None when it may be changed to the newest format, or is in it.
std::optional<std::string> refusal(
    const std::string& schema, const std::optional<int>& format, int newest
) {
    const std::string reads = format_name(newest);
    if (!format) return fmt::format("schema '{}' is not known: this reads {}", schema, reads);
    if (*format <= newest) return std::nullopt;
    return fmt::format("{} is newer than this program, which reads {}", schema, reads);
}

}  // namespace

std::span<const FormatChange> format_changes() {
    // {1, &dialog_2_of_1}, {2, …}: none left out, since each starts where the last one ends.
    static const std::vector<FormatChange> changes;
    return changes;
}

std::string format_name(int format) { return fmt::format("{}{}", family, format); }

int newest_format(std::span<const FormatChange> changes) {
    int newest = 1;
    for (const FormatChange& change : changes)
        newest = std::max(newest, change.from + 1);
    return newest;
}

std::optional<CurrentFile> to_current(
    SourceFile file, std::span<const FormatChange> changes, Problems& problems
) {
    auto root = read_yaml(file.name, file.text, problems);
    if (!root) return std::nullopt;
    const YamlNode* const schema = root->find("schema");
    if (schema == nullptr) return CurrentFile{std::move(file), std::move(*root), std::nullopt};
    const int newest = newest_format(changes);
    const auto format = format_of(schema->text);
    if (auto why = refusal(schema->text, format, newest)) {
        complain(problems, schema->mark, std::move(*why));
        return std::nullopt;
    }
    if (*format == newest) return CurrentFile{std::move(file), std::move(*root), std::nullopt};
    auto text = migrated(file, *schema, *format, changes, problems);
    if (!text) return std::nullopt;
    const bool in_place = same_lines(file.text, *text);
    auto now = read_yaml(in_place ? file.name : as(file.name, newest), *text, problems);
    if (!now) return std::nullopt;
    return CurrentFile{{file.name, std::move(*text)}, std::move(*now), std::move(root)};
}

std::size_t offset_of(std::string_view text, const Mark& mark) {
    std::size_t at = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
    for (int line = 1; line < mark.line; ++line) {
        at = text.find('\n', at);
        if (at == std::string_view::npos) return text.size();
        ++at;
    }
    const auto inside = [&](std::size_t byte) {
        return byte < text.size() && (static_cast<unsigned char>(text[byte]) & 0xC0) == 0x80;
    };
    for (int column = 1; column < mark.column && at < text.size(); ++column)
        for (++at; inside(at);)
            ++at;
    return at;
}

}  // namespace dialogs::language
