#include "dialogs/text/number.h"

#include "dialogs/text/amount.h"
#include "dialogs/text/clean.h"
#include "dialogs/text/cursor.h"
#include "dialogs/text/han_digits.h"
#include "dialogs/text/normalise.h"
#include "dialogs/text/speech.h"
#include "dialogs/text/words.h"

#include <algorithm>
#include <cmath>

namespace dialogs::text {

std::optional<std::int64_t> Decimal::whole() const {
    return places == 0 ? std::optional(digits) : std::nullopt;
}

double Decimal::approximate() const { return static_cast<double>(digits) / std::pow(10.0, places); }

std::string Decimal::text() const {
    auto shown = std::to_string(digits < 0 ? -digits : digits);
    if (places > 0) {
        const auto width = static_cast<std::size_t>(places);
        if (shown.size() <= width) shown.insert(0, width + 1 - shown.size(), '0');
        shown.insert(shown.size() - width, ".");
    }
    return digits < 0 ? "-" + shown : shown;
}

namespace {

constexpr std::u32string_view openings[] = {
    U"全家",     U"家中",   U"就剩",   U"还剩",     U"连我",   U"共计",     U"家庭人口",
    U"人口",     U"一家",   U"一共",   U"总共",     U"共有",   U"共",       U"今年",
    U"现在",     U"目前",   U"是",     U"只有",     U"有",     U"连老带小", U"大大小小",
    U"全家老小", U"大小",   U"老少",   U"满打满算", U"算上我", U"加上我",   U"家庭人数",
    U"家庭成员", U"人数",   U"成员",   U"户口本上", U"户口上", U"登记的",   U"登记",
    U"就剩下",   U"剩下",   U"剩",     U"一大家子", U"一大家", U"一家子",   U"整",
    U"正好",     U"刚好",   U"恰好",   U"年龄",     U"岁数",   U"收入",     U"工资",
    U"退休金",   U"养老金", U"儿女",   U"子女",     U"光棍",   U"单身",     U"孤身",
    U"独",       U"自个儿", U"和老伴", U"跟老伴",   U"娘儿",   U"爷儿",     U"rmb",
    U"都",       U"刚满",   U"已满",   U"满",       U"刚",     U"已经",     U"已",
    U"人民币",
};
constexpr std::u32string_view endings[] = {
    U"的", U"整", U"而已", U"高龄", U"高寿", U"过", U"住", U"吃饭", U"生活", U"rmb", U"人民币"};
constexpr std::u32string_view estimates[] = {
    U"几",   U"数十", U"数百", U"数千", U"大概", U"大约", U"大致", U"约",   U"差不多", U"左右",
    U"上下", U"来",   U"多",   U"余",   U"把",   U"近",   U"不到", U"超过", U"以上",   U"以下",
    U"至少", U"最少", U"若干", U"可能", U"也许", U"或",   U"~",    U"到",
};
constexpr std::u32string_view other_kinds[] = {
    U"第",
    U"分之",
    U"%",
    U"‰",
    U"/",
    U"⁄",
    U":",
    U"#",
    U"多少",
    U"倍",
    U"折",
};

bool says_a_number(std::u32string_view text) {
    return std::any_of(text.begin(), text.end(), [](char32_t letter) {
        return digit_value(letter) || unit_value(letter) != 0 ||
               std::u32string_view(U"半几廿卅卌俩仨").find(letter) != std::u32string_view::npos;
    });
}

bool is_mobile_number(std::u32string_view text) {
    return text.size() == 11 && text[0] == U'1' && text[1] >= U'3' &&
           std::all_of(text.begin(), text.end(), is_ascii_digit);
}

// 1948年 is a date; 3年 is an amount.
bool is_calendar_year(std::u32string_view text) {
    // 48年 is a year of birth, 20年 may be how long.
    const bool typed = text.size() == 3 && is_ascii_digit(text[0]) && is_ascii_digit(text[1]);
    if (typed && text[2] == U'年') return text[0] >= U'3';
    return text.size() >= 5 && text.ends_with(U"年") && digit_value(text[text.size() - 5]) &&
           digit_value(text[text.size() - 2]);
}

std::u32string_view trimmed(std::u32string_view text) {
    while (!text.empty() && !is_word_character(text.front()) && text.front() != U'-') {
        text.remove_prefix(1);
    }
    while (!text.empty() && !is_word_character(text.back()))
        text.remove_suffix(1);
    return text;
}

char32_t plain_dash(char32_t letter) {
    const bool dash = (letter >= U'‐' && letter <= U'―') || letter == U'−';
    return dash ? U'-' : letter;
}

bool is_wide_digit(char32_t letter) { return letter >= U'０' && letter <= U'９'; }

// A comma parts numbers where a space follows it, and a full-width one but between full-width
// digits: only "1,200" and "１，２００" have thousands.
void part_numbers(std::u32string& letters) {
    for (std::size_t at = 0; at < letters.size(); ++at) {
        const char32_t next = at + 1 < letters.size() ? letters[at + 1] : U' ';
        const bool wide = at > 0 && is_wide_digit(letters[at - 1]) && is_wide_digit(next);
        if (letters[at] == U'，') letters[at] = wide ? U',' : U'、';
        if (letters[at] == U',' && is_space(next)) letters[at] = U'、';
        const bool time = at > 0 && digit_value(letters[at - 1]) && digit_value(next);
        if ((letters[at] == U':' || letters[at] == U'：') && !time) letters[at] = U'、';  // 人数：5
    }
}

// 俩百 is 两百; small letters; one kind of dash.
void make_plain(std::u32string& letters) {
    for (std::size_t at = 0; at < letters.size(); ++at) {
        char32_t& letter = letters[at];
        if (letter >= U'A' && letter <= U'Z') letter += U'a' - U'A';
        const bool hundreds = at + 1 < letters.size() && unit_value(letters[at + 1]) >= 100;
        letter = letter == U'俩' && hundreds ? U'两' : plain_dash(letter);
    }
}

std::u32string prepared(std::string_view text) {
    auto letters = to_utf32(clean(text));
    part_numbers(letters);
    letters = join_words(folded(to_utf8(letters)));
    make_plain(letters);
    return letters;
}

// .5 may be a half or a five after a full stop; "…5" is neither.
bool after_a_point(std::u32string_view letters, std::u32string_view said) {
    const auto before = letters.substr(0, letters.find(said));
    return before.ends_with(U'.') && !before.ends_with(U"..");
}

Reading<Decimal> read_number(std::string_view text) {
    const auto letters = prepared(text);
    if (letters.find(U'?') != std::u32string::npos) return refused<Decimal>("a question");
    if (!says_a_number(letters)) return refused<Decimal>("not a number");
    if (contains_any(letters, other_kinds)) return refused<Decimal>("not a plain number");
    if (contains_any(letters, estimates)) return refused<Decimal>("approximate");
    const auto core = strip_front(trimmed(letters), {openings, fillers(), greetings(), persons()});
    const auto said = strip_back(trimmed(core), {endings, particles(), thanks()});
    if (after_a_point(letters, said)) return refused<Decimal>("ambiguous");
    if (is_mobile_number(said)) return refused<Decimal>("a phone number");
    if (is_calendar_year(said)) return refused<Decimal>("a year");

    Cursor cursor(said);
    const bool negative = cursor.take(U"负") || cursor.take(U"-");
    auto amount = take_amount(cursor);
    if (!amount) return amount;
    if (!cursor.at_end()) {
        return refused<Decimal>(
            says_a_number(cursor.rest()) ? "more than one number" : "not a number"
        );
    }
    if (negative) amount.value->digits = -amount.value->digits;
    return amount;
}

}  // namespace

Reading<Decimal> number(std::string_view text) { return read_speech(text, read_number); }

}  // namespace dialogs::text
