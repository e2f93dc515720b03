#pragma once
#include "dialogs/language/yaml.h"

#include <chrono>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// Reading typed values out of a YAML tree. What does not fit becomes a problem, and reading goes on
// with a default, so that an author sees all that is wrong at once.

namespace dialogs::language {

using Problems = std::vector<Problem>;

void complain(Problems& problems, const Mark& mark, std::string message, std::string code = "D000");

std::string read_text(const YamlNode& node, std::string_view what, Problems& problems);
int read_integer(
    const YamlNode& node, std::string_view what, int least, int most, Problems& problems
);
// true, false; on and off mean the same
bool read_truth(const YamlNode& node, std::string_view what, Problems& problems);
// "4s", "30m", "24h", "7d"
std::chrono::seconds read_duration(const YamlNode& node, std::string_view what, Problems& problems);
// A list, or one text instead of a list of one.
std::vector<std::string> read_texts(
    const YamlNode& node, std::string_view what, Problems& problems
);

// ids of flows, steps, slots, types and actions: [a-z][a-z0-9_]*, at most 40 bytes
bool is_id(std::string_view text);

// One mapping being read, key by key. What nobody asked for is an unknown key.
class Fields {
public:
    // `what` names the mapping in messages: "flow 'status'".
    Fields(const YamlNode& mapping, std::string what, Problems& problems);

    // Marks the key as known; nullptr when it is not written.
    const YamlNode* take(std::string_view key);
    // As take, but its absence is a problem.
    const YamlNode* need(std::string_view key);

    std::string text(std::string_view key, std::string otherwise = {});
    int integer(std::string_view key, int otherwise, int least, int most);
    bool truth(std::string_view key, bool otherwise);
    std::chrono::seconds duration(std::string_view key, std::chrono::seconds otherwise);
    std::vector<std::string> texts(std::string_view key);
    // Those of a mapping or a list; none when the key is absent.
    std::span<const YamlEntry> entries(std::string_view key);
    std::span<const YamlNode> items(std::string_view key);
    // One of `names`, as its index.
    std::size_t one_of(
        std::string_view key, const std::vector<std::string_view>& names, std::size_t otherwise
    );

    // A list, or one text instead, of which each is one of `names`.
    std::vector<std::string> each_of(
        std::string_view key, const std::vector<std::string_view>& names
    );

    // Complains about the keys that were never taken.
    void finish();

    const Mark& mark() const { return mapping_.mark; }
    const std::string& what() const { return what_; }
    Problems& problems() { return problems_; }

private:
    std::string named(std::string_view key) const;

    const YamlNode& mapping_;
    std::string what_;
    Problems& problems_;
    std::set<std::string, std::less<>> known_;
};

}  // namespace dialogs::language
