#include "storage/inquiries.h"

#include "storage/conversations.h"
#include "storage/early_receipts.h"
#include "storage/messages.h"
#include "tests/support/scratch.h"

#include <gtest/gtest.h>

namespace {

using namespace std::chrono_literals;
using storage::Time;
namespace inquiries = storage::inquiries;

const Time noon{std::chrono::milliseconds{1'795'400'000'000}};

struct InquiriesTest : testing::Test {
    tests::ScratchDatabase database;
    std::int64_t conversation = [this] {
        storage::Conversation fresh;
        fresh.address = {"sms", "+8613800000001"};
        return storage::ensure_conversation(*database, fresh, noon)->id;
    }();

    storage::OutboxPart tried(std::optional<Time> ask_at) {
        storage::OutboxPart part;
        part.conversation = conversation;
        part.channel = "sms";
        part.recipient = "+8613800000001";
        part.text = "您好";
        part.author = "clerk";
        part.id = storage::add_part(*database, part, noon).value();
        EXPECT_TRUE(storage::begin_sending(*database, part, {noon, ask_at}).value());
        return part;
    }
    std::vector<std::int64_t> due(Time now, std::string_view channel = "sms") {
        std::vector<std::int64_t> found;
        for (const auto& one : inquiries::due(*database, channel, now, 10).value())
            found.push_back(one.part.id);
        return found;
    }
};

using Ids = std::vector<std::int64_t>;

TEST_F(InquiriesTest, AreDueOnceAPartIsUnknownAndItsTimeHasCome) {
    const auto part = tried(noon + 60s);
    EXPECT_EQ(due(noon + 60s), Ids{}) << "the call may still be answered";
    ASSERT_TRUE(storage::finish_sending(*database, {part.id, "unknown", "", "", noon}));
    EXPECT_EQ(due(noon + 59s), Ids{});
    EXPECT_EQ(due(noon + 60s), Ids{part.id});
    EXPECT_EQ(due(noon + 60s, "other"), Ids{});
    const auto one = inquiries::due(*database, "sms", noon + 60s, 10)->front();
    EXPECT_EQ(one.tried_at, noon);
    EXPECT_EQ(one.part.text, "您好");
    EXPECT_EQ(one.asked, 0);
}

TEST_F(InquiriesTest, AreDueForWhatACrashInterrupted) {
    const auto part = tried(noon + 60s);
    ASSERT_TRUE(storage::settle_interrupted(*database));
    EXPECT_EQ(due(noon + 60s), Ids{part.id});
}

TEST_F(InquiriesTest, AreDueAtOnceAfterACrashWhereAReceiptWaits) {
    const auto part = tried(noon + 60s);
    storage::early_receipts::Early other;
    other.mark = {"other", 0, "S1", "delivered", ""};
    ASSERT_TRUE(storage::early_receipts::keep(*database, other, noon));
    ASSERT_TRUE(storage::settle_interrupted(*database));
    EXPECT_EQ(due(noon + 59s), Ids{}) << "another channel's";
    const auto next = tried(noon + 60s);
    auto ours = other;
    ours.mark.channel = "sms";
    ASSERT_TRUE(storage::early_receipts::keep(*database, ours, noon));
    ASSERT_TRUE(storage::settle_interrupted(*database));
    EXPECT_EQ(due(noon), Ids{next.id}) << "what was in doubt before keeps its time";
    const auto unasked = tried({});
    ASSERT_TRUE(storage::settle_interrupted(*database));
    EXPECT_EQ(due(noon), Ids{next.id}) << "its provider cannot be asked: " << unasked.id;
}

TEST_F(InquiriesTest, AreNoneWhereTheProviderCannotBeAsked) {
    const auto part = tried({});
    ASSERT_TRUE(storage::finish_sending(*database, {part.id, "unknown", "", "", noon}));
    EXPECT_EQ(due(noon + 24h), Ids{});
}

TEST_F(InquiriesTest, ComeAgainWhenToldAndThenNeverMore) {
    const auto part = tried(noon + 60s);
    ASSERT_TRUE(storage::finish_sending(*database, {part.id, "unknown", "", "", noon}));
    ASSERT_TRUE(inquiries::learnt_nothing(*database, part.id, noon + 300s));
    EXPECT_EQ(due(noon + 299s), Ids{});
    EXPECT_EQ(inquiries::due(*database, "sms", noon + 300s, 10)->front().asked, 1);
    ASSERT_TRUE(inquiries::learnt_nothing(*database, part.id, {}));
    EXPECT_EQ(due(noon + 24h), Ids{});
}

TEST_F(InquiriesTest, EndWithAReceipt) {
    const auto part = tried(noon + 60s);
    ASSERT_TRUE(storage::finish_sending(*database, {part.id, "unknown", "", "", noon}));
    ASSERT_TRUE(storage::mark_receipt(*database, {"sms", part.id, "", "sent", ""}));
    EXPECT_EQ(due(noon + 60s), Ids{});
}

}  // namespace
