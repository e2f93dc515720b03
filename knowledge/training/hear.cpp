#include "knowledge/training/hear.h"

#include "dialogs/text/clean.h"
#include "dialogs/text/pinyin.h"
#include "knowledge/ranking/sounds.h"

#include <map>
#include <string>

namespace knowledge {
namespace {

// Northerners and input methods mix up zh z, ch c, sh s, n l and the endings with and without g.
std::string blurred(std::string syllable) {
    if (syllable.size() > 1 && syllable[1] == 'h') syllable.erase(1, 1);
    if (syllable.size() > 2 && syllable.ends_with("ng")) syllable.pop_back();
    if (syllable.front() == 'l') syllable.front() = 'n';
    return syllable;
}

}  // namespace

std::vector<std::uint16_t> hear_characters() {
    std::vector<std::uint16_t> table;
    std::map<std::string, std::uint16_t> number;
    for (char32_t letter = Sounds::first; letter <= Sounds::last; ++letter) {
        const auto heard = dialogs::text::syllables(dialogs::text::to_utf8(letter));
        if (heard.size() != 1 || heard.front().empty()) {
            table.push_back(0);
            continue;
        }
        const auto next = static_cast<std::uint16_t>(number.size() + 1);
        table.push_back(number.emplace(blurred(heard.front()), next).first->second);
    }
    return table;
}

}  // namespace knowledge
