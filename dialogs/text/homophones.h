#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace dialogs::text {

// N11. Words of the service heard in what sounds like them: 推出 is 退出, 零时救助 临时救助. Only
// for words whose meaning is closed, commands and kinds of help; never for names, numbers, yes or
// no.
class Homophones {
public:
    // Words of one syllable sound like too much and are left out.
    explicit Homophones(std::vector<std::string> words);

    // The words the whole message is, or sounds like, or from three syllables on is one syllable
    // away from; the nearest kind only. More than one: ask which. Valid as long as this.
    std::vector<std::string_view> find(std::string_view message) const;

private:
    struct Word {
        std::string written;
        std::vector<std::string> sounds;  // a folded syllable each
    };
    template <class Fits>
    std::vector<std::string_view> all(Fits fits) const;

    std::vector<Word> words_;
};

}  // namespace dialogs::text
