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
    Homophones() = default;  // knows no word
    explicit Homophones(std::vector<std::string> words);

    // The words the whole message is, or sounds like, or from three syllables on is one syllable
    // away from; the nearest kind only. More than one: ask which. Valid as long as this.
    std::vector<std::string_view> find(std::string_view message) const;

    // Without those that are a syllable away: 下一步 is that from 上一步. At least
    // half of the characters are as written: 禁毒 is not 进度. For what is done at once.
    std::vector<std::string_view> sounding_like(std::string_view message) const;

private:
    struct Word {
        std::string written;
        std::vector<std::string> sounds;  // a folded syllable each
    };
    template <class Fits>
    std::vector<std::string_view> all(Fits fits) const;

    // Those written like `said`, else those that sound like it; `sounds` is what was heard.
    std::vector<std::string_view> find_alike(
        const std::string& said, std::vector<std::string>& sounds
    ) const;

    std::vector<Word> words_;
    std::size_t longest_ = 0;  // syllables
};

}  // namespace dialogs::text
