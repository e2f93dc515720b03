#pragma once
#include "dialogs/language/problem.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// A YAML file as a tree of text, lists and mappings, each with its place. Of YAML only what authors
// need: no anchors, aliases, merges or tags, no second document, and `no`, `010` or `1:30` stay the
// text they are.

namespace dialogs::language {

struct YamlNode;

struct YamlEntry;

struct YamlNode {
    enum class Kind { empty, text, list, mapping };

    Kind kind = Kind::empty;
    Mark mark;
    bool quoted = false;  // text: its first character stands one column after the mark
    std::string text;
    std::vector<YamlNode> items;     // list
    std::vector<YamlEntry> entries;  // mapping: in the order written, keys unique

    // nullptr when this is no mapping or has no such key
    const YamlNode* find(std::string_view key) const;
};

struct YamlEntry {
    std::string key;
    Mark mark;
    YamlNode value;
};

// None when there is a problem: it is added to `problems`.
std::optional<YamlNode> read_yaml(
    const std::string& file, const std::string& text, std::vector<Problem>& problems
);

// The same bytes for the same content, whatever its layout, comments and quotes.
std::string canonical(const YamlNode& node);

}  // namespace dialogs::language
