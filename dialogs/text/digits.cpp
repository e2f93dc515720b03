#include "dialogs/text/digits.h"

#include "dialogs/text/clean.h"
#include "dialogs/text/cursor.h"
#include "dialogs/text/han_digits.h"
#include "dialogs/text/normalise.h"

namespace dialogs::text {

namespace {

constexpr std::size_t max_digits = 40;  // no number asked for here is longer than a bank account

constexpr std::u32string_view labels[] = {
    U"我的",
    U"编号",
    U"单号",
    U"号码",
    U"回执",
    U"受理",
    U"申请",
    U"尾号",
    U"后四位",
    U"是",
    U"为",
    U"号",
    U"嗯",
    U"那个",
    U"就是",
    U"我",
    U"no",
};
constexpr std::u32string_view endings[] = {
    U"谢谢", U"吧", U"啊", U"呀", U"呢", U"了", U"哈", U"的"};
constexpr std::u32string_view separators = U" -.‐‑‒–—−·。_";

}  // namespace

Reading<std::string> digits(std::string_view text) {
    const auto letters = to_utf32(normalise(text).text);
    auto said = strip_back(trim_punctuation(strip_front(letters, labels)), endings);
    std::string read;
    bool letter_for_zero = false;
    bool real_digit = false;
    for (const char32_t letter : said) {
        if (separators.find(letter) != std::u32string_view::npos) continue;
        if (unit_value(letter) != 0 || letter == U'廿' || letter == U'卅') {
            return refused<std::string>("quantity");
        }
        const bool letter_o = letter == U'o' || letter == U'O';
        const auto value = letter_o ? std::optional<int>(0) : spoken_digit_value(letter);
        if (!value) return refused<std::string>("not digits");
        (letter_o ? letter_for_zero : real_digit) = true;
        read += static_cast<char>('0' + *value);
    }
    if (read.empty()) return refused<std::string>("nothing");
    if (letter_for_zero && !real_digit) return refused<std::string>("not digits");
    if (read.size() > max_digits) return refused<std::string>("too long");
    return understood(std::move(read));
}

}  // namespace dialogs::text
