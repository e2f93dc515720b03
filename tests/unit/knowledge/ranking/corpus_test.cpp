#include "knowledge/ranking/corpus.h"

#include "dialogs/text/normalise.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace {

TEST(Corpus, SetsTheSameQuarterAsideEverywhere) {
    EXPECT_TRUE(knowledge::is_set_aside("低保 怎么办？") == knowledge::is_set_aside("低保怎么办"));
    std::size_t aside = 0;
    for (int i = 0; i < 4000; ++i)
        aside += knowledge::is_set_aside("问题" + std::to_string(i)) ? 1 : 0;
    EXPECT_NEAR(static_cast<double>(aside), 1000, 120);
}

TEST(Corpus, HoldsEachPhrasingOnce) {
    const auto phrasings = knowledge::read_phrasings("knowledge/phrasings");
    ASSERT_TRUE(phrasings);
    std::map<std::string, std::string> topic_of;
    std::map<std::string, int> count;
    for (const auto& [topic, text, acceptable] : *phrasings) {
        SCOPED_TRACE(text);
        ++count[topic];
        const auto squeezed = dialogs::text::squeeze(dialogs::text::normalise(text).text);
        const auto known = topic_of.emplace(squeezed.empty() ? text : squeezed, topic);
        EXPECT_TRUE(known.second) << topic << " and " << known.first->second;
    }
    EXPECT_EQ(count.size(), 63U);
    for (const auto& [topic, number] : count)
        EXPECT_GE(number, 40) << topic;
}

TEST(Corpus, KnowsWhatElseWouldServeAsWell) {
    const auto phrasings = knowledge::read_phrasings("knowledge/phrasings");
    ASSERT_TRUE(phrasings);
    std::set<std::string> topics;
    for (const auto& phrasing : *phrasings)
        topics.insert(phrasing.topic);
    std::size_t with_others = 0;
    for (const auto& [topic, text, acceptable] : *phrasings) {
        SCOPED_TRACE(text);
        EXPECT_EQ(text.find('\t'), std::string::npos);
        EXPECT_EQ(std::ranges::count(acceptable, topic), 0);
        for (const auto& other : acceptable)
            EXPECT_TRUE(topics.contains(other)) << other;
        with_others += acceptable.empty() ? 0 : 1;
    }
    EXPECT_GT(with_others, 1000U);
    EXPECT_EQ(knowledge::read_topics("a,-"), (std::vector<std::string>{"a", "-"}));
    EXPECT_TRUE(knowledge::read_topics("").empty());
}

TEST(Corpus, TellsOfAMissingFolder) { EXPECT_FALSE(knowledge::read_phrasings("no/such/folder")); }

}  // namespace
