#include "dialogs/text/clean.h"
#include "dialogs/text/homophones.h"
#include "dialogs/text/name.h"
#include "dialogs/text/normalise.h"
#include "dialogs/text/parse.h"
#include "tests/unit/dialogs/text/sequence.h"

#include <gtest/gtest.h>

// What holds for every message, whatever bytes it is made of.

namespace dialogs::text {
namespace {

using namespace std::chrono_literals;
constexpr auto today = 2026y / 11 / 22;
constexpr SlotType types[] = {
    SlotType::number,
    SlotType::digits,
    SlotType::date,
    SlotType::phone,
    SlotType::id_card,
    SlotType::yes_no,
};

std::string any_bytes(Sequence& sequence, std::size_t most) {
    std::string bytes;
    const auto length = sequence.below(most);
    for (std::size_t i = 0; i < length; ++i)
        bytes += static_cast<char>(sequence.below(256));
    return bytes;
}

std::string any_letters(Sequence& sequence, std::size_t most) {
    std::u32string letters;
    const auto length = sequence.below(most);
    for (std::size_t i = 0; i < length; ++i) {
        const auto plane = sequence.below(4);
        const std::size_t from = plane == 0   ? 0x20
                                 : plane == 1 ? 0x4E00
                                 : plane == 2 ? 0xFF00
                                              : 0x2000;
        letters += static_cast<char32_t>(from + sequence.below(plane == 1 ? 0x5200 : 0x100));
    }
    return to_utf8(letters);
}

void holds_for(const std::string& message) {
    const auto once = normalise(message);
    ASSERT_TRUE(is_valid_utf8(once.text) && is_valid_utf8(once.compact)) << message;
    ASSERT_EQ(normalise(once.text).text, once.text) << message;
    ASSERT_EQ(squeeze(once.compact).empty(), squeeze(once.text).empty()) << message;
    for (const auto type : types) {
        const auto read = parse(type, message, today);
        ASSERT_NE(read.value.has_value(), !read.why.empty()) << message;
        ASSERT_EQ(parse(type, message, today).json(), read.json()) << message;
    }
}

TEST(Robustness, HoldsForAnyBytes) {
    Sequence sequence;
    for (int round = 0; round < 1500; ++round)
        holds_for(any_bytes(sequence, 40));
}

TEST(Robustness, HoldsForAnyLetters) {
    Sequence sequence;
    for (int round = 0; round < 1500; ++round)
        holds_for(any_letters(sequence, 30));
}

// A reader that looked at every pair of letters would not come back from these for minutes.
TEST(Robustness, ReadsTheLongestMessages) {
    constexpr std::string_view pieces[] = {
        "不对",
        "1",
        "一百",
        "的",
        "我",
        "，",
        "是",
        "不",
        "天前",
        "零",
        "138",
        "老",
        "X",
        "农历",
        "点",
        "没有",
        "\xFF",
    };
    for (const auto piece : pieces) {
        SCOPED_TRACE(piece);
        std::string message;
        while (message.size() < 200'000)
            message += piece;
        for (const auto type : types) {
            const auto read = parse(type, message, today);
            EXPECT_NE(read.value.has_value(), !read.why.empty());
        }
        EXPECT_FALSE(person_name(message));
        EXPECT_TRUE(Homophones({"低保", "临时救助"}).find(message).empty());
    }
}

// Whatever number is said in full, in any of these ways, is that number.
TEST(Robustness, ReadsEveryNumberBack) {
    constexpr std::string_view plain[] = {
        "零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    constexpr std::string_view formal[] = {
        "零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"};
    constexpr std::string_view units[] = {"", "十", "百", "千"};
    constexpr std::string_view formal_units[] = {"", "拾", "佰", "仟"};
    const auto section = [](int number, const auto& digits, const auto& names) {
        std::string said;
        bool zero = false;
        for (int place = 3, worth = 1000; place >= 0; --place, worth /= 10) {
            const auto digit = static_cast<std::size_t>(number / worth % 10);
            if (digit == 0) {
                zero = !said.empty();
                continue;
            }
            if (zero) said += digits[0];
            zero = false;
            said += digits[digit];
            said += names[static_cast<std::size_t>(place)];
        }
        return said;
    };
    const auto spell = [&](int number, const auto& digits, const auto& names) {
        const int above = number / 10'000;
        const int below = number % 10'000;
        std::string said = above > 0 ? section(above, digits, names) + "万" : "";
        if (above > 0 && below > 0 && below < 1000) said += digits[0];
        return said + section(below, digits, names);
    };
    Sequence sequence;
    for (int round = 0; round < 5000; ++round) {
        const int number = 1 + static_cast<int>(sequence.below(round < 2500 ? 10'000 : 9'999'999));
        const auto expected = std::to_string(number);
        for (const auto& said :
             {spell(number, plain, units), spell(number, formal, formal_units), expected})
            ASSERT_EQ(parse(SlotType::number, said, today).json(), expected) << said;
    }
}

}  // namespace
}  // namespace dialogs::text
