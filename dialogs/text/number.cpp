#include "dialogs/text/number.h"

#include "dialogs/text/clean.h"
#include "dialogs/text/cursor.h"
#include "dialogs/text/han_digits.h"
#include "dialogs/text/normalise.h"
#include "dialogs/text/quantity.h"

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
    U"我们家", U"我家一家", U"一家", U"我家里", U"我家", U"我们", U"我今年", U"我",
    U"家里",   U"家",       U"一共", U"总共",   U"共有", U"共",   U"今年",   U"现在",
    U"目前",   U"就是",     U"就",   U"是",     U"有",   U"嗯",   U"那个",   U"呃",
};
constexpr std::u32string_view endings[] = {
    U"谢谢",
    U"吧",
    U"啊",
    U"呀",
    U"呢",
    U"了",
    U"哈",
    U"的",
    U"整",
    U"而已",
};
// What is counted. Longer words before their beginnings.
constexpr std::u32string_view measures[] = {
    U"个孩子", U"个小孩", U"个儿子", U"个闺女", U"个女儿", U"个老人", U"个人", U"个月", U"个小时",
    U"个钟头", U"个星期", U"个",     U"口子人", U"口人",   U"口",     U"人",   U"位",   U"名",
    U"户",     U"家",     U"周岁",   U"岁",     U"亩地",   U"亩",     U"公斤", U"千克", U"斤",
    U"平方米", U"平米",   U"平方",   U"平",     U"米",     U"公里",   U"厘米", U"间房", U"间屋",
    U"间",     U"年",     U"天",     U"周",     U"星期",   U"小时",   U"分钟", U"次",   U"回",
    U"只",     U"头",     U"条",     U"件",     U"套",     U"张",     U"份",   U"级",   U"层",
    U"袋",     U"箱",     U"m^2",    U"m2",     U"kg",     U"cm",     U"km",   U"m",
};
constexpr std::u32string_view money[] = {
    U"元人民币",
    U"元钱",
    U"元",
    U"块钱",
    U"块",
    U"圆",
    U"人民币",
};
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
    U"多少",
    U"倍",
    U"折",
};

bool says_a_number(std::u32string_view text) {
    return std::any_of(text.begin(), text.end(), [](char32_t letter) {
        return digit_value(letter) || unit_value(letter) != 0 || letter == U'半' || letter == U'几';
    });
}

Decimal plus_half(std::int64_t whole) { return {whole * 10 + 5, 1}; }

// 一个半月 is a month and a half, but 三月 may be March.
void take_halved(Cursor& cursor) {
    if (!cursor.take(U"月")) cursor.take_any(measures);
}

// 两块五 and 2块5毛 are 2.5; 块 alone is the measure.
std::optional<Decimal> take_coins(Cursor& cursor, std::int64_t whole) {
    Cursor ahead = cursor;
    const auto tenths = digit_value(ahead.peek());
    if (!tenths || *tenths == 0) return std::nullopt;
    ahead.next();
    static constexpr std::u32string_view names[] = {U"毛钱", U"毛", U"角"};
    ahead.take_any(names);
    if (!ahead.at_end()) return std::nullopt;
    cursor = ahead;
    return Decimal{whole * 10 + *tenths, 1};
}

// What may follow the number: a measure, half a measure more, coins.
Decimal take_measure(Cursor& cursor, Decimal number) {
    const bool halves = number.places == 0 && number.digits >= 0;
    const bool coins = cursor.take_any(money);
    if (!coins && !cursor.take_any(measures)) return number;
    if (!halves) return number;
    if (coins) {
        if (const auto sum = take_coins(cursor, number.digits)) return *sum;
    }
    if (cursor.take(U"半")) {
        number = plus_half(number.digits);
        take_halved(cursor);
    }
    return number;
}

Reading<Decimal> take_amount(Cursor& cursor) {
    if (cursor.take(U"半")) {
        take_halved(cursor);
        return understood(plus_half(0));
    }
    if (cursor.take(U"俩")) return understood(take_measure(cursor, {2, 0}));
    if (cursor.take(U"仨")) return understood(take_measure(cursor, {3, 0}));
    auto number = take_quantity(cursor);
    if (number) number = understood(take_measure(cursor, *number));
    return number;
}

bool is_mobile_number(std::u32string_view text) {
    return text.size() == 11 && text[0] == U'1' && text[1] >= U'3' &&
           std::all_of(text.begin(), text.end(), is_ascii_digit);
}

// 1948年 is a date; 3年 is an amount.
bool is_calendar_year(std::u32string_view text) {
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

// A full-width comma parts numbers: only "1,200" has thousands.
std::u32string prepared(std::string_view text) {
    auto letters = to_utf32(clean(text));
    std::replace(letters.begin(), letters.end(), U'，', U'、');
    letters = join_words(to_utf32(normalise(to_utf8(letters)).text));
    std::transform(letters.begin(), letters.end(), letters.begin(), [](char32_t letter) {
        return letter >= U'A' && letter <= U'Z' ? letter + (U'a' - U'A') : plain_dash(letter);
    });
    return letters;
}

}  // namespace

Reading<Decimal> number(std::string_view text) {
    const auto letters = prepared(text);
    if (!says_a_number(letters) && letters.find_first_of(U"俩仨") == std::u32string::npos) {
        return refused<Decimal>("not a number");
    }
    if (contains_any(letters, other_kinds)) return refused<Decimal>("not a plain number");
    if (contains_any(letters, estimates)) return refused<Decimal>("approximate");
    const auto said = strip_back(trimmed(strip_front(trimmed(letters), openings)), endings);
    // .5 may be a half or a five after a full stop.
    const auto before = letters.find(said);
    if (before > 0 && letters[before - 1] == U'.') return refused<Decimal>("ambiguous");
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

}  // namespace dialogs::text
