#include "gateway/channels/filed/templates.h"

#include "dialogs/text/clean.h"
#include "dialogs/text/segments.h"
#include "gateway/channels/codec/marked.h"
#include "gateway/channels/page.h"
#include "tests/unit/dialogs/text/sequence.h"

#include <gtest/gtest.h>

namespace gateway::channels::filed {
namespace {

using Parts = std::vector<std::string>;
using dialogs::text::Unit;

std::string linked(std::string_view words) { return codec::mark(page_wanted, words); }

TEST(FiledTemplates, HoldWhatProvidersTakeInAVariable) {
    struct Case {
        std::string text;
        bool held;
    };
    const Case cases[] = {
        {"带身份证、户口本，到村委会", true},
        {"请拨0315-4123456，3.5元，11.22日", true},
        {"依据冀民〔2026〕12号", true},
        {"看https://mz.example.gov.cn/a", false},
        {"看www.example.cn", false},
        {"看mz.example.gov.cn。", false},
        {"写信到a@example.cn", false},
        {"好😀", false},
        {"", true},
    };
    for (const auto& [text, held] : cases)
        EXPECT_EQ(holds(text), held) << text;
}

TEST(FiledTemplates, AreFilledWithOneLineAndNoSecondSignature) {
    EXPECT_EQ(one_line("请选：\n1查政策\n2查进度\n"), "请选：1查政策；2查进度");
    EXPECT_EQ(one_line("【重要】\r\n带证件\t来"), "「重要」；带证件 来");
}

TEST(FiledTemplates, CarryAShortAnswerWhole) {
    for (const bool page : {false, true})
        EXPECT_EQ(plan("带身份证来。", {35, page}), (Parts{"带身份证来。"}));
    EXPECT_EQ(plan("", {35, true}), Parts{});
}

TEST(FiledTemplates, LeadToAPageWithWhatDoesNotFit) {
    EXPECT_EQ(plan("带身份证。带户口本，和照片。", {10, true}), (Parts{linked("带身份证。")}));
    EXPECT_EQ(plan("详见https://mz.example.gov.cn/x。", {35, true}), (Parts{linked("详见。")}));
    EXPECT_EQ(plan("www.example.cn", {35, true}), (Parts{linked("请看网页")}));
}

TEST(FiledTemplates, AreSeveralWhereNothingLeadsToAPage) {
    EXPECT_EQ(
        plan("带身份证。带户口本，和照片。", {10, false}),
        (Parts{"带身份证。", "带户口本，和照片。"})
    );
    EXPECT_EQ(
        plan("一二三四五六七八九十。一二三四五六七八九十。", {20, false}),
        (Parts{"(1/2)一二三四五六七八九十。", "(2/2)一二三四五六七八九十。"})
    );
    // Their provider will refuse it, and a clerk see that: better than words that are missing.
    EXPECT_EQ(plan("看www.example.cn", {35, false}), (Parts{"看www.example.cn"}));
}

std::string random_answer(dialogs::text::Sequence& sequence) {
    static constexpr std::string_view pieces[] = {
        "滦",
        "南县",
        "低保",
        "。",
        "，",
        "\n",
        " ",
        "😀",
        "👨‍👩‍👧",
        "0315-4123456",
        "2000",
        "元",
        "；",
        "【",
        "】",
        "https://mz.example.gov.cn/x",
        "abc",
        "a.b",
        "é",
        "mz.cn",
        "：",
        "！",
    };
    return sequence.text(pieces, 60);
}

std::string without_number(const std::string& part) {
    return part.starts_with('(') ? part.substr(part.find(')') + 1) : part;
}

std::string without_spaces(std::string_view text) {
    std::string kept;
    for (const char letter : text)
        if (letter != ' ') kept += letter;
    return kept;
}

TEST(FiledTemplates, LoseNothingAndKeepToTheVariable) {
    dialogs::text::Sequence sequence;
    for (int round = 0; round < 3000; ++round) {
        const auto text = random_answer(sequence);
        const std::size_t max = 12 + sequence.below(60);
        std::string joined;
        const auto parts = plan(text, {max, false});
        for (const auto& part : parts) {
            ASSERT_LE(dialogs::text::measure(part, Unit::utf16_units), max) << part;
            ASSERT_TRUE(dialogs::text::is_valid_utf8(part));
            joined += max >= 20 && parts.size() > 1 ? without_number(part) : part;
        }
        ASSERT_EQ(without_spaces(joined), without_spaces(one_line(text)));
        for (const auto& part : plan(text, {max, true})) {
            const auto [way, words] = codec::read_marked(part);
            ASSERT_LE(dialogs::text::measure(words, Unit::utf16_units), max) << part;
            ASSERT_TRUE(holds(words)) << words << "\nof " << text;
            // Whole, or with a page for the rest; never neither.
            if (way.empty()) {
                ASSERT_EQ(words, one_line(text));
            }
        }
    }
}

TEST(FiledTemplates, TakeATokenInPieces) {
    EXPECT_EQ(pieces("123456789ABCDEFGHJKLMN", 35), (Parts{"123456789ABCDEFGHJKLMN"}));
    EXPECT_EQ(pieces("123456789ABCDEFGHJKLMN", 12), (Parts{"123456789AB", "CDEFGHJKLMN"}));
    for (std::size_t max = 6; max < 40; ++max) {
        const auto all = pieces(std::string(page_token_length, 'x'), max);
        EXPECT_EQ(all.size(), pieces_of_token(max)) << max;
        std::size_t length = 0;
        for (const auto& piece : all) {
            EXPECT_LE(piece.size(), max);
            length += piece.size();
        }
        EXPECT_EQ(length, page_token_length);
    }
}

}  // namespace
}  // namespace gateway::channels::filed
