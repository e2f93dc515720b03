#include "dialogs/engine/understanding.h"

#include "dialogs/engine/scope.h"
#include "dialogs/engine/wording.h"
#include "dialogs/text/age.h"
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

using Value = std::optional<Filling>;

constexpr int longest_text = 640;  // characters of an answer the script sets no limit to

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string first_code_points(const std::string& text, int most) {
    std::u32string letters = text::to_utf32(text);
    if (letters.size() > static_cast<std::size_t>(most))
        letters.resize(static_cast<std::size_t>(most));
    return text::to_utf8(letters);
}

std::string trimmed(const std::string& text) {
    constexpr const char* blank = " \n";
    const auto from = text.find_first_not_of(blank);
    if (from == std::string::npos) return {};
    return text.substr(from, text.find_last_not_of(blank) - from + 1);
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

Value read_digits(const SlotDefinition& slot, const text::Normalised& message) {
    const auto read = text::digits(message.raw);
    std::string value = read ? *read : std::string{};
    const int length = slot.type.length;
    if (value.empty() && length > 0) value = digits_inside(message.text, length);
    if (value.empty() || (length > 0 && static_cast<int>(value.size()) != length)) return {};
    const bool checked = slot.type.check == "iso7064_mod_11_10";
    if (checked && !text::check_digit::valid(value)) return {};
    return Filling{value};
}

Value read_pattern(const SlotDefinition& slot, const text::Normalised& message) {
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

// "想申请低保" for 低保: nothing but a few words before it, and none that denies it.
bool ends_with_option(const text::Normalised& message, const std::string& word) {
    constexpr std::size_t most_before = 5;
    if (!message.compact.ends_with(word) || looks_like_question(message)) return false;
    const auto before =
        std::string_view{message.compact}.substr(0, message.compact.size() - word.size());
    return text::code_points(word) >= 2 && text::code_points(before) <= most_before &&
           !denies(before);
}

// The option a message names; none when two could be meant.
Value option_named(const SlotDefinition& slot, const text::Normalised& message) {
    const language::Option* close = nullptr;
    int closes = 0;
    for (const language::Option& option : slot.of) {
        std::vector<std::string> words = option.synonyms;
        words.push_back(option.label);
        if (is_one_of(message, words)) return Filling{option.id, option.label};
        const bool named = std::any_of(words.begin(), words.end(), [&](const std::string& word) {
            return ends_with_option(message, word);
        });
        if (!named) continue;
        close = &option;
        ++closes;
    }
    if (closes != 1) return {};
    return Filling{close->id, close->label};
}

// Several ids are kept as "poor ill", their labels as "生活困难、有重病".
Value read_choice(const SlotDefinition& slot, const text::Normalised& message) {
    if (const auto named = option_named(slot, message)) return named;
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
        const language::Option& option = slot.of[static_cast<std::size_t>(number - 1)];
        filling.value += (filling.value.empty() ? "" : " ") + option.id;
        filling.label += (filling.label.empty() ? "" : "、") + option.label;
    }
    if (filling.value.empty()) return {};
    return filling;
}

Value read_yes_no(const text::Normalised& message) {
    const auto number = text::menu_number(message);
    if (number == 1) return Filling{"yes", "是"};
    if (number == 2) return Filling{"no", "否"};
    const auto read = text::yes_no(message.raw);
    if (read && *read == text::YesNo::yes) return Filling{"yes", "是"};
    if (read && *read == text::YesNo::no) return Filling{"no", "否"};
    return {};
}

Value read_place(const SlotDefinition& slot, const text::Normalised& message) {
    if (!slot.type.gazetteer) return {};
    const auto found = slot.type.gazetteer->find(message.raw);
    if (found.size() != 1) return {};
    return Filling{found.front()->code, found.front()->name};
}

// As a read-back shows it: 1948年3月5日.
std::string spoken(const text::Date& date) {
    std::string shown = date.lunar ? "农历" : "";
    if (date.year) shown += std::to_string(*date.year) + "年";
    if (date.leap_month) shown += "闰";
    if (date.month) shown += std::to_string(*date.month) + "月";
    if (date.day) shown += std::to_string(*date.day) + "日";
    return shown;
}

// An age is as good as the year of birth it leads to, where the slot accepts one.
Value read_date(
    const SlotDefinition& slot, const text::Normalised& message, std::chrono::sys_days today
) {
    if (const auto read = text::date(message.raw, today)) {
        return Filling{read->text(), spoken(*read)};
    }
    const bool by_age =
        std::find(slot.accept.begin(), slot.accept.end(), "age") != slot.accept.end();
    if (!by_age) return {};
    const auto years = text::birth_years(message.raw, today);
    if (!years) return {};
    const std::string year = std::to_string(years->earliest);
    return Filling{year, "约" + year + "年"};
}

template <class T>
Value text_of(const text::Reading<T>& read) {
    if (!read) return {};
    if constexpr (std::is_same_v<T, std::string>) {
        return Filling{*read};
    } else {
        return Filling{read->text()};
    }
}

Value read(
    const SlotDefinition& slot, const text::Normalised& message, std::chrono::sys_days today
) {
    switch (slot.type.base) {
        case BaseType::text: {
            std::string value = first_code_points(
                trimmed(text::clean(message.raw)),
                slot.max_chars > 0 ? slot.max_chars : longest_text
            );
            return value.empty() ? Value{} : Filling{std::move(value)};
        }
        case BaseType::digits: return read_digits(slot, message);
        case BaseType::number: return text_of(text::number(message.raw));
        case BaseType::date: return read_date(slot, message, today);
        case BaseType::phone: return text_of(text::phone(message.raw));
        case BaseType::id_card: return text_of(text::id_card(message.raw, today));
        case BaseType::yes_no: return read_yes_no(message);
        case BaseType::choice: return read_choice(slot, message);
        case BaseType::person_name:
            // "第二个" picks something.
            return text::menu_number(message) ? Value{} : text_of(text::person_name(message.raw));
        case BaseType::pattern: return read_pattern(slot, message);
        case BaseType::gazetteer: return read_place(slot, message);
    }
    return {};
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

Understanding as_written(
    const SlotDefinition& slot, const text::Normalised& message, std::chrono::sys_days today
) {
    if (slot.optional && is_skip(message)) return {Meaning::skipped};
    const bool free_text = slot.type.base == BaseType::text;
    if (!free_text && is_unknown(slot, message)) return {Meaning::unknown};
    Value value = read(slot, message, today);
    if (!value) return {Meaning::nothing};
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
    return understood;
}

bool is_one_of(const text::Normalised& message, const std::vector<std::string>& words) {
    const std::string squeezed = text::squeeze(message.text);
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
        return message.compact == word || squeezed == word || message.text == word;
    });
}

}  // namespace dialogs::engine
