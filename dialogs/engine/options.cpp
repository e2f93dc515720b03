#include "dialogs/engine/options.h"

#include "dialogs/engine/understanding.h"
#include "dialogs/engine/wording.h"
#include "dialogs/text/clean.h"
#include "dialogs/text/menu.h"

#include <algorithm>
#include <vector>

namespace dialogs::engine {

namespace {

using language::Option;
using language::SlotDefinition;

using Filled = std::optional<Filling>;

// Who has it, and what joins one to the next; none that denies or limits.
constexpr std::string_view joining[] = {
    "老人家", "老人", "老太太", "老头", "老爷子", "我妈", "我爸", "我娘",   "我爹", "母亲", "父亲",
    "爷爷",   "奶奶", "姥姥",   "姥爷", "他家",   "她家", "他们", "他",     "她",   "这家", "那家",
    "这户",   "那户", "家里",   "家中", "我家",   "俺家", "还有", "还得了", "还",   "又",   "也",
    "都",     "和",   "跟",     "与",   "及",     "以及", "而且", "并且",   "另外", "加上", "再加",
    "加",     "是",   "就是",   "得了", "得的",   "患有", "患了", "患",     "生了", "生活", "现在",
    "平时",   "因为", "因",     "所以", "的",     "了",   "着",   "呢",     "啊",   "呀",   "吧",
    "您好",   "你好", "谢谢",   "目前", "自己",   "有",   "情况", "属于",   "主要", "同时",
};

Filling filling_of(const Option& option) { return {option.id, option.label}; }

template <class Holds>
bool any_word(const Option& option, Holds holds) {
    return holds(option.label) ||
           std::any_of(option.synonyms.begin(), option.synonyms.end(), holds);
}

// How many bytes of the text's beginning are a word of the option, the longest there is.
std::size_t length_at(std::string_view text, const Option& option) {
    std::size_t longest = 0;
    const auto measure = [&](const std::string& word) {
        if (text.starts_with(word)) longest = std::max(longest, word.size());
        return false;
    };
    any_word(option, measure);
    return longest;
}

struct Found {
    const Option* option = nullptr;
    std::size_t length = 0;
};

Found option_at(std::string_view text, const SlotDefinition& slot) {
    Found found;
    for (const Option& option : slot.of) {
        const std::size_t length = length_at(text, option);
        if (length > found.length) found = {&option, length};
    }
    return found;
}

std::size_t joining_at(std::string_view text) {
    std::size_t longest = 0;
    for (const std::string_view word : joining) {
        if (text.starts_with(word)) longest = std::max(longest, word.size());
    }
    return longest;
}

// "老人一个人住，又有重病": nothing but options and what joins them.
Filled options_told(const SlotDefinition& slot, const text::Normalised& message) {
    if (looks_like_question(message)) return {};
    Filling told;
    std::string_view rest{message.compact};
    while (!rest.empty()) {
        const Found found = option_at(rest, slot);
        const std::size_t joins = joining_at(rest);
        if (found.length == 0 && joins == 0) return {};
        if (found.length >= joins) add_options(told, filling_of(*found.option));
        rest.remove_prefix(std::max(found.length, joins));
    }
    if (told.value.empty()) return {};
    return told;
}

constexpr std::size_t shortest_word = 2;  // characters that name an option within a sentence

// Whether the text names an option besides `only`: "低保或者特困".
bool names_another(std::string_view text, const SlotDefinition& slot, const Option& only) {
    const auto elsewhere = [&](const std::string& word) {
        return text::code_points(word) >= shortest_word &&
               text.find(word) != std::string_view::npos;
    };
    return std::any_of(slot.of.begin(), slot.of.end(), [&](const Option& option) {
        return &option != &only && any_word(option, elsewhere);
    });
}

// "想申请低保" for 低保: nothing but a few words before it, and none that denies it or names
// another.
bool ends_with_option(
    const text::Normalised& message,
    const std::string& word,
    const SlotDefinition& slot,
    const Option& option
) {
    constexpr std::size_t most_before = 5;
    if (text::code_points(word) < shortest_word || !message.compact.ends_with(word)) return false;
    const auto before =
        std::string_view{message.compact}.substr(0, message.compact.size() - word.size());
    return text::code_points(before) <= most_before && !denies(before) &&
           !names_another(before, slot, option);
}

// The only option a message ends with.
Filled option_meant(const SlotDefinition& slot, const text::Normalised& message) {
    if (looks_like_question(message)) return {};
    const Option* meant = nullptr;
    for (const Option& option : slot.of) {
        const bool named = any_word(option, [&](const std::string& word) {
            return ends_with_option(message, word, slot, option);
        });
        if (!named) continue;
        if (meant) return {};
        meant = &option;
    }
    if (!meant) return {};
    return filling_of(*meant);
}

Filled options_numbered(const SlotDefinition& slot, const text::Normalised& message) {
    const int options = static_cast<int>(slot.of.size());
    std::vector<int> numbers;
    if (slot.multi) {
        numbers = text::menu_numbers(message, options);
    } else if (const auto number = text::menu_number(message)) {
        numbers = {*number};
    }
    Filling filling;
    for (const int number : numbers) {
        if (number < 1 || number > options) return {};
        add_options(filling, filling_of(slot.of[static_cast<std::size_t>(number - 1)]));
    }
    if (filling.value.empty()) return {};
    return filling;
}

}  // namespace

Filled option_named(const SlotDefinition& slot, const text::Normalised& message) {
    for (const Option& option : slot.of) {
        if (is_one_of(message, option.synonyms) || is_word(message, option.label))
            return filling_of(option);
    }
    return {};
}

Filled read_choice(const SlotDefinition& slot, const text::Normalised& message) {
    if (auto named = option_named(slot, message)) return named;
    if (auto numbered = options_numbered(slot, message)) return numbered;
    return slot.multi ? options_told(slot, message) : option_meant(slot, message);
}

void add_options(Filling& filling, const Filling& more) {
    constexpr std::string_view mark = "、";
    const auto next = [](std::string_view& list, std::string_view separator) {
        const auto end = list.find(separator);
        const std::string one{list.substr(0, end)};
        list.remove_prefix(end == std::string_view::npos ? list.size() : end + separator.size());
        return one;
    };
    std::string_view ids{more.value};
    std::string_view labels{more.label};
    while (!ids.empty()) {
        const std::string id = next(ids, " ");
        const std::string label = next(labels, mark);
        if ((' ' + filling.value + ' ').find(' ' + id + ' ') != std::string::npos) continue;
        filling.value += (filling.value.empty() ? "" : " ") + id;
        filling.label += (filling.label.empty() ? std::string_view{} : mark);
        filling.label += label;
    }
}

bool only_joins(const text::Normalised& message) {
    std::string_view rest{message.compact};
    while (!rest.empty()) {
        const std::size_t joins = joining_at(rest);
        if (joins == 0) return false;
        rest.remove_prefix(joins);
    }
    return true;
}

}  // namespace dialogs::engine
