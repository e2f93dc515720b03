#include "dialogs/text/digits.h"

#include "dialogs/text/clean.h"
#include "dialogs/text/cursor.h"
#include "dialogs/text/han_digits.h"
#include "dialogs/text/normalise.h"
#include "dialogs/text/speech.h"
#include "dialogs/text/words.h"

namespace dialogs::text {

namespace {

constexpr std::size_t max_digits = 40;  // no number asked for here is longer than a bank account

constexpr std::u32string_view labels[] = {
    U"编号",   U"单号",   U"号码",     U"回执",     U"受理",    U"申请",   U"办件",  U"尾号",
    U"尾数",   U"验证码", U"密码",     U"最后四位", U"最后4位", U"后四位", U"后4位", U"查询",
    U"查一下", U"帮我查", U"查",       U"是",       U"为",      U"号",     U"的",    U"no",
    U"帮我",   U"帮忙",   U"要",       U"想",       U"单子上",  U"单上",   U"上面",  U"写的",
    U"身份证", U"末四位", U"末尾四位", U"后面四位",
};
constexpr std::u32string_view endings[] = {U"的", U"这个"};
constexpr std::u32string_view other_kinds[] = {U"%", U"‰", U"°"};
constexpr std::u32string_view separators = U" -.‐‑‒–—−·。_";

// The answer without what stands around it.
std::u32string_view core_of(std::u32string_view text) {
    const auto said =
        strip_front(trim_punctuation(text), {labels, fillers(), greetings(), persons()});
    return strip_back(trim_punctuation(said), {endings, particles(), thanks()});
}

Reading<std::string> read_digits(std::string_view text) {
    const auto letters = folded(text);
    if (contains_any(letters, other_kinds)) return refused<std::string>("not digits");
    if (letters.find(U'?') != std::u32string::npos) return refused<std::string>("a question");
    std::string read;
    bool letter_for_zero = false;
    bool real_digit = false;
    for (const char32_t letter : core_of(letters)) {
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

}  // namespace

Reading<std::string> digits(std::string_view text) { return read_speech(text, read_digits); }

}  // namespace dialogs::text
