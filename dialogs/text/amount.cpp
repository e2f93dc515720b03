#include "dialogs/text/amount.h"

#include "dialogs/text/han_digits.h"
#include "dialogs/text/quantity.h"

namespace dialogs::text {

namespace {

// What is counted. Longer words before their beginnings.
constexpr std::u32string_view measures[] = {
    U"个月", U"个小时", U"个钟头", U"个星期", U"个",   U"口子人", U"口子家", U"口之家", U"口人家",
    U"口家", U"口子",   U"口儿",   U"口人",   U"口",   U"人",     U"位",     U"名",     U"户",
    U"家",   U"周岁",   U"岁",     U"公斤",   U"千克", U"斤",     U"平方米", U"平米",   U"平方",
    U"平",   U"米",     U"公里",   U"厘米",   U"间房", U"间屋",   U"间",     U"年",     U"天",
    U"周",   U"星期",   U"小时",   U"分钟",   U"次",   U"回",     U"只",     U"头",     U"条",
    U"件",   U"套",     U"张",     U"份",     U"级",   U"层",     U"袋",     U"箱",     U"m^2",
    U"m2",   U"kg",     U"cm",     U"km",
};
// Who is counted: with 个 or 位 before them, or right after the number.
constexpr std::u32string_view people[] = {
    U"儿女",
    U"子女",
    U"孩子",
    U"小孩",
    U"儿子",
    U"闺女",
    U"女儿",
    U"老人",
    U"学生",
    U"娃",
    U"大人",
    U"人",
};
// 三闺女 is the third daughter as well as three of them; nobody counts his children 两 to say
// which.
constexpr std::u32string_view by_order[] = {U"孩子", U"儿子", U"闺女", U"女儿", U"娃"};
constexpr std::u32string_view yuan[] = {U"元", U"块", U"圆"};
constexpr std::u32string_view jiao[] = {U"毛", U"角"};
constexpr std::u32string_view money_ends[] = {U"人民币", U"钱", U"整", U"正"};

Decimal plus_half(std::int64_t whole) { return {whole * 10 + 5, 1}; }

Decimal hundredths(std::int64_t count) {
    Decimal number{count, 2};
    for (; number.places > 0 && number.digits % 10 == 0; --number.places)
        number.digits /= 10;
    return number;
}

// The coins of a sum of money, in fen.
constexpr int fen_in_yuan = 100;
constexpr int fen_in_jiao = 10;

int take_coin(Cursor& cursor) {
    if (cursor.take_any(yuan)) return fen_in_yuan;
    if (cursor.take_any(jiao)) return fen_in_jiao;
    return 0;
}

std::optional<int> take_one_digit(Cursor& cursor) {
    const auto digit = digit_value(cursor.peek());
    if (!digit || *digit == 0) return std::nullopt;
    cursor.next();
    return digit;
}

// What follows 三块: 五, 五毛, 五毛二, 零五分. The last digit may leave out its coin. Leaves the
// cursor where it cannot go on.
std::int64_t take_change(Cursor& cursor, int coin) {
    std::int64_t fen = 0;
    while (coin > 1) {
        Cursor ahead = cursor;
        const bool skips = ahead.take(U"零");
        const auto digit = take_one_digit(ahead);
        if (!digit) break;
        int worth = take_coin(ahead);
        if (worth == 0 && ahead.take(U"分")) worth = 1;
        const bool bare = worth == 0;
        if (bare) worth = coin / 10;
        const bool ends = ahead.at_end() || ahead.take(U"钱");
        if (worth >= coin || (bare && (skips || !ends))) break;
        fen += *digit * worth;
        coin = bare ? 1 : worth;
        cursor = ahead;
    }
    return fen;
}

// A sum after its first number: 三块五毛二, 5毛, 一分钱. Nothing if no coin follows.
std::optional<Decimal> take_money(Cursor& cursor, Decimal number) {
    Cursor ahead = cursor;
    int coin = take_coin(ahead);
    if (coin == 0 && ahead.take(U"分钱")) coin = 1;
    if (coin == 0) return std::nullopt;
    const bool large = number.digits > largest_number || number.digits < 0;
    if (number.places > 0 || large) {
        if (coin != fen_in_yuan) return std::nullopt;  // 1.5毛 is no sum anybody says
    } else if (coin == fen_in_yuan && ahead.take(U"半")) {
        number = plus_half(number.digits);
    } else if (!ahead.at_end()) {
        number = hundredths(number.digits * coin + take_change(ahead, coin));
    } else {
        number = hundredths(number.digits * coin);
    }
    while (ahead.take_any(money_ends)) {
    }
    cursor = ahead;
    return number;
}

// 一亩三分地, 二亩半地
std::optional<Decimal> take_land(Cursor& cursor, Decimal number) {
    if (!cursor.take(U"亩")) return std::nullopt;
    Cursor ahead = cursor;
    const auto tenths = take_one_digit(ahead);
    const bool whole = number.places == 0 && number.digits >= 0;
    if (whole && tenths && ahead.take(U"分")) {
        number = {number.digits * 10 + *tenths, 1};
        cursor = ahead;
    } else if (whole && cursor.take(U"半")) {
        number = plus_half(number.digits);
    }
    cursor.take(U"地");
    return number;
}

// 一个半月 is a month and a half, but 三月 may be March.
void take_halved(Cursor& cursor) {
    if (cursor.take(U"月")) return;
    if (cursor.take(U"亩")) {
        cursor.take(U"地");
        return;
    }
    cursor.take_any(measures);
}

// 5k and 3.5w as typed; 3m may be metres or millions.
void take_typed_unit(Cursor& cursor, Decimal& number) {
    const bool weight = cursor.rest().starts_with(U"kg") || cursor.rest().starts_with(U"km");
    const char32_t unit = weight ? U' ' : cursor.peek();
    if (unit != U'k' && unit != U'w') return;
    cursor.next();
    std::int64_t times = unit == U'k' ? 1'000 : 10'000;
    for (; number.places > 0 && times > 1; --number.places)
        times /= 10;
    number.digits *= times;
}

Decimal take_measure(Cursor& cursor, Decimal number) {
    if (const auto land = take_land(cursor, number)) return *land;
    if (const auto sum = take_money(cursor, number)) return *sum;
    if (!cursor.take_any(measures)) {
        cursor.take_any(people);
        return number;
    }
    cursor.take_any(people);
    const bool halves = number.places == 0 && number.digits >= 0;
    if (halves && cursor.take(U"半")) {
        number = plus_half(number.digits);
        take_halved(cursor);
    }
    return number;
}

bool says_which_child(std::u32string_view text) {
    static constexpr std::u32string_view orders = U"二三四五六七八九";
    Cursor cursor(text);
    const bool order = orders.find(cursor.next()) != std::u32string_view::npos;
    return order && cursor.take_any(by_order);
}

}  // namespace

Reading<Decimal> take_amount(Cursor& cursor) {
    if (says_which_child(cursor.rest())) return refused<Decimal>("ambiguous");
    if (cursor.take(U"半")) {
        take_halved(cursor);
        return understood(plus_half(0));
    }
    if (cursor.take(U"老两口") || cursor.take(U"老俩口")) {
        cursor.take(U"子");
        return understood(Decimal{2, 0});
    }
    if (cursor.take(U"俩")) return understood(take_measure(cursor, {2, 0}));
    if (cursor.take(U"仨")) return understood(take_measure(cursor, {3, 0}));
    const bool typed = is_ascii_digit(cursor.peek());
    auto number = take_quantity(cursor);
    if (!number) return number;
    if (typed) take_typed_unit(cursor, *number.value);
    return understood(take_measure(cursor, *number));
}

}  // namespace dialogs::text
