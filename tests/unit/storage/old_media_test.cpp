#include "storage/old_media.h"

#include "storage/cases.h"
#include "storage/conversations.h"
#include "storage/media.h"
#include "storage/messages.h"
#include "tests/support/scratch.h"

namespace storage::old_media {
namespace {

using namespace std::chrono_literals;
constexpr Time now{std::chrono::milliseconds{1'795'400'000'000}};

struct OldMediaTest : testing::Test {
    tests::ScratchDatabase database;

    std::int64_t conversation(const std::string& sender, bool open) {
        Conversation fresh;
        fresh.address = {"wechat", sender};
        const auto id = ensure_conversation(*database, fresh, now)->id;
        if (open) {
            EXPECT_TRUE(database->run(
                "INSERT INTO cases(no, kind, state, priority, reason, summary, area, "
                "conversation_id, requester_id, channel, opened_at) "
                "VALUES (?, 'consult', 'submitted', 'normal', '', '', '', ?, 1, 'wechat', ?)",
                sender,
                id,
                now
            ));
        }
        return id;
    }
    void came(std::int64_t conversation, const std::string& digest, Time at, int bytes = 10) {
        Utterance said;
        said.conversation = conversation;
        said.text = "［图片］";
        said.at = at;
        const auto message = add_message(*database, said).value();
        EXPECT_TRUE(media::want(*database, {message, "wechat", "m", "image", true}, at));
        EXPECT_TRUE(media::keep(*database, message, {"image", "", "", digest, "image/png", bytes}));
    }
    std::string spare() {
        std::string all;
        const auto found = survey(*database).value();
        for (const auto& file : found.spare)
            all += file.digest + " ";
        return all;
    }
};

TEST_F(OldMediaTest, IsOfNoOpenCaseAndAsOldAsItsLastComing) {
    const auto done = conversation("o1", false);
    const auto open = conversation("o2", true);
    came(done, "b", now - 2h);
    came(done, "c", now - 1h);
    came(done, "a", now - 3h);
    came(open, "o", now - 9h, 70);
    came(done, "o", now - 9h, 70);
    came(done, "a", now);
    EXPECT_EQ(spare(), "b c a ");
    EXPECT_EQ(survey(*database)->bytes, 100);
}

TEST_F(OldMediaTest, ExpiresInAllItsMessagesButNotOnceACaseIsOpen) {
    const auto done = conversation("o1", false);
    came(done, "a", now);
    came(done, "a", now);
    came(done, "b", now);
    EXPECT_EQ(expire(*database, "a").value(), 2);
    EXPECT_EQ(expire(*database, "a").value(), 0);
    EXPECT_EQ(digests_in_use(*database).value(), (std::set<std::string, std::less<>>{"b"}));
    const auto open = conversation("o2", true);
    came(open, "b", now);
    EXPECT_EQ(expire(*database, "b").value(), 0);
    EXPECT_EQ(database.count("SELECT COUNT(*) FROM media WHERE code = 'expired'"), 2);
}

}  // namespace
}  // namespace storage::old_media
