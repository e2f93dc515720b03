#include "dialogs/engine/over_answer.h"

#include "dialogs/engine/options.h"
#include "dialogs/engine/parts.h"
#include "dialogs/engine/slot_words.h"
#include "dialogs/engine/understanding.h"
#include "dialogs/engine/wording.h"
#include "dialogs/text/clean.h"
#include "dialogs/text/speech.h"

#include <algorithm>

namespace dialogs::engine {

namespace {

using language::BaseType;
using language::SlotDefinition;
using Slots = std::vector<const SlotDefinition*>;

constexpr std::string_view name_cues[] = {"叫", "名字", "姓名"};
constexpr std::size_t shortest_digits = 6;  // that are no number of a menu
constexpr std::size_t shortest_place = 3;   // characters that are no person's name: 李家庄

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

bool is_choice(const SlotDefinition& slot) { return slot.type.base == BaseType::choice; }

class Reader {
public:
    Reader(const SlotDefinition& asked, const Slots& others, const Setting& setting)
        : asked_(asked), others_(others), setting_(setting) {}

    // What was told, but for choices that were told in two ways, or not wholly understood.
    std::vector<Told> take() {
        std::erase_if(told_, [&](const Told& one) {
            return std::find(doubtful_.begin(), doubtful_.end(), one.slot) != doubtful_.end();
        });
        return std::move(told_);
    }

    void read(const std::string& part) {
        if (read_named(part)) return;
        const auto message = text::normalise(part);
        if (read_more(message)) return;
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
        if (certain == 1 && !looks_like_question(message)) return add(*other, *filling);
        // One more thing was said of what may be several, and nobody knows what.
        if (asked_.multi && !only_joins(message)) doubtful_.push_back(asked_.name);
    }

private:
    bool is_open(const SlotDefinition& slot) const {
        return std::none_of(told_.begin(), told_.end(), [&](const Told& one) {
            return one.slot == slot.name;
        });
    }

    // "低保，特困": one more option of a choice, or another where only one is wanted.
    bool read_more(const text::Normalised& message) {
        return read_more_of(asked_, message) ||
               std::any_of(others_.begin(), others_.end(), [&](const SlotDefinition* slot) {
                   return read_more_of(*slot, message);
               });
    }
    bool read_more_of(const SlotDefinition& slot, const text::Normalised& message) {
        if (!is_choice(slot) || is_open(slot)) return false;
        const auto more = value(slot, message);
        if (!more) return false;
        Filling& filling = std::find_if(told_.begin(), told_.end(), [&](const Told& one) {
                               return one.slot == slot.name;
                           })->filling;
        if (slot.multi) {
            add_options(filling, *more);
        } else if (filling.value != more->value) {
            doubtful_.push_back(slot.name);
        }
        return true;
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
        told_.push_back({slot.name, std::move(filling)});
    }

    const SlotDefinition& asked_;
    const Slots& others_;
    const Setting& setting_;
    std::vector<Told> told_{};
    std::vector<std::string> doubtful_{};
};

// The slot that is told by a part of a longer answer in free words.
std::optional<Told> told_of(
    const std::string& part, const Slots& others, const Slots& all, const Setting& setting
) {
    for (const SlotDefinition* slot : others) {
        if (!may_be_certain(*slot)) continue;
        std::string value = value_after_name(part, *slot, all);
        if (value.empty() && slot->type.base == BaseType::phone) value = part;
        if (value.empty()) continue;
        auto read = understand(*slot, text::normalise(value), setting);
        if (read.meaning == Meaning::value) return Told{slot->name, std::move(read.filling)};
    }
    return {};
}

// "李家庄，电话13812345678" where words of any kind are asked for: what is named as another slot's,
// or can only be a telephone, is that; the rest is the answer. Empty when there is nothing of the
// kind.
std::vector<Told> told_beside(
    const text::Normalised& message,
    const SlotDefinition& asked,
    const Slots& others,
    const Setting& setting
) {
    if (looks_like_question(message)) return {};
    const std::vector<std::string> parts = parts_of(text::clean(message.raw));
    Slots all = others;
    all.insert(all.begin(), &asked);
    std::vector<Told> told;
    std::string rest;
    for (const std::string& part : parts) {
        if (auto one = told_of(part, others, all, setting)) {
            told.push_back(*std::move(one));
        } else {
            rest += (rest.empty() ? "" : "，") + part;
        }
    }
    if (told.empty() || rest.empty()) return told;
    auto answer = understand(asked, text::normalise(rest), setting);
    if (answer.meaning == Meaning::value) told.push_back({asked.name, std::move(answer.filling)});
    return answer.meaning == Meaning::value ? std::move(told) : std::vector<Told>{};
}

}  // namespace

std::vector<Told> told_in(
    const text::Normalised& message,
    const SlotDefinition& asked,
    const Slots& others,
    const Setting& setting
) {
    if (asked.type.base == BaseType::text) return told_beside(message, asked, others, setting);
    const auto whole = understand(asked, message, setting).meaning;
    if (whole == Meaning::unknown || whole == Meaning::skipped) return {};
    // 马城镇，不对，长凝镇 is one answer.
    if (whole == Meaning::value && (asked.multi || text::last_repair(message.raw))) return {};
    std::vector<std::string> parts = parts_of(message.text);
    if (parts.size() < 2 && whole == Meaning::nothing) parts = words_of(message.text);
    if (parts.size() < 2 && whole == Meaning::value && asked.type.base != BaseType::person_name)
        return {};
    Reader reader(asked, others, setting);
    for (const std::string& part : parts)
        reader.read(part);
    std::vector<Told> told = reader.take();
    const bool has_asked =
        std::any_of(told.begin(), told.end(), [&](auto& one) { return one.slot == asked.name; });
    // As a whole it does answer: then no part may take it for something else.
    if (whole == Meaning::value && !has_asked && parts.size() > 1) return {};
    return told;
}

}  // namespace dialogs::engine
