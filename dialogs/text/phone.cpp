#include "dialogs/text/phone.h"

#include "dialogs/text/area_codes.h"
#include "dialogs/text/clean.h"
#include "dialogs/text/cursor.h"
#include "dialogs/text/han_digits.h"
#include "dialogs/text/normalise.h"

#include <algorithm>
#include <vector>

namespace dialogs::text {

namespace {

// All that may stand around a number. Closed, for "不是138…了" and "以前的138…" must not pass.
constexpr std::u32string_view around[] = {
    U"电话号码", U"手机号码", U"联系电话", U"联系方式", U"电话号",   U"手机号", U"电话", U"手机",
    U"座机",     U"固话",     U"号码",     U"号",       U"微信同号", U"微信",   U"本人", U"我们",
    U"我儿子",   U"我女儿",   U"我闺女",   U"我老伴",   U"我爱人",   U"我妈",   U"我爸", U"我家",
    U"我",       U"儿子",     U"女儿",     U"闺女",     U"老伴",     U"孩子",   U"家里", U"家",
    U"他",       U"她",       U"的",       U"就是",     U"是",       U"打",     U"拨",   U"联系",
    U"找",       U"请",       U"就",       U"给",       U"回",       U"可以",   U"这个", U"那个",
    U"吧",       U"啊",       U"呀",       U"呢",       U"哈",       U"哦",     U"嗯",   U"谢谢您",
    U"谢谢",     U"您好",     U"你好",     U"为",       U"tel",
};
constexpr std::u32string_view extensions[] = {U"转", U"分机", U"ext"};
constexpr std::u32string_view inner = U" -.‐‑‒–—―·()_";

bool is_inner(char32_t letter) { return inner.find(letter) != std::u32string_view::npos; }

struct Runs {
    std::vector<std::string> digits;  // one entry a run of digits, read aloud or typed
    std::u32string rest;              // everything else, a space for each run
};

Runs runs_of(std::u32string_view text) {
    Runs runs;
    bool open = false;
    for (const char32_t letter : text) {
        const auto digit = spoken_digit_value(letter);
        if (digit || letter == U'+') {
            if (!open || letter == U'+') runs.digits.emplace_back();
            open = true;
            runs.digits.back() += digit ? static_cast<char>('0' + *digit) : '+';
        } else if (!open || !is_inner(letter)) {
            if (open) runs.rest += U' ';
            open = false;
            runs.rest += letter;
        }
    }
    return runs;
}

std::string without_country(const std::string& number) {
    if (number.starts_with("+86")) return number.substr(3);
    if (number.starts_with("0086")) return number.substr(4);
    if (number.starts_with("86") && number.size() > 11) return number.substr(2);
    return number;
}

// Said with its country code a landline has lost its 0.
std::string national(const std::string& number) {
    auto bare = without_country(number);
    if (bare.size() < number.size() && !is_mobile(bare) && !bare.starts_with("0"))
        bare.insert(0, "0");
    return bare;
}

bool all_digits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string fault_of(const std::string& number) {
    const auto size = number.size();
    const bool two_mobiles =
        size == 22 && is_mobile(number.substr(0, 11)) && is_mobile(number.substr(11));
    if (two_mobiles) return "more than one number";
    if (size == 17 || size == 18) return "an identity number, not a phone";
    if (number.starts_with("0")) return "no such area code or wrong length";
    if (size == 7 || size == 8) return "area code missing";
    if (number.starts_with("1") && size >= 9 && size <= 13) {
        return std::to_string(size) + " digits, a mobile number has 11";
    }
    return "not a mainland phone number";
}

}  // namespace

bool is_mobile(std::string_view digits) {
    return digits.size() == 11 && all_digits(digits) && digits[0] == '1' && digits[1] >= '3';
}

bool is_landline(std::string_view digits) {
    if (!all_digits(digits) || digits.size() < 10 || digits.size() > 12) return false;
    // 010 and 02x have two digits after the 0, all others three.
    const std::size_t length = digits[1] == '1' || digits[1] == '2' ? 3 : 4;
    const auto [shortest, longest] = area_code(digits.substr(0, length));
    const auto local = digits.substr(length);
    return local.size() >= shortest && local.size() <= longest && local[0] >= '2' &&
           local[0] <= '8';
}

Reading<std::string> phone(std::string_view text) {
    const auto letters = to_utf32(normalise(text).text);
    auto [digits, rest] = runs_of(letters);
    std::transform(rest.begin(), rest.end(), rest.begin(), [](char32_t letter) {
        return letter >= U'A' && letter <= U'Z' ? letter + (U'a' - U'A') : letter;
    });
    if (digits.empty()) return refused<std::string>("not a phone number");
    if (contains_any(rest, extensions)) return refused<std::string>("extension");
    if (digits.size() > 1) return refused<std::string>("more than one number");
    if (!made_of(rest, around) || rest.find(U'?') != std::u32string::npos) {
        return refused<std::string>("not only a phone number");
    }
    auto number = national(digits.front());
    if (!is_mobile(number) && !is_landline(number)) return refused<std::string>(fault_of(number));
    return understood(std::move(number));
}

}  // namespace dialogs::text
