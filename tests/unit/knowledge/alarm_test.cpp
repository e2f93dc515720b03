#include "knowledge/alarm.h"

#include "knowledge/ranking/corpus.h"

#include <gtest/gtest.h>

#include <fstream>
#include <set>

namespace {

std::vector<std::string> lines(const std::string& name) {
    std::ifstream in("tests/unit/knowledge/data/" + name);
    std::vector<std::string> read;
    for (std::string line; std::getline(in, line);) {
        if (!line.empty() && line.front() != '#') read.push_back(line);
    }
    return read;
}

TEST(Alarm, MissesNoDanger) {
    const auto dangers = lines("dangers.tsv");
    ASSERT_GE(dangers.size(), 150U);
    for (const auto& line : dangers) {
        SCOPED_TRACE(line);
        const auto tab = line.find('\t');
        const auto alarm = knowledge::alarm(line.substr(tab + 1));
        EXPECT_EQ(alarm ? alarm->kind : "none", line.substr(0, tab));
    }
}

TEST(Alarm, StaysQuietAtWhatOnlySoundsLikeDanger) {
    const auto harmless = lines("harmless.txt");
    ASSERT_GE(harmless.size(), 150U);
    for (const auto& line : harmless) {
        SCOPED_TRACE(line);
        EXPECT_FALSE(knowledge::alarm(line));
    }
}

// Old misfortunes are told in the words of new ones (让电打断一根胳膊，二级), so a few are taken
// for them: rather that than a danger missed.
TEST(Alarm, IsSeldomRaisedByPolicyQuestions) {
    const auto phrasings = knowledge::read_phrasings("knowledge/phrasings");
    ASSERT_TRUE(phrasings);
    std::size_t asked = 0;
    std::vector<std::string> raised;
    for (const auto& [topic, text, acceptable] : *phrasings) {
        if (topic == "safety.emergency" || topic == "child.protect") continue;
        ++asked;
        if (knowledge::alarm(text)) raised.push_back(topic + ": " + text);
    }
    // A thousand of them were written to look like dangers: 我这破车快不行了.
    EXPECT_LE(static_cast<double>(raised.size()), 0.005 * static_cast<double>(asked))
        << ::testing::PrintToString(raised);
}

TEST(Alarm, ReadsFullWidthTraditionalAndSpacedLetters) {
    EXPECT_TRUE(knowledge::alarm("我不想活了！！！"));
    EXPECT_TRUE(knowledge::alarm("喝 農 藥 了"));
    EXPECT_TRUE(knowledge::alarm("不，想，活，了"));
}

TEST(Alarm, NamesTheNumbersToCall) {
    struct Case {
        std::string_view message, number, topic;
    };
    constexpr Case cases[] = {
        {"我喝药了", "120", "safety.emergency"},
        {"叫不醒了", "120", "safety.emergency"},
        {"家里着火了", "119", "safety.emergency"},
        {"他拿刀要砍我", "110", "safety.emergency"},
        {"我爸打我", "110", "child.protect"},
    };
    for (const auto& [message, number, topic] : cases) {
        SCOPED_TRACE(message);
        const auto alarm = knowledge::alarm(message);
        ASSERT_TRUE(alarm);
        EXPECT_NE(alarm->text.find(number), std::string::npos);
        EXPECT_EQ(knowledge::topic_of(*alarm), topic);
    }
}

TEST(Alarm, SendsForHelpFirstWhenSomebodyElseIsTheVictim) {
    for (const auto* message :
         {"孩子吃了半瓶老鼠药",
          "我妈上吊了刚放下来还有气",
          "媳妇喝了半瓶敌敌畏",
          "快来人啊，俺爹喝农药了",
          "有人跳河了"}) {
        SCOPED_TRACE(message);
        const auto alarm = knowledge::alarm(message);
        ASSERT_TRUE(alarm);
        EXPECT_TRUE(alarm->text.starts_with("请马上打120！")) << alarm->text;
    }
    for (const auto* message :
         {"我喝药了",
          "我妈走了，我喝药了",
          "老公跑了，我割腕了",
          "不想活了",
          "对不起爹妈，喝了农药"}) {
        SCOPED_TRACE(message);
        const auto alarm = knowledge::alarm(message);
        ASSERT_TRUE(alarm);
        EXPECT_TRUE(alarm->text.starts_with("先别做伤害自己的事")) << alarm->text;
    }
}

TEST(Alarm, KnowsWhatIsOver) {
    EXPECT_TRUE(knowledge::is_over("男人跳楼没了，留下我们娘仨咋过"));
    EXPECT_TRUE(knowledge::is_over("都过去了没人打我了"));
    EXPECT_FALSE(knowledge::is_over("男人跳楼没了，我也不想活了"));
    EXPECT_FALSE(knowledge::is_over("以前老打我，现在还打"));
    EXPECT_FALSE(knowledge::is_over("我妈叫不醒了"));
}

TEST(Alarm, TakesAnyBytes) {
    EXPECT_FALSE(knowledge::alarm(""));
    EXPECT_FALSE(knowledge::alarm("\xff\xfe\x80"));
    EXPECT_FALSE(knowledge::alarm(std::string(100'000, '1')));
}

}  // namespace
