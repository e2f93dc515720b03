#include "knowledge/sentences.h"

#include "dialogs/text/clean.h"

#include <algorithm>
#include <array>

namespace knowledge {
namespace {

constexpr std::size_t longest = 60;  // characters; longer ones are stories
constexpr std::size_t shortest = 4;  // "在吗？" is no question of its own
constexpr std::array<std::string_view, 6> ends = {"？", "?", "。", "！", "!", "\n"};
constexpr std::array<std::string_view, 5> joints = {"还有", "另外", "再问", "再有", "顺便"};

bool stands_alone(std::string_view text) { return dialogs::text::code_points(text) >= shortest; }

}  // namespace

std::vector<std::pair<std::string, std::string>> two_questions(std::string_view message) {
    std::vector<std::pair<std::string, std::string>> ways;
    if (dialogs::text::code_points(message) > longest) return ways;
    const auto cut = [&](std::size_t first_end, std::size_t second_start) {
        const auto first = message.substr(0, first_end), second = message.substr(second_start);
        if (stands_alone(first) && stands_alone(second)) ways.emplace_back(first, second);
    };
    for (const auto end : ends) {
        const auto at = message.find(end);
        if (at != std::string_view::npos) cut(at, at + end.size());
    }
    for (const auto joint : joints) {
        const auto at = message.find(joint);
        if (at != std::string_view::npos && at > 0) cut(at, at + joint.size());
    }
    return ways;
}

}  // namespace knowledge
