#include "dialogs/engine/over_answer.h"

#include "dialogs/engine/understanding.h"
#include "dialogs/engine/wording.h"
#include "dialogs/text/clean.h"

#include <algorithm>

namespace dialogs::engine {

namespace {

using language::BaseType;
using language::SlotDefinition;
using Slots = std::vector<const SlotDefinition*>;

constexpr std::string_view separators[] = {
    "，", ",", "。", "；", ";", "！", "!", "\n", "还有", "另外"};
constexpr std::string_view name_cues[] = {"叫", "名字", "姓名"};
constexpr std::string_view links[] = {"：", ":", "应该是", "是", "为", "叫", " "};
constexpr std::size_t shortest_digits = 6;  // that are no number of a menu
constexpr std::size_t shortest_place = 3;   // characters that are no person's name: 李家庄

void add_part(std::string_view part, std::vector<std::string>& parts) {
    while (part.starts_with(' '))
        part.remove_prefix(1);
    while (part.ends_with(' '))
        part.remove_suffix(1);
    if (!part.empty()) parts.emplace_back(part);
}

std::vector<std::string> parts_of(std::string_view text) {
    std::vector<std::string> parts;
    std::size_t from = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto* const found =
            std::find_if(std::begin(separators), std::end(separators), [&](std::string_view mark) {
                return text.substr(at).starts_with(mark);
            });
        if (found == std::end(separators)) {
            ++at;
            continue;
        }
        add_part(text.substr(from, at - from), parts);
        at += found->size();
        from = at;
    }
    add_part(text.substr(from), parts);
    return parts;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "王桂花 1948年3月 倴城镇"; a space between digits parts a number, not two answers.
std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> parts;
    std::size_t from = 0;
    for (std::size_t at = 1; at + 1 < text.size(); ++at) {
        if (text[at] != ' ' || (is_digit(text[at - 1]) && is_digit(text[at + 1]))) continue;
        add_part(text.substr(from, at - from), parts);
        from = at;
    }
    add_part(text.substr(from), parts);
    return parts;
}

// "电话是13812345678" for the slot 电话: what follows the word; empty when it is not named.
std::string value_after_name(
    const std::string& part, const SlotDefinition& slot, const Slots& all
) {
    for (const std::string_view word : words_for(slot, all)) {
        if (!part.starts_with(word) || part.size() == word.size()) continue;
        std::string_view rest = std::string_view{part}.substr(word.size());
        for (const std::string_view link : links) {
            if (rest.starts_with(link)) rest.remove_prefix(link.size());
        }
        if (!rest.empty()) return std::string{rest};
    }
    return {};
}

// By a word, that is, and not by its number.
bool names_option(const SlotDefinition& slot, const std::string& part, const std::string& id) {
    return std::any_of(slot.of.begin(), slot.of.end(), [&](const language::Option& option) {
        const auto said = [&](const std::string& word) {
            return part.find(word) != std::string::npos;
        };
        const bool by_synonym = std::any_of(option.synonyms.begin(), option.synonyms.end(), said);
        return option.id == id && (by_synonym || said(option.label));
    });
}

// Whether what was read for a slot nobody asked for can hardly mean anything else.
bool is_certain(const SlotDefinition& slot, const std::string& part, const Filling& filling) {
    switch (slot.type.base) {
        case BaseType::date:
        case BaseType::phone:
        case BaseType::id_card:
        case BaseType::gazetteer: return true;
        case BaseType::digits: return filling.value.size() >= shortest_digits;
        case BaseType::choice: return names_option(slot, part, filling.value);
        case BaseType::person_name:
            return std::any_of(std::begin(name_cues), std::end(name_cues), [&](auto cue) {
                return part.find(cue) != std::string::npos;
            });
        default: return false;
    }
}

// The kinds that is_certain() ever holds for.
bool may_be_certain(const SlotDefinition& slot) {
    switch (slot.type.base) {
        case BaseType::text:
        case BaseType::number:
        case BaseType::yes_no:
        case BaseType::pattern: return false;
        default: return true;
    }
}

class Reader {
public:
    Reader(const SlotDefinition& asked, const Slots& others, const Setting& setting)
        : asked_(asked), others_(others), setting_(setting) {}

    std::vector<Told> told;

    void read(const std::string& part) {
        if (read_named(part)) return;
        const auto message = text::normalise(part);
        const auto own = is_open(asked_) ? value(asked_, message) : std::optional<Filling>{};
        const SlotDefinition* other = nullptr;
        int certain = 0;
        std::optional<Filling> filling;
        for (const SlotDefinition* slot : others_) {
            if (!is_open(*slot) || !may_be_certain(*slot)) continue;
            auto read = value(*slot, message);
            if (!read || !is_certain(*slot, part, *read)) continue;
            ++certain;
            other = slot;
            filling = std::move(read);
        }
        const bool rather_a_place = certain == 1 && is_place_not_name(*other, part, *filling);
        if (own && !rather_a_place) return add(asked_, *own);
        if (certain == 1 && !looks_like_question(message)) add(*other, *filling);
    }

private:
    bool is_open(const SlotDefinition& slot) const {
        return std::none_of(told.begin(), told.end(), [&](const Told& one) {
            return one.slot == slot.name;
        });
    }

    std::optional<Filling> value(const SlotDefinition& slot, const text::Normalised& message)
        const {
        auto understood = understand(slot, message, setting_);
        if (understood.meaning != Meaning::value) return {};
        return std::move(understood.filling);
    }

    bool read_named(const std::string& part) {
        Slots all = others_;
        all.insert(all.begin(), &asked_);
        for (const SlotDefinition* slot : all) {
            const std::string rest = is_open(*slot) ? value_after_name(part, *slot, all) : "";
            auto filling = rest.empty() ? std::nullopt : value(*slot, text::normalise(rest));
            if (!filling) continue;
            add(*slot, *std::move(filling));
            return true;
        }
        return false;
    }

    bool is_place_not_name(
        const SlotDefinition& other, const std::string& part, const Filling& place
    ) const {
        return asked_.type.base == BaseType::person_name &&
               other.type.base == BaseType::gazetteer &&
               text::code_points(part) >= shortest_place && place.label.starts_with(part);
    }

    void add(const SlotDefinition& slot, Filling filling) {
        told.push_back({slot.name, std::move(filling)});
    }

    const SlotDefinition& asked_;
    const Slots& others_;
    const Setting& setting_;
};

}  // namespace

std::vector<Told> told_in(
    const text::Normalised& message,
    const SlotDefinition& asked,
    const Slots& others,
    const Setting& setting
) {
    if (asked.type.base == BaseType::text) return {};
    const auto whole = understand(asked, message, setting).meaning;
    if (whole == Meaning::unknown || whole == Meaning::skipped) return {};
    std::vector<std::string> parts = parts_of(message.text);
    if (parts.size() < 2 && whole == Meaning::nothing) parts = words_of(message.text);
    if (parts.size() < 2 && whole == Meaning::value && asked.type.base != BaseType::person_name)
        return {};
    Reader reader(asked, others, setting);
    for (const std::string& part : parts)
        reader.read(part);
    const bool has_asked = std::any_of(reader.told.begin(), reader.told.end(), [&](auto& one) {
        return one.slot == asked.name;
    });
    // As a whole it does answer: then no part may take it for something else.
    if (whole == Meaning::value && !has_asked && parts.size() > 1) return {};
    return std::move(reader.told);
}

std::vector<std::string_view> words_for(const SlotDefinition& slot, const Slots& all) {
    std::vector<std::string_view> words;
    if (!slot.label.empty() && slot.label != slot.name) words.push_back(slot.label);
    const bool alone = std::none_of(all.begin(), all.end(), [&](const SlotDefinition* other) {
        return other->name != slot.name && other->type.base == slot.type.base;
    });
    if (!alone) return words;
    const auto add = [&](std::initializer_list<std::string_view> more) {
        words.insert(words.end(), more);
    };
    switch (slot.type.base) {
        case BaseType::person_name: add({"名字", "姓名"}); break;
        case BaseType::phone: add({"电话号码", "电话", "手机号", "手机", "号码"}); break;
        case BaseType::gazetteer: add({"住址", "地址", "村名", "村子", "村", "乡镇", "镇"}); break;
        case BaseType::id_card: add({"身份证号", "身份证"}); break;
        case BaseType::date: add({"出生日期", "出生年月", "生日", "日期", "年龄"}); break;
        case BaseType::digits: add({"编号", "号码"}); break;
        default: break;
    }
    return words;
}

}  // namespace dialogs::engine
