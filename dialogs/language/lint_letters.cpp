#include "dialogs/language/compiled.h"
#include "dialogs/language/rules.h"
#include "dialogs/language/walk.h"
#include "dialogs/text/clean.h"
#include "dialogs/text/gb2312.h"

#include <fmt/format.h>

#include <set>

namespace dialogs::language {

namespace {

// What can be read on an old telephone.
class OldTelephone {
public:
    // People read the name of their own town, whatever their telephone makes of it.
    explicit OldTelephone(const Script& script) {
        for (const auto& [name, type] : script.types)
            if (type.gazetteer != nullptr)
                for (const text::Place& place : type.gazetteer->places())
                    for (const char32_t letter : text::to_utf32(place.name))
                        names_.insert(letter);
    }

    bool shows(char32_t letter) const { return text::in_gb2312(letter) || names_.contains(letter); }

private:
    std::set<char32_t> names_;
};

// What it cannot show, each character once.
std::string rare_in(const OldTelephone& telephone, std::string_view words) {
    std::u32string rare;
    for (const char32_t letter : text::to_utf32(words))
        if (!telephone.shows(letter) && rare.find(letter) == std::u32string::npos) rare += letter;
    return text::to_utf8(rare);
}

void check_text(
    const OldTelephone& telephone, const Mark& mark, std::string_view words, Problems& problems
) {
    const std::string rare = rare_in(telephone, words);
    if (rare.empty()) return;
    const std::size_t first = words.find(text::to_utf8(text::to_utf32(rare).front()));
    warn(
        problems,
        shifted(mark, words, first),
        "D032",
        fmt::format("an old telephone cannot show '{}' in an SMS", rare)
    );
}

}  // namespace

void check_letters(const Script& script, Problems& problems) {
    const OldTelephone telephone(script);
    for (const auto& [name, channel] : script.channels) {
        if (channel.max_segments == 0) continue;
        for (const auto& [id, flow] : script.flows) {
            for (const Step& step : flow.steps) {
                for (const SpokenText& spoken : texts_of(step)) {
                    const Template& text = spoken.text->on(name);
                    check_text(telephone, text.mark, text.source, problems);
                }
                for (const Choice* choice : choices_of(step)) {
                    const auto& told = choice->hint.empty() ? choice->label : choice->hint;
                    check_text(telephone, choice->mark, told, problems);
                }
            }
            for (const SlotDefinition& slot : flow.slots)
                for (const Option& option : slot.of)
                    check_text(telephone, slot.mark, option.label, problems);
        }
    }
}

}  // namespace dialogs::language
