#include "storage/pages.h"

#include "storage/conversations.h"
#include "tests/support/scratch.h"

#include <gtest/gtest.h>

namespace {

using storage::Time;
namespace pages = storage::pages;

const Time noon{std::chrono::milliseconds{1'795'400'000'000}};
constexpr std::chrono::hours month{30 * 24};

struct PagesTest : testing::Test {
    tests::ScratchDatabase database;

    std::int64_t conversation(const std::string& sender) {
        storage::Conversation fresh;
        fresh.address = {"sms", sender};
        return storage::ensure_conversation(*database, fresh, noon)->id;
    }
    void add(std::int64_t of, const std::string& token, Time at = noon) {
        ASSERT_TRUE(pages::add(*database, {token, of, "您好", at + month}, at));
    }
    std::int64_t count() {
        const auto number = [](const storage::Row& row) { return row.integer(0); };
        return database->one("SELECT COUNT(*) FROM pages", number)->value();
    }
};

TEST_F(PagesTest, AreReadByTheirTokenUntilTheyExpire) {
    const auto person = conversation("+8613800000001");
    add(person, "abc");
    const auto page = pages::find(*database, "abc", noon).value();
    ASSERT_TRUE(page);
    EXPECT_EQ(page->text, "您好");
    EXPECT_EQ(page->conversation, person);
    EXPECT_FALSE(pages::find(*database, "abC", noon).value());
    EXPECT_FALSE(pages::find(*database, "", noon).value());
    EXPECT_TRUE(pages::find(*database, "abc", noon + month - std::chrono::seconds(1)).value());
    EXPECT_FALSE(pages::find(*database, "abc", noon + month).value());
}

TEST_F(PagesTest, AreDroppedOnceExpired) {
    add(conversation("+8613800000001"), "old");
    add(conversation("+8613800000002"), "new", noon + month);
    EXPECT_EQ(count(), 1);
}

TEST_F(PagesTest, OfOnePersonPushOutHisOwnOnly) {
    const auto other = conversation("+8613800000001");
    const auto person = conversation("+8613800000002");
    add(other, "other");
    for (int i = 0; i <= pages::max_of_conversation; ++i)
        add(person, "p" + std::to_string(i));
    EXPECT_EQ(count(), 1 + pages::max_of_conversation);
    EXPECT_FALSE(pages::find(*database, "p0", noon).value());
    EXPECT_TRUE(pages::find(*database, "p1", noon).value());
    EXPECT_TRUE(pages::find(*database, "other", noon).value());
}

TEST_F(PagesTest, AreBoundedAltogether) {
    const auto person = conversation("+8613800000001");
    add(person, "first");
    ASSERT_TRUE(database->run("UPDATE pages SET id = id + ?", pages::max_of_all));
    add(conversation("+8613800000002"), "second");
    EXPECT_EQ(count(), 2);
    // Another person's, of twenty thousand pages ago.
    ASSERT_TRUE(database->run("UPDATE pages SET id = 1 WHERE token = 'first'"));
    add(conversation("+8613800000003"), "third");
    EXPECT_FALSE(pages::find(*database, "first", noon).value());
    EXPECT_EQ(count(), 2);
}

}  // namespace
