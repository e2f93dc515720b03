#include "dialogs/language/fields.h"

#include "dialogs/language/nearest.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>

namespace dialogs::language {

namespace {

constexpr std::size_t longest_id = 40;
constexpr int longest_duration = 100'000;  // of whatever unit

std::optional<int> parse_integer(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::optional<std::chrono::seconds> parse_duration(std::string_view text) {
    if (text.size() < 2) return std::nullopt;
    const auto count = parse_integer(text.substr(0, text.size() - 1));
    if (!count || *count < 0 || *count > longest_duration) return std::nullopt;
    switch (text.back()) {
        case 's': return std::chrono::seconds(*count);
        case 'm': return std::chrono::minutes(*count);
        case 'h': return std::chrono::hours(*count);
        case 'd': return std::chrono::days(*count);
        default: return std::nullopt;
    }
}

}  // namespace

void complain(Problems& problems, const Mark& mark, std::string message, std::string code) {
    problems.push_back({mark, std::move(code), Severity::error, std::move(message)});
}

std::string read_text(const YamlNode& node, std::string_view what, Problems& problems) {
    if (node.kind != YamlNode::Kind::text)
        complain(problems, node.mark, fmt::format("{} must be a text", what));
    return node.text;
}

int read_integer(
    const YamlNode& node, std::string_view what, int least, int most, Problems& problems
) {
    const auto value = parse_integer(node.text);
    if (value && *value >= least && *value <= most) return *value;
    complain(
        problems, node.mark, fmt::format("{} must be a number from {} to {}", what, least, most)
    );
    return least;
}

bool read_truth(const YamlNode& node, std::string_view what, Problems& problems) {
    if (node.text == "true" || node.text == "on") return true;
    if (node.text != "false" && node.text != "off")
        complain(problems, node.mark, fmt::format("{} must be true or false", what));
    return false;
}

std::chrono::seconds read_duration(
    const YamlNode& node, std::string_view what, Problems& problems
) {
    const auto duration = parse_duration(node.text);
    if (!duration)
        complain(
            problems, node.mark, fmt::format("{} must be a time like 4s, 30m, 24h or 7d", what)
        );
    return duration.value_or(std::chrono::seconds{});
}

std::vector<std::string> read_texts(
    const YamlNode& node, std::string_view what, Problems& problems
) {
    if (node.kind == YamlNode::Kind::text) return {node.text};
    std::vector<std::string> texts;
    if (node.kind != YamlNode::Kind::list)
        complain(problems, node.mark, fmt::format("{} must be a list", what));
    for (const YamlNode& item : node.items)
        texts.push_back(read_text(item, what, problems));
    return texts;
}

bool is_id(std::string_view text) {
    const auto letter = [](char c) { return c >= 'a' && c <= 'z'; };
    const auto inside = [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '_'; };
    return !text.empty() && text.size() <= longest_id && letter(text.front()) &&
           std::all_of(text.begin(), text.end(), inside);
}

Fields::Fields(const YamlNode& mapping, std::string what, Problems& problems)
    : mapping_(mapping), what_(std::move(what)), problems_(problems) {
    if (mapping.kind != YamlNode::Kind::mapping)
        complain(problems_, mapping.mark, fmt::format("{} must have keys", what_));
}

std::string Fields::named(std::string_view key) const {
    return fmt::format("'{}' of {}", key, what_);
}

const YamlNode* Fields::take(std::string_view key) {
    known_.emplace(key);
    return mapping_.find(key);
}

const YamlNode* Fields::need(std::string_view key) {
    const YamlNode* const node = take(key);
    if (node == nullptr && mapping_.kind == YamlNode::Kind::mapping)
        complain(problems_, mapping_.mark, fmt::format("{} needs '{}'", what_, key));
    return node;
}

std::string Fields::text(std::string_view key, std::string otherwise) {
    const YamlNode* const node = take(key);
    return node == nullptr ? otherwise : read_text(*node, named(key), problems_);
}

int Fields::integer(std::string_view key, int otherwise, int least, int most) {
    const YamlNode* const node = take(key);
    return node == nullptr ? otherwise : read_integer(*node, named(key), least, most, problems_);
}

bool Fields::truth(std::string_view key, bool otherwise) {
    const YamlNode* const node = take(key);
    return node == nullptr ? otherwise : read_truth(*node, named(key), problems_);
}

std::chrono::seconds Fields::duration(std::string_view key, std::chrono::seconds otherwise) {
    const YamlNode* const node = take(key);
    return node == nullptr ? otherwise : read_duration(*node, named(key), problems_);
}

std::vector<std::string> Fields::texts(std::string_view key) {
    const YamlNode* const node = take(key);
    return node == nullptr ? std::vector<std::string>{} : read_texts(*node, named(key), problems_);
}

std::span<const YamlEntry> Fields::entries(std::string_view key) {
    const YamlNode* const node = take(key);
    if (node == nullptr) return {};
    if (node->kind != YamlNode::Kind::mapping)
        complain(problems_, node->mark, fmt::format("{} must have keys", named(key)));
    return node->entries;
}

std::span<const YamlNode> Fields::items(std::string_view key) {
    const YamlNode* const node = take(key);
    if (node == nullptr) return {};
    if (node->kind != YamlNode::Kind::list)
        complain(problems_, node->mark, fmt::format("{} must be a list", named(key)));
    return node->items;
}

std::size_t Fields::one_of(
    std::string_view key, const std::vector<std::string_view>& names, std::size_t otherwise
) {
    const YamlNode* const node = take(key);
    if (node == nullptr) return otherwise;
    const auto found = std::find(names.begin(), names.end(), node->text);
    if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
    complain(
        problems_,
        node->mark,
        fmt::format("{} must be one of {}", named(key), fmt::join(names, ", "))
    );
    return otherwise;
}

std::vector<std::string> Fields::each_of(
    std::string_view key, const std::vector<std::string_view>& names
) {
    const YamlNode* const node = take(key);
    if (node == nullptr) return {};
    const auto check = [&](const YamlNode& item) {
        const bool known = std::find(names.begin(), names.end(), item.text) != names.end();
        if (known || item.kind != YamlNode::Kind::text) return;
        complain(
            problems_,
            item.mark,
            fmt::format(
                "'{}' in {} must be one of {}", item.text, named(key), fmt::join(names, ", ")
            )
        );
    };
    check(*node);
    std::for_each(node->items.begin(), node->items.end(), check);
    return read_texts(*node, named(key), problems_);
}

void Fields::finish() {
    const std::vector<std::string> known(known_.begin(), known_.end());
    for (const YamlEntry& entry : mapping_.entries) {
        if (known_.contains(entry.key)) continue;
        complain(
            problems_,
            entry.mark,
            fmt::format(
                "unknown key '{}' in {}{}", entry.key, what_, did_you_mean(entry.key, known)
            )
        );
    }
}

}  // namespace dialogs::language
