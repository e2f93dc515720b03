#include "dialogs/language/lexicon.h"

#include "dialogs/language/walk.h"
#include "dialogs/text/clean.h"

#include <algorithm>
#include <set>

namespace dialogs::language {

namespace {

bool has_numeral(const std::string& word) {
    constexpr std::u32string_view numerals = U"0123456789四十";
    const std::u32string letters = text::to_utf32(word);
    return letters.find_first_of(numerals) != std::u32string::npos;
}

class Words {
public:
    void add(const std::string& word) {
        if (!has_numeral(word)) words_.insert(word);
    }
    void add(const std::vector<std::string>& words) {
        for (const std::string& word : words)
            add(word);
    }
    std::vector<std::string> all() const { return {words_.begin(), words_.end()}; }

private:
    std::set<std::string> words_;
};

}  // namespace

text::Homophones lexicon_of(const Script& script) {
    Words words;
    for (const Command& command : script.commands)
        words.add(command.match);
    for (const auto& [id, flow] : script.flows) {
        words.add(flow.triggers);
        for (const SlotDefinition& slot : flow.slots) {
            for (const Option& option : slot.of) {
                words.add(option.label);
                words.add(option.synonyms);
            }
        }
        for (const Step& step : flow.steps) {
            for (const Choice* choice : choices_of(step)) {
                words.add(choice->label);
                words.add(choice->synonyms);
            }
        }
    }
    return text::Homophones(words.all());
}

}  // namespace dialogs::language
