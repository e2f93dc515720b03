#include "storage/article_versions.h"

#include "tests/support/scratch.h"

#include <gtest/gtest.h>

namespace storage {
namespace {

constexpr Time noon{std::chrono::milliseconds(1'795'320'000'000)};

class Versions : public testing::Test {
protected:
    std::int64_t draft(std::string topic, std::string day) {
        ArticleVersion version;
        version.topic = std::move(topic);
        version.yaml = "id: x";
        version.effective_on = std::move(day);
        version.drafted_by = 1;
        version.drafted_at = noon;
        return article_versions::add_draft(*scratch, version).value();
    }
    void approve(std::string_view topic, std::int64_t version) {
        ASSERT_TRUE(article_versions::decide(*scratch, topic, version, {"approved", 2, noon, ""}));
    }
    std::vector<std::int64_t> on(std::string_view day) {
        std::vector<std::int64_t> numbers;
        const auto in_force = article_versions::in_force(*scratch, day).value();
        for (const auto& version : in_force)
            numbers.push_back(version.version);
        return numbers;
    }

    tests::ScratchDatabase scratch;
};

TEST_F(Versions, AreNumberedByTopic) {
    EXPECT_EQ(draft("a.b", "2026-12-01"), 1);
    EXPECT_EQ(draft("a.b", "2026-12-01"), 2);
    EXPECT_EQ(draft("c.d", "2026-12-01"), 1);
    EXPECT_EQ(article_versions::of_topic(*scratch, "a.b").value().front().version, 2);
    EXPECT_EQ(article_versions::drafts(*scratch).value().size(), 3U);
}

TEST_F(Versions, OnlyTheApprovedCountAndOnlyFromTheirDayOn) {
    draft("a.b", "2026-12-01");
    EXPECT_TRUE(on("2027-01-01").empty()) << "a draft";
    approve("a.b", 1);
    EXPECT_TRUE(on("2026-11-30").empty());
    EXPECT_EQ(on("2026-12-01"), (std::vector<std::int64_t>{1}));
    draft("a.b", "2026-12-24");
    approve("a.b", 2);
    EXPECT_EQ(on("2026-12-23"), (std::vector<std::int64_t>{1}));
    EXPECT_EQ(on("2026-12-24"), (std::vector<std::int64_t>{2}));
}

TEST_F(Versions, OfTwoThatBeganTheSameDayTheLaterCounts) {
    for (int i = 0; i < 2; ++i)
        draft("a.b", "2026-12-01");
    approve("a.b", 2);
    approve("a.b", 1);
    EXPECT_EQ(on("2026-12-01"), (std::vector<std::int64_t>{2}));
}

TEST_F(Versions, AreDecidedOnce) {
    draft("a.b", "2026-12-01");
    ASSERT_TRUE(article_versions::decide(*scratch, "a.b", 1, {"rejected", 2, noon, "金额不对"}));
    const auto again = article_versions::decide(*scratch, "a.b", 1, {"approved", 2, noon, ""});
    EXPECT_EQ(again.error().fault, Fault::conflict);
    const auto found = article_versions::find(*scratch, "a.b", 1).value();
    ASSERT_TRUE(found);
    EXPECT_EQ(found->state, "rejected");
    EXPECT_EQ(found->note, "金额不对");
    EXPECT_EQ(found->decided_by, 2);
    EXPECT_FALSE(article_versions::find(*scratch, "a.b", 2).value());
}

}  // namespace
}  // namespace storage
