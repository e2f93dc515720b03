#include "knowledge/sentences.h"

#include "dialogs/text/clean.h"

#include <algorithm>
#include <array>

namespace knowledge {
namespace {

constexpr std::size_t longest = 60;  // characters; longer ones are stories,
// cut only where somebody says that another question comes.
constexpr std::array<std::string_view, 6> turns = {
    "另外", "顺便", "再问", "还想问", "再一个", "还有个事"};
constexpr std::size_t shortest = 4;  // "在吗？" is no question of its own
constexpr std::array<std::string_view, 6> ends = {"？", "?", "。", "！", "!", "\n"};
constexpr std::array<std::string_view, 5> joints = {"还有", "另外", "再问", "再有", "顺便"};

constexpr std::size_t longest_of_clauses = 30;  // characters
constexpr std::size_t most_clauses = 3;         // more are a story
constexpr std::array<std::string_view, 3> commas = {"，", ",", " "};
constexpr std::array<std::string_view, 16> asking = {
    "吗",
    "咋",
    "啥",
    "怎么",
    "什么",
    "哪",
    "多少",
    "谁",
    "呢",
    "几",
    "多久",
    "如何",
    "能不能",
    "可不可以",
    "有没有",
    "是不是"};

bool asks(std::string_view text) {
    return std::ranges::any_of(asking, [&](std::string_view word) {
        return text.find(word) != std::string_view::npos;
    });
}

bool stands_alone(std::string_view text) { return dialogs::text::code_points(text) >= shortest; }

}  // namespace

std::vector<std::pair<std::string, std::string>> two_questions(std::string_view message) {
    std::vector<std::pair<std::string, std::string>> ways;
    const auto cut = [&](std::size_t first_end, std::size_t second_start) {
        const auto first = message.substr(0, first_end), second = message.substr(second_start);
        if (stands_alone(first) && stands_alone(second)) ways.emplace_back(first, second);
    };
    const auto cut_before = [&](const auto& joints_of) {
        for (const auto joint : joints_of) {
            const auto at = message.find(joint);
            if (at != std::string_view::npos && at > 0) cut(at, at + joint.size());
        }
    };
    if (dialogs::text::code_points(message) > longest) {
        cut_before(turns);
        return ways;
    }
    for (const auto end : ends) {
        const auto at = message.find(end);
        if (at != std::string_view::npos) cut(at, at + end.size());
    }
    cut_before(joints);
    return ways;
}

std::vector<std::pair<std::string, std::string>> two_clauses(std::string_view message) {
    std::vector<std::pair<std::string, std::string>> ways;
    if (dialogs::text::code_points(message) > longest_of_clauses) return ways;
    std::size_t clauses = 1;
    for (const auto comma : commas) {
        for (auto at = message.find(comma); at != std::string_view::npos;
             at = message.find(comma, at + comma.size())) {
            ++clauses;
            const auto first = message.substr(0, at), second = message.substr(at + comma.size());
            const bool both = asks(first) || second.find("也") != std::string_view::npos;
            if (both && asks(second) && stands_alone(first) && stands_alone(second))
                ways.emplace_back(first, second);
        }
    }
    if (clauses > most_clauses) ways.clear();
    return ways;
}

}  // namespace knowledge
