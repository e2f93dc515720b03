#include "gateway/cli/changed_lines.h"

#include <algorithm>
#include <span>
#include <vector>

namespace gateway::cli {
namespace {

using Lines = std::span<const std::string_view>;

// A stretch that differs over more lines than this is shown to the end of the file.
constexpr std::size_t longest_stretch = 400;

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

bool go_on_alike(Lines before, Lines after) {
    if (before.empty() || after.empty()) return before.empty() && after.empty();
    return before.front() == after.front();
}

struct Stretch {
    std::size_t before;
    std::size_t after;
};

// The shortest after which both go on alike.
Stretch differing(Lines before, Lines after) {
    for (std::size_t both = 0; both <= longest_stretch; ++both) {
        for (std::size_t old = both - std::min(both, after.size());
             old <= std::min(both, before.size());
             ++old)
            if (go_on_alike(before.subspan(old), after.subspan(both - old)))
                return {old, both - old};
    }
    return {before.size(), after.size()};
}

}  // namespace

std::string changed_lines(std::string_view before, std::string_view after) {
    const auto old_lines = lines_of(before);
    const auto new_lines = lines_of(after);
    Lines old = old_lines;
    Lines fresh = new_lines;
    std::string shown;
    const auto take = [&shown](Lines& lines, std::size_t count, const char* sign) {
        for (const auto line : lines.first(count))
            shown += sign + std::string(line) + '\n';
        lines = lines.subspan(count);
    };
    while (!old.empty() || !fresh.empty()) {
        const auto [gone, added] = differing(old, fresh);
        take(old, gone, "- ");
        take(fresh, added, "+ ");
        if (!old.empty()) old = old.subspan(1);
        if (!fresh.empty()) fresh = fresh.subspan(1);
    }
    return shown;
}

}  // namespace gateway::cli
