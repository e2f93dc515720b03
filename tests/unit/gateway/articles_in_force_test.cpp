#include "gateway/articles_in_force.h"

#include "storage/article_versions.h"
#include "tests/support/scratch.h"

#include <gtest/gtest.h>

namespace gateway {
namespace {

using namespace std::chrono_literals;

// 16:00 in Greenwich is the first moment of the next day in China.
constexpr dialogs::Time new_day{std::chrono::sys_days(2026y / 11 / 30) + 16h};

TEST(ArticlesInForce, AVersionComesIntoForceWhenItsDayBeginsInChina) {
    tests::ScratchDatabase scratch;
    storage::ArticleVersion version;
    version.topic = "dibao.standard";
    version.effective_on = "2026-11-01";
    ASSERT_TRUE(storage::article_versions::add_draft(*scratch, version));
    storage::article_versions::Decision decision;
    decision.state = "approved";
    decision.effective_on = "2026-12-01";  // approved later than it was to begin
    ASSERT_TRUE(storage::article_versions::decide(*scratch, version.topic, 1, decision));

    config::Config config;
    config.data_dir = scratch.file().parent_path();
    EXPECT_TRUE(words_in_force(config, new_day - 1ms).value().articles.empty());
    const auto begun = words_in_force(config, new_day).value().articles;
    ASSERT_EQ(begun.size(), 1U);
    EXPECT_EQ(begun.front().topic, "dibao.standard");
}

}  // namespace
}  // namespace gateway
