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

TEST(Alarm, StaysQuietAtPolicyQuestions) {
    // A death threat reported beside a question about divorce: the danger goes first.
    const std::string threatened = "他打我七八年了";
    const auto phrasings = knowledge::read_phrasings("knowledge/phrasings");
    ASSERT_TRUE(phrasings);
    for (const auto& [topic, text] : *phrasings) {
        if (topic == "safety.emergency" || topic == "child.protect") continue;
        if (text.starts_with(threatened)) continue;
        SCOPED_TRACE(topic + ": " + text);
        EXPECT_FALSE(knowledge::alarm(text));
    }
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

TEST(Alarm, TakesAnyBytes) {
    EXPECT_FALSE(knowledge::alarm(""));
    EXPECT_FALSE(knowledge::alarm("\xff\xfe\x80"));
    EXPECT_FALSE(knowledge::alarm(std::string(100'000, '1')));
}

}  // namespace
