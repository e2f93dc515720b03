#include "dialogs/text/phone.h"

#include "dialogs/text/area_codes.h"
#include "dialogs/text/clean.h"
#include "dialogs/text/cursor.h"
#include "dialogs/text/han_digits.h"
#include "dialogs/text/normalise.h"
#include "dialogs/text/speech.h"
#include "dialogs/text/surnames.h"
#include "dialogs/text/words.h"

#include <algorithm>
#include <vector>

namespace dialogs::text {

namespace {

// What may stand around a number beside a person, a filler or thanks. Closed, for "不是138…了" and
// "以前的138…" must not pass.
constexpr std::u32string_view around[] = {
    U"老大",   U"姓名",  U"名字",     U"叫",       U"随时",     U"晚上",     U"白天",   U"上午",
    U"下午",   U"都行",  U"电话号码", U"手机号码", U"联系电话", U"联系方式", U"联系人", U"电话号",
    U"手机号", U"电话",  U"手机",     U"座机",     U"固话",     U"固定",     U"办公",   U"区号",
    U"号码",   U"新号",  U"号",       U"微信同号", U"微信",     U"的",       U"是",     U"打",
    U"拨",     U"联系",  U"找",       U"给",       U"回",       U"可以",     U"这",     U"为",
    U"tel",    U"phone", U"本机",     U"用",       U"留",       U"到",       U"也是",   U"更正",
    U"改成",   U"改为",  U"换成",     U"办公室",   U"家庭",     U"宅电",
};
constexpr std::size_t longest_remark = 40;  // around a number; more is a letter
constexpr std::u32string_view never_in_names = U"不没别甭无停换空旧错假丢原前号打欠死坏";
constexpr std::u32string_view extensions[] = {U"转", U"分机", U"ext"};
constexpr std::u32string_view stand_ins[] = {U"*", U"x"};  // 138****5678
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

// The first three digits given to mobile numbers, as libphonenumber lists them. is_mobile() is
// wider, for what may be a number must be masked.
bool is_assigned(std::string_view mobile) {
    constexpr std::string_view third[] = {
        "0123456789", "56789", "012356789", "2567", "012345678", "0123456789", "012356789"};
    return third[mobile[1] - '3'].find(mobile[2]) != std::string_view::npos;
}

bool reachable(std::string_view number) {
    return is_landline(number) || (is_mobile(number) && is_assigned(number));
}

std::string fault_of(const std::string& number) {
    const auto size = number.size();
    const bool two_mobiles =
        size == 22 && is_mobile(number.substr(0, 11)) && is_mobile(number.substr(11));
    if (two_mobiles) return "more than one number";
    if (size == 17 || size == 18) return "an identity number, not a phone";
    if (number.starts_with("0")) return "no such area code or wrong length";
    if (size == 7 || size == 8) return "area code missing";
    if (is_mobile(number)) return "no such mobile prefix";
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

namespace {

// 三儿子 and 老二 are no digits.
void erase_birth_order(std::u32string& letters) {
    static constexpr std::u32string_view orders = U"大小二三四五六";
    static constexpr std::u32string_view kin = U"儿闺女姑娘哥弟姐妹叔舅姨婶爷孙";
    for (std::size_t at = 0; at < letters.size(); ++at) {
        if (orders.find(letters[at]) == std::u32string_view::npos) continue;
        const bool after_old = at > 0 && letters[at - 1] == U'老';
        const bool before_kin =
            at + 1 < letters.size() && kin.find(letters[at + 1]) != std::u32string_view::npos;
        if (after_old) letters[at] = U'大';
        if (before_kin) letters[at] = U' ';
    }
}

// Who writes "王秀英138…" has given a name, not a doubt.
bool is_name(std::u32string_view word) {
    return word.size() >= 2 && word.size() <= 3 && begins_with_surname(word) &&
           word.find_first_of(never_in_names) == std::u32string_view::npos &&
           std::all_of(word.begin(), word.end(), is_han);
}

// Only words that leave no doubt whose number it is, one name among them.
bool says_nothing_more(std::u32string_view rest) {
    const auto only = [](std::u32string_view text) {
        return made_of(text, {around, fillers(), greetings(), thanks(), particles(), persons()});
    };
    if (only(rest)) return true;
    if (rest.size() > longest_remark) return false;
    for (std::size_t at = 0; at < rest.size(); ++at) {
        for (const std::size_t length : {3u, 2u}) {
            const auto word = rest.substr(at, length);
            if (word.size() == length && is_name(word) && only(rest.substr(0, at)) &&
                only(rest.substr(at + length))) {
                return true;
            }
        }
    }
    return false;
}

// "138，1234，5678" and "区号0315，电话4123456" are one number; two whole ones are two.
std::vector<std::string> joined(const std::vector<std::string>& runs) {
    std::string all;
    for (const auto& run : runs) {
        if (reachable(national(run))) return runs;
        all += run;
    }
    return reachable(national(all)) ? std::vector{all} : runs;
}

Reading<std::string> read_phone(std::string_view text) {
    auto letters = folded(text);
    erase_birth_order(letters);
    auto [digits, rest] = runs_of(letters);
    std::transform(rest.begin(), rest.end(), rest.begin(), [](char32_t letter) {
        return letter >= U'A' && letter <= U'Z' ? letter + (U'a' - U'A') : letter;
    });
    if (digits.empty()) return refused<std::string>("not a phone number");
    if (contains_any(rest, extensions)) return refused<std::string>("extension");
    const bool hidden = contains_any(rest, stand_ins);
    if (!hidden) digits = joined(digits);
    if (digits.size() > 1) return refused<std::string>("more than one number");
    if (hidden || !says_nothing_more(rest) || rest.find(U'?') != std::u32string::npos) {
        return refused<std::string>("not only a phone number");
    }
    auto number = national(digits.front());
    if (!reachable(number)) return refused<std::string>(fault_of(number));
    return understood(std::move(number));
}

}  // namespace

Reading<std::string> phone(std::string_view text) { return read_speech(text, read_phone); }

}  // namespace dialogs::text
