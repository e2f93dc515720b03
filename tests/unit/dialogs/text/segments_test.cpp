#include "dialogs/text/segments.h"

#include "dialogs/text/clean.h"
#include "tests/unit/dialogs/text/sequence.h"

#include <gtest/gtest.h>

namespace dialogs::text {
namespace {

std::string times(int count, std::string_view piece) {
    std::string text;
    for (int i = 0; i < count; ++i)
        text += piece;
    return text;
}

TEST(SmsCost, CountsWhatIsSentAndWhatIsBilled) {
    struct Case {
        std::string text;
        int wire;
        int billed;
    };
    const Case cases[] = {
        {times(160, "a"), 1, 3},
        {times(161, "a"), 2, 3},
        {times(306, "a"), 2, 5},
        {times(307, "a"), 3, 5},
        {times(80, "€"), 1, 2},
        {times(81, "€"), 2, 2},
        {times(152, "a") + "€" + times(8, "a"), 2, 3},
        {times(70, "滦"), 1, 1},
        {times(71, "滦"), 2, 2},
        {times(134, "滦"), 2, 2},
        {times(135, "滦"), 3, 3},
        {times(66, "滦") + "😀" + times(5, "滦"), 2, 2},
        {times(35, "😀"), 1, 1},
        {times(36, "😀"), 2, 2},
        {"【滦南县民政局】" + times(62, "滦"), 1, 1},
        {"【滦南县民政局】" + times(63, "滦"), 2, 2},
        {"", 1, 1},
        {"a", 1, 1},
        {times(70, "a"), 1, 1},
        {times(71, "a"), 1, 2},
    };
    for (const auto& [text, wire, billed] : cases) {
        SCOPED_TRACE(text);
        EXPECT_EQ(sms_cost(text).wire_segments, wire);
        EXPECT_EQ(sms_cost(text).billed_segments, billed);
    }
}

TEST(SmsCost, CountsUnitsOfTheAlphabetItNeeds) {
    EXPECT_EQ(sms_cost(times(152, "a") + "€" + times(8, "a")), (SmsCost{162, 2, 3, true}));
    EXPECT_EQ(sms_cost("[ok]"), (SmsCost{6, 1, 1, true}));
    EXPECT_EQ(sms_cost("滦😀"), (SmsCost{3, 1, 1, false}));
    EXPECT_EQ(sms_cost("`").gsm7, false);
}

TEST(SmsCost, NeverPutsOneCharacterInTwoParts) {
    // 67 units a part: the emoji would lie across the end of the first and moves whole to the
    // second.
    EXPECT_EQ(sms_cost(times(66, "滦") + "😀" + times(66, "滦")).wire_segments, 3);
    EXPECT_EQ(sms_cost(times(67, "滦") + "😀" + times(65, "滦")).wire_segments, 2);
}

TEST(Measure, KnowsItsUnits) {
    EXPECT_EQ(measure("滦😀a", Unit::utf8_bytes), 8u);
    EXPECT_EQ(measure("滦😀a", Unit::utf16_units), 4u);
    EXPECT_EQ(measure("滦😀a", Unit::code_points), 3u);
    EXPECT_EQ(measure("滦😀a", Unit::cn_sms), 4u);
}

using Parts = std::vector<std::string>;

TEST(Split, LeavesShortTextsAlone) {
    EXPECT_EQ(split("低保", Unit::code_points, 2), (Parts{"低保"}));
    EXPECT_EQ(split("", Unit::code_points, 2), Parts{});
    EXPECT_EQ(split(" a ", Unit::code_points, 3), (Parts{" a "}));
}

TEST(Split, CutsAfterSentencesThenClausesThenAnywhere) {
    EXPECT_EQ(
        split("带身份证。带户口本，和照片。去村委会。", Unit::code_points, 10),
        (Parts{"带身份证。", "带户口本，和照片。", "去村委会。"})
    );
    EXPECT_EQ(
        split("一二三四五，六七八九十", Unit::code_points, 8), (Parts{"一二三四五，", "六七八九十"})
    );
    EXPECT_EQ(split("一二三四五六七八", Unit::code_points, 5), (Parts{"一二三四五", "六七八"}));
    EXPECT_EQ(
        split("甲说：“好。”乙说：“行。”", Unit::code_points, 9),
        (Parts{"甲说：“好。”", "乙说：“行。”"})
    );
    EXPECT_EQ(split("第一行\n第二行", Unit::code_points, 5), (Parts{"第一行", "第二行"}));
    EXPECT_EQ(split("aaaa bbbb cccc", Unit::code_points, 10), (Parts{"aaaa bbbb", "cccc"}));
}

TEST(Split, DoesNotWasteAPartOnAFewWords) {
    EXPECT_EQ(
        split("好。" + times(20, "滦"), Unit::code_points, 16),
        (Parts{"好。" + times(14, "滦"), times(6, "滦")})
    );
}

TEST(Split, KeepsNumbersAddressesAndBracketsWhole) {
    EXPECT_EQ(
        split("请拨打0315-4123456咨询", Unit::code_points, 12),
        (Parts{"请拨打", "0315-4123456", "咨询"})
    );
    EXPECT_EQ(
        split("电话138 1234 5678找小王", Unit::code_points, 14),
        (Parts{"电话", "138 1234 5678找", "小王"})
    );
    EXPECT_EQ(
        split("请看https://mz.example.gov.cn/a?b=1，谢谢", Unit::code_points, 32),
        (Parts{"请看", "https://mz.example.gov.cn/a?b=1，", "谢谢"})
    );
    EXPECT_EQ(
        split("依据冀民〔2026〕12号办理", Unit::code_points, 10),
        (Parts{"依据冀民", "〔2026〕12号办", "理"})
    );
    EXPECT_EQ(
        split("您好【滦南民政】请查收", Unit::code_points, 7),
        (Parts{"您好", "【滦南民政】请", "查收"})
    );
    EXPECT_EQ(split("号码1234567890", Unit::code_points, 4), (Parts{"号码12", "3456", "7890"}));
}

TEST(Split, CutsHanTextWhateverTheLimit) {
    for (const std::size_t limit : {160U, 640U, 1600U, 2048U, 4096U}) {
        SCOPED_TRACE(limit);
        const auto parts = split(times(3000, "滦"), Unit::utf8_bytes, limit);
        EXPECT_EQ(parts.size(), (9000 + limit / 3 * 3 - 1) / (limit / 3 * 3));
        for (const auto& part : parts)
            EXPECT_LE(part.size(), limit);
    }
}

TEST(Split, NeverCutsACharacter) {
    EXPECT_EQ(split("😀😀😀", Unit::utf16_units, 3), (Parts{"😀", "😀", "😀"}));
    EXPECT_EQ(
        split("👨‍👩‍👧👨‍👩‍👧", Unit::code_points, 6),
        (Parts{"👨‍👩‍👧", "👨‍👩‍👧"})
    );
    EXPECT_EQ(
        split(
            "1\uFE0F\u20E3"
            "2\uFE0F\u20E3",
            Unit::code_points,
            4
        )
            .size(),
        2u
    );
    EXPECT_EQ(split("滦滦", Unit::utf8_bytes, 1), (Parts{"滦", "滦"}));
    EXPECT_EQ(split("滦滦", Unit::code_points, 0), (Parts{"滦", "滦"}));
}

std::string without_spaces(std::string_view text) {
    std::string kept;
    for (const char letter : text) {
        if (letter != ' ' && letter != '\n') kept += letter;
    }
    return kept;
}

std::string random_text(Sequence& sequence) {
    static constexpr std::string_view pieces[] = {
        "滦",
        "南县",
        "低保",
        "。",
        "，",
        "！",
        "、",
        " ",
        "\n",
        "😀",
        "👨‍👩‍👧",
        "é",
        "0315-4123456",
        "2000",
        "元",
        "https://mz.example.gov.cn/x",
        "〔2026〕3号",
        "【滦南民政】",
        "abc",
        "；",
        "？”",
        "）",
        "一",
        "\xFF",
    };
    return clean(sequence.text(pieces, 80));
}

TEST(Split, LosesOnlySpacesAndKeepsToTheLimit) {
    Sequence sequence;
    for (int round = 0; round < 3000; ++round) {
        const auto text = random_text(sequence);
        const auto unit = static_cast<Unit>(sequence.below(4));
        const std::size_t limit = 4 + sequence.below(80);
        const auto parts = split(text, unit, limit);
        std::string joined;
        for (const auto& part : parts) {
            ASSERT_LE(measure(part, unit), limit) << part;
            ASSERT_FALSE(part.empty());
            ASSERT_TRUE(is_valid_utf8(part));
            joined += part;
        }
        ASSERT_EQ(without_spaces(joined), without_spaces(text));
    }
}

// A text without spaces, and where in it stands what must stay whole.
struct Marked {
    std::string text;
    std::vector<std::pair<std::size_t, std::size_t>> whole;
};

Marked random_marked_text(Sequence& sequence) {
    static constexpr std::string_view between[] = {
        "滦", "南县", "低保。", "，办", "！好", "、或", "“去。”"};
    static constexpr std::string_view whole[] = {
        "0315-4123456",
        "138 1234 5678",
        "1,200.50",
        "2026-11-29",
        "LN-BC-20261120-0007",
        "https://mz.example.gov.cn/a?b=1",
        "www.example.cn",
        "〔2026〕3号",
        "【滦南民政】",
        "😀",
        "👨‍👩‍👧",
        "1\uFE0F\u20E3",
        "e\u0301",
    };
    Marked marked;
    for (auto pieces = 1 + sequence.below(30); pieces > 0; --pieces) {
        marked.text += between[sequence.below(std::size(between))];
        const auto piece = whole[sequence.below(std::size(whole))];
        marked.whole.emplace_back(marked.text.size(), marked.text.size() + piece.size());
        marked.text += piece;
    }
    return marked;
}

TEST(Split, NeverCutsCharactersNumbersAddressesAndBrackets) {
    Sequence sequence;
    for (int round = 0; round < 3000; ++round) {
        const auto marked = random_marked_text(sequence);
        const auto unit = static_cast<Unit>(sequence.below(4));
        // The longest piece that must stay whole has 31 characters, or 31 bytes.
        const std::size_t limit = 32 + sequence.below(80);
        std::string joined;
        for (const auto& part : split(marked.text, unit, limit)) {
            ASSERT_LE(measure(part, unit), limit) << part;
            joined += part;
            const auto cut = joined.size();
            for (const auto& [first, end] : marked.whole)
                ASSERT_FALSE(first < cut && cut < end) << marked.text << "\ncut at " << part;
        }
        ASSERT_EQ(joined, marked.text);
    }
}

TEST(SmsCost, BillsAsTheRuleSays) {
    Sequence sequence;
    static constexpr std::string_view pieces[] = {
        "滦", "a", " ", "。", "€", "【滦南民政】", "1", "é", "😀"};
    for (int round = 0; round < 3000; ++round) {
        const bool pairs = round % 2 == 0;
        const auto text =
            sequence.text(std::span(pieces).first(pairs ? std::size(pieces) : 8), 400);
        const auto units = static_cast<int>(measure(text, Unit::cn_sms));
        const auto cost = sms_cost(text);
        if (units <= 70) {
            ASSERT_EQ(cost.billed_segments, 1) << text;
            continue;
        }
        // Linked ones carry 67; one whose last place a pair would straddle carries 66.
        ASSERT_GE(cost.billed_segments, (units + 66) / 67) << text;
        ASSERT_LE(cost.billed_segments, (pairs ? (units + 65) / 66 : (units + 66) / 67)) << text;
        if (cost.gsm7) continue;
        ASSERT_EQ(cost.wire_segments, cost.billed_segments) << text;
    }
}

TEST(SmsCost, IsThatOfThePartsItIsSplitInto) {
    Sequence sequence;
    for (int round = 0; round < 1000; ++round) {
        const auto text = "【滦南民政】" + random_text(sequence);
        for (const auto& part : split(text, Unit::cn_sms, 70))
            ASSERT_EQ(sms_cost(part).billed_segments, 1) << part;
    }
}

}  // namespace
}  // namespace dialogs::text
