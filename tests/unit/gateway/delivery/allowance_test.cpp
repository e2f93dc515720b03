#include "gateway/delivery/allowance.h"

#include "storage/conversations.h"
#include "storage/messages.h"
#include "storage/outbox.h"
#include "tests/support/scratch.h"

#include <gtest/gtest.h>

namespace gateway::delivery {
namespace {

using namespace std::chrono_literals;

const dialogs::Time noon{std::chrono::milliseconds{1'795'400'000'000}};

TEST(Allowance, IsSoManyMessagesForSoLongAfterThePersonWrote) {
    channels::Capabilities can;
    EXPECT_FALSE(allowance(can, {3, noon}, noon));
    can.pushes = 5;
    can.pushes_within = 48h;
    struct Case {
        const char* name;
        storage::Pushed pushed;
        std::chrono::hours later;
        int left;
    };
    const Case cases[] = {
        {"never wrote", {0, {}}, 0h, 0},
        {"just wrote", {0, noon}, 0h, 5},
        {"two went out", {2, noon}, 1h, 3},
        {"all went out", {5, noon}, 1h, 0},
        {"one too many", {6, noon}, 1h, 0},
        {"nearly over", {0, noon}, 47h, 5},
        {"over", {0, noon}, 48h, 0},
    };
    for (const auto& [name, pushed, later, left] : cases) {
        SCOPED_TRACE(name);
        EXPECT_EQ(allowance(can, pushed, noon + later)->left, left);
    }
}

TEST(Allowance, IsAlsoThreeForAMinuteAfterTheAccountWasTouched) {
    channels::Capabilities can;
    can.pushes = 5;
    can.pushes_within = 48h;
    can.event_pushes = 3;
    can.event_pushes_within = 1min;
    const auto left = [&](const storage::Pushed& pushed, std::chrono::seconds later) {
        return allowance(can, pushed, noon + later)->left;
    };
    EXPECT_EQ(left({0, {}, 0, noon}, 0s), 3);
    EXPECT_EQ(left({1, {}, 1, noon}, 59s), 2);
    EXPECT_EQ(left({0, {}, 0, noon}, 60s), 0);
    // Whichever gives more counts.
    EXPECT_EQ(left({5, noon, 0, noon + 60s}, 61s), 3);
    EXPECT_EQ(left({1, noon, 0, noon + 60s}, 61s), 4);
    EXPECT_EQ(left({5, noon, 0, noon + 60s}, 121s), 0);
    EXPECT_EQ(allowance(can, {5, noon, 0, noon + 60s}, noon + 61s)->until, noon + 120s);
}

TEST(Allowance, CountsWhatLeftSinceThePersonLastWrote) {
    tests::ScratchDatabase database;
    storage::Conversation fresh;
    fresh.address = {"wechat", "o1"};
    const auto id = storage::ensure_conversation(*database, fresh, noon)->id;
    const auto say =
        [&](storage::Author author, const std::string& kind, int parts, const char* state) {
            storage::Utterance said;
            said.conversation = id;
            said.author = author;
            said.kind = kind;
            said.text = "您好";
            said.at = noon;
            const auto message = storage::add_message(*database, said).value();
            for (int i = 0; i < parts; ++i) {
                storage::OutboxPart part;
                part.message = message;
                part.conversation = id;
                part.channel = "wechat";
                part.recipient = "o1";
                part.author = "clerk";
                part.next_at = noon;
                part.id = storage::add_part(*database, part, noon).value();
                if (std::string_view(state) == "ready") continue;
                EXPECT_TRUE(storage::begin_sending(*database, part).value());
                EXPECT_TRUE(storage::finish_sending(*database, {part.id, state, "", "", noon}));
            }
        };
    const auto pushed = [&] { return storage::pushed_since_heard(*database, id).value(); };
    EXPECT_FALSE(pushed().heard_at);
    say(storage::Author::resident, "text", 0, "");
    say(storage::Author::clerk, "text", 2, "sent");
    say(storage::Author::clerk, "text", 1, "failed");
    say(storage::Author::clerk, "text", 1, "ready");
    say(storage::Author::bot, "text", 1, "unknown");
    EXPECT_EQ(pushed().parts, 4);
    say(storage::Author::resident, "event", 0, "");
    EXPECT_EQ(pushed().parts, 4);
    say(storage::Author::resident, "text", 0, "");
    EXPECT_EQ(pushed().parts, 0);
    EXPECT_EQ(pushed().heard_at, noon);
    say(storage::Author::clerk, "text", 2, "sent");
    say(storage::Author::resident, "click", 0, "");
    say(storage::Author::clerk, "text", 1, "sent");
    EXPECT_EQ(pushed().parts, 3);
    EXPECT_EQ(pushed().event_parts, 1);
    EXPECT_EQ(pushed().event_at, noon);
}

}  // namespace
}  // namespace gateway::delivery
