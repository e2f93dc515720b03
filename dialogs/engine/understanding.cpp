#include "dialogs/engine/understanding.h"

#include "dialogs/engine/date_answer.h"
#include "dialogs/engine/options.h"
#include "dialogs/engine/scope.h"
#include "dialogs/engine/wording.h"
#include "dialogs/text/check_digit.h"
#include "dialogs/text/clean.h"
#include "dialogs/text/date.h"
#include "dialogs/text/digits.h"
#include "dialogs/text/id_card.h"
#include "dialogs/text/menu.h"
#include "dialogs/text/name.h"
#include "dialogs/text/number.h"
#include "dialogs/text/phone.h"
#include "dialogs/text/places.h"
#include "dialogs/text/yes_no.h"

#include <algorithm>

namespace dialogs::engine {

namespace {

using language::BaseType;
using language::SlotDefinition;

using Filled = std::optional<Filling>;

constexpr std::size_t longest_text = 640;  // characters of an answer the script sets no limit to
// Characters of a slot that wants a name: what is sent after the line with it is no part of it.
constexpr std::size_t longest_name = 20;

std::string trimmed(const std::string& text) {
    constexpr const char* blank = " \n";
    const auto from = text.find_first_not_of(blank);
    if (from == std::string::npos) return {};
    return text.substr(from, text.find_last_not_of(blank) - from + 1);
}

// The first lines of the text, as many as fit; empty when not even one does.
std::string lines_that_fit(const std::string& text, std::size_t most) {
    for (auto end = text.rfind('\n'); end != std::string::npos && end > 0;
         end = text.rfind('\n', end - 1)) {
        std::string lines = trimmed(text.substr(0, end));
        if (text::code_points(lines) <= most) return lines;
    }
    return {};
}

// The only run of exactly `length` digits in "受理编号是1202 6000 0011"; groups may be set apart.
std::string digits_inside(const std::string& text, int length) {
    std::vector<std::string> runs(1);
    for (const char c : text) {
        if (is_digit(c)) {
            runs.back() += c;
        } else if (c != ' ' && c != '-' && !runs.back().empty()) {
            runs.emplace_back();
        }
    }
    std::erase(runs, "");
    const bool fits = runs.size() == 1 && static_cast<int>(runs[0].size()) == length;
    return fits ? runs[0] : std::string{};
}

Filled read_digits(const SlotDefinition& slot, const text::Normalised& message) {
    const auto read = text::digits(message.raw);
    std::string value = read ? *read : std::string{};
    const int length = slot.type.length;
    const bool checked = slot.type.check == "iso7064_mod_11_10";
    // With a check digit it is a number of ours, whatever is asked about it.
    const bool may_be_inside =
        length > 0 && !denies_value(message) && (checked || !asks_something(message));
    if (value.empty() && may_be_inside) value = digits_inside(message.text, length);
    if (value.empty() || (length > 0 && static_cast<int>(value.size()) != length)) return {};
    if (checked && !text::check_digit::valid(value)) return {};
    return Filling{value};
}

Filled read_pattern(const SlotDefinition& slot, const text::Normalised& message) {
    if (slot.type.accept_full_id == "take_last_4") {
        const auto read = text::last_four(message.raw);
        if (read && slot.type.pattern.matches(read->value)) return Filling{read->value};
        return {};
    }
    std::string value = message.compact;
    std::transform(value.begin(), value.end(), value.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    if (!slot.type.pattern.matches(value)) return {};
    return Filling{value};
}

Filled read_yes_no(const text::Normalised& message) {
    const auto number = text::menu_number(message);
    if (number == 1) return Filling{"yes", "是"};
    if (number == 2) return Filling{"no", "否"};
    const auto read = text::yes_no(message.raw);
    if (read && *read == text::YesNo::yes) return Filling{"yes", "是"};
    if (read && *read == text::YesNo::no) return Filling{"no", "否"};
    return {};
}

Filled read_place(const SlotDefinition& slot, const text::Normalised& message) {
    if (!slot.type.gazetteer || denies_value(message) || asks_something(message)) return {};
    const auto found = slot.type.gazetteer->find(message.raw);
    if (found.size() != 1) return {};
    return Filling{found.front()->code, found.front()->name};
}

template <class T>
Filled text_of(const text::Reading<T>& read) {
    if (!read) return {};
    if constexpr (std::is_same_v<T, std::string>) {
        return Filling{*read};
    } else {
        return Filling{read->text()};
    }
}

Filled read(
    const SlotDefinition& slot, const text::Normalised& message, std::chrono::sys_days today
) {
    switch (slot.type.base) {
        case BaseType::text: break;  // as_own_words()
        case BaseType::digits: return read_digits(slot, message);
        case BaseType::number: return text_of(text::number(message.raw));
        case BaseType::date: return read_date(slot, message.raw, today);
        case BaseType::phone: return text_of(text::phone(message.raw));
        case BaseType::id_card: return text_of(text::id_card(message.raw, today));
        case BaseType::yes_no: return read_yes_no(message);
        case BaseType::choice: return read_choice(slot, message);
        case BaseType::person_name:
            // "第二个" picks something.
            return text::menu_number(message) ? Filled{} : text_of(text::person_name(message.raw));
        case BaseType::pattern: return read_pattern(slot, message);
        case BaseType::gazetteer: return read_place(slot, message);
    }
    return {};
}

// What the reader of that type has against the message, if it says.
std::string why_not(
    const SlotDefinition& slot, const text::Normalised& message, std::chrono::sys_days today
) {
    switch (slot.type.base) {
        case BaseType::digits:
            if (const auto read = text::digits(message.raw); !read) return read.why;
            return slot.type.check.empty() ? "another length" : "wrong length or check digit";
        case BaseType::number: return text::number(message.raw).why;
        case BaseType::date: return text::date(message.raw, today).why;
        case BaseType::phone: return text::phone(message.raw).why;
        case BaseType::id_card: return text::id_card(message.raw, today).why;
        case BaseType::person_name: return text::person_name(message.raw).why;
        default: return {};
    }
}

bool is_skip(const text::Normalised& message) {
    static const std::vector<std::string> words = {
        "跳过", "略过", "不说", "不想说", "不填", "没有", "无", "没了", "tiaoguo"};
    return is_one_of(message, words);
}

bool is_unknown(const SlotDefinition& slot, const text::Normalised& message) {
    if (is_one_of(message, slot.type.unknown_words)) return true;
    const auto read = text::yes_no(message.raw);
    return read && (*read == text::YesNo::unknown || *read == text::YesNo::none);
}

Understanding as_own_words(const SlotDefinition& slot, const text::Normalised& message) {
    const std::size_t most =
        slot.max_chars > 0 ? static_cast<std::size_t>(slot.max_chars) : longest_text;
    std::string words = trimmed(text::clean(message.raw));
    if (words.empty()) return {Meaning::nothing};
    if (text::code_points(words) > most)
        words = most <= longest_name ? lines_that_fit(words, most) : std::string{};
    if (words.empty()) return {Meaning::too_long};
    return {Meaning::value, {std::move(words), {}, message.raw}};
}

Understanding as_written(
    const SlotDefinition& slot, const text::Normalised& message, std::chrono::sys_days today
) {
    // 没了 may be an option, 都没有 another.
    const bool own = slot.type.base == BaseType::choice && option_named(slot, message);
    if (!own && slot.optional && is_skip(message)) return {Meaning::skipped};
    if (!own && is_unknown(slot, message)) return {Meaning::unknown};
    if (slot.type.base == BaseType::text) return as_own_words(slot, message);
    Filled value = read(slot, message, today);
    if (!value) {
        auto years = either_of(slot, message.raw, today);
        const auto meaning = years.empty() ? Meaning::nothing : Meaning::either;
        return {meaning, {}, std::move(years), why_not(slot, message, today)};
    }
    value->raw = message.raw;
    return {Meaning::value, *std::move(value)};
}

bool keeps_own_words(BaseType base) {
    return base == BaseType::text || base == BaseType::person_name || base == BaseType::gazetteer;
}

}  // namespace

Setting setting_of(const Turn& turn) { return {today(turn.context), turn.script.dialect}; }

Understanding understand(
    const SlotDefinition& slot, const text::Normalised& message, const Setting& setting
) {
    auto understood = as_written(slot, message, setting.today);
    if (understood.meaning != Meaning::nothing || keeps_own_words(slot.type.base))
        return understood;
    const std::string plain = setting.dialect.plain(message.text);
    if (plain == message.text) return understood;
    understood = as_written(slot, text::normalise(plain), setting.today);
    understood.filling.raw = message.raw;
    understood.in_dialect = understood.meaning != Meaning::nothing;
    return understood;
}

bool is_one_of(const text::Normalised& message, const std::vector<std::string>& words) {
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
        return is_word(message, word);
    });
}

bool is_word(const text::Normalised& message, std::string_view word) {
    return message.compact == word || message.bare == word || message.text == word ||
           message.core == word;
}

}  // namespace dialogs::engine
