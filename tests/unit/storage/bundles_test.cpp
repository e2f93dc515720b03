#include "storage/bundles.h"

#include "storage/conversations.h"
#include "tests/support/scratch.h"

#include <gtest/gtest.h>

namespace {

using namespace std::chrono_literals;
using storage::Bundle;
using storage::Fault;
using storage::Time;

constexpr Time noon{std::chrono::milliseconds(1'795'320'000'000)};

Bundle bundle(const std::string& digest) {
    return {digest, {{"bot.yaml", "bot of " + digest}, {"flows/main.yaml", "flow"}}};
}

void talk(storage::Connection& connection, const std::string& sender, const std::string& digest) {
    storage::Conversation conversation;
    conversation.address = {"sms", sender};
    const auto stored = storage::ensure_conversation(connection, conversation, noon).value();
    const std::string state = R"({"format":1,"script":")" + digest + R"("})";
    ASSERT_TRUE(storage::keep_session(connection, stored, 0, {state, {}, ""}).has_value());
}

TEST(Bundles, AreKeptWholeByTheirDigest) {
    tests::ScratchDatabase database;
    ASSERT_TRUE(storage::publish_bundle(*database, bundle("one"), noon).has_value());
    const auto found = storage::find_bundle(*database, "one").value().value();
    ASSERT_EQ(found.files.size(), 2u);
    EXPECT_EQ(found.files[0].name, "bot.yaml");
    EXPECT_EQ(found.files[0].text, "bot of one");
    EXPECT_EQ(found.published_at, noon);
    EXPECT_FALSE(found.superseded_at);
    EXPECT_FALSE(storage::find_bundle(*database, "two").value());
}

TEST(Bundles, AreInForceOneAtATime) {
    tests::ScratchDatabase database;
    ASSERT_TRUE(storage::publish_bundle(*database, bundle("one"), noon).has_value());
    ASSERT_TRUE(storage::publish_bundle(*database, bundle("one"), noon + 1h).has_value());
    EXPECT_EQ(storage::find_bundle(*database, "one").value()->published_at, noon);
    ASSERT_TRUE(storage::publish_bundle(*database, bundle("two"), noon + 2h).has_value());
    EXPECT_EQ(storage::find_bundle(*database, "one").value()->superseded_at, noon + 2h);
    EXPECT_FALSE(storage::find_bundle(*database, "two").value()->superseded_at);

    // the old one comes back
    ASSERT_TRUE(storage::revoke_bundle(*database, "one").has_value());
    ASSERT_TRUE(storage::publish_bundle(*database, bundle("one"), noon + 3h).has_value());
    const auto again = storage::find_bundle(*database, "one").value().value();
    EXPECT_EQ(again.published_at, noon + 3h);
    EXPECT_FALSE(again.superseded_at);
    EXPECT_FALSE(again.revoked);
    EXPECT_EQ(storage::find_bundle(*database, "two").value()->superseded_at, noon + 3h);
}

TEST(Bundles, AreRevokedOnlyOnceTheyAreSuperseded) {
    tests::ScratchDatabase database;
    ASSERT_TRUE(storage::publish_bundle(*database, bundle("one"), noon).has_value());
    EXPECT_EQ(storage::revoke_bundle(*database, "one").error().fault, Fault::not_found);
    EXPECT_EQ(storage::revoke_bundle(*database, "none").error().fault, Fault::not_found);
    ASSERT_TRUE(storage::publish_bundle(*database, bundle("two"), noon).has_value());
    ASSERT_TRUE(storage::revoke_bundle(*database, "one").has_value());
    EXPECT_TRUE(storage::find_bundle(*database, "one").value()->revoked);
}

TEST(Bundles, StayAsLongAsSomebodysSessionNeedsThem) {
    tests::ScratchDatabase database;
    for (const char* digest : {"one", "two", "three"})
        ASSERT_TRUE(storage::publish_bundle(*database, bundle(digest), noon).has_value());
    talk(*database, "a", "one");
    talk(*database, "b", "three");
    const auto used = storage::bundles_in_use(*database).value();
    ASSERT_EQ(used.size(), 2u);
    EXPECT_EQ(used[0].files.size(), 2u);
    EXPECT_EQ(storage::drop_unused_bundles(*database).value(), 1);
    EXPECT_TRUE(storage::find_bundle(*database, "one").value());
    EXPECT_FALSE(storage::find_bundle(*database, "two").value());
    EXPECT_EQ(storage::drop_unused_bundles(*database).value(), 0);
}

TEST(Bundles, ListsTheSessionsPageByPage) {
    tests::ScratchDatabase database;
    for (const char* sender : {"a", "b", "c"})
        talk(*database, sender, "one");
    const auto first = storage::sessions_after(*database, 0, 2).value();
    ASSERT_EQ(first.size(), 2u);
    EXPECT_EQ(first[0].channel, "sms");
    EXPECT_EQ(first[0].sender, "a");
    EXPECT_NE(first[0].state.find("one"), std::string::npos);
    EXPECT_EQ(storage::sessions_after(*database, first.back().conversation, 2).value().size(), 1u);
}

}  // namespace
