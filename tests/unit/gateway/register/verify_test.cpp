#include "gateway/register/verify.h"

#include "gateway/register/secrets.h"
#include "storage/applications.h"
#include "tests/support/scratch.h"

#include <gtest/gtest.h>

namespace {

using namespace std::chrono_literals;
using gateway::registers::Claim;
using gateway::registers::Keys;
using gateway::registers::Verdict;
using gateway::registers::Verification;
using storage::Time;

constexpr Time noon{std::chrono::milliseconds(1'795'320'000'000)};
const std::string receipt = "120260000011";
const std::string unknown = "120260000029";

Keys keys() { return Keys::from_master({1, 2, 3}); }

class Verify : public testing::Test {
protected:
    Verify() {
        storage::Application application;
        application.receipt_no = receipt;
        application.item = "最低生活保障";
        application.id_last4_hash = last4_hash(keys(), receipt, "002X");
        application.stage = "town_review";
        application.stage_text = "乡镇审核中";
        application.updated_on = "2026-11-20";
        id_ = storage::applications::add(*database_, application, noon).value();
    }

    Verification ask(
        const std::string& no,
        const std::string& last4,
        const std::string& sender = "+8613800000001"
    ) {
        const Claim claim{{"sms", sender}, "sms:" + std::to_string(++messages_), no, last4};
        return gateway::registers::verify_application(*database_, keys(), claim, now_).value();
    }
    int wrong() { return storage::applications::find(*database_, id_).value()->wrong_attempts; }

    tests::ScratchDatabase database_;
    std::int64_t id_ = 0;
    int messages_ = 0;
    Time now_ = noon;
};

TEST_F(Verify, TellsTheStageToWhoKnowsTheEnding) {
    const auto told = ask(receipt, "002X");
    EXPECT_EQ(told.verdict, Verdict::ok);
    const auto result = to_result(told);
    EXPECT_EQ(result.at("status"), "ok");
    EXPECT_EQ(result.at("title"), "最低生活保障");
    EXPECT_EQ(result.at("state"), "town_review");
    EXPECT_EQ(result.at("state_text"), "乡镇审核中");
    EXPECT_EQ(result.at("state_words"), "乡镇审核中");
    EXPECT_EQ(result.at("updated_on"), "2026-11-20");
}

TEST_F(Verify, WrongAndUnknownGiveOneAnswer) {
    const auto wrong_digits = to_result(ask(receipt, "1111"));
    const auto no_such_number = to_result(ask(unknown, "002X"));
    EXPECT_EQ(wrong_digits, no_such_number);
    EXPECT_EQ(wrong_digits, (std::map<std::string, std::string>{{"status", "mismatch"}}));
}

TEST_F(Verify, LocksAContactAfterThreeWrongOnes) {
    ask(receipt, "1111");
    ask(unknown, "002X");
    EXPECT_EQ(ask(receipt, "2222").verdict, Verdict::mismatch);
    EXPECT_EQ(ask(receipt, "002X").verdict, Verdict::locked);
    EXPECT_EQ(ask(unknown, "002X").verdict, Verdict::locked);
    EXPECT_EQ(ask(receipt, "002X", "+8613800000002").verdict, Verdict::ok);
}

TEST_F(Verify, OpensAgainADayAfterTheWrongOnes) {
    for (int i = 0; i < 3; ++i)
        ask(receipt, "1111");
    now_ += 23h;
    EXPECT_EQ(ask(receipt, "002X").verdict, Verdict::locked);
    now_ += 1h;
    EXPECT_EQ(ask(receipt, "002X").verdict, Verdict::ok);
}

TEST_F(Verify, TwoWrongOnesAndARightOneAreFine) {
    ask(receipt, "1111");
    ask(receipt, "2222");
    EXPECT_EQ(ask(receipt, "002X").verdict, Verdict::ok);
}

TEST_F(Verify, ARepeatedMessageIsOneAttempt) {
    const Claim claim{{"sms", "+8613800000001"}, "sms:again", receipt, "1111"};
    for (int i = 0; i < 5; ++i) {
        const auto told = gateway::registers::verify_application(*database_, keys(), claim, now_);
        EXPECT_EQ(told.value().verdict, Verdict::mismatch);
    }
    EXPECT_EQ(wrong(), 1);
    EXPECT_EQ(ask(receipt, "002X").verdict, Verdict::ok);

    const Claim right{{"sms", "+8613800000001"}, "sms:right", receipt, "002X"};
    for (int i = 0; i < 5; ++i) {
        const auto told = gateway::registers::verify_application(*database_, keys(), right, now_);
        EXPECT_EQ(told.value().stage, "town_review");
    }
}

TEST_F(Verify, TenStrangersLockAnApplicationForStrangersOnly) {
    EXPECT_EQ(ask(receipt, "002X", "son").verdict, Verdict::ok);
    for (int i = 0; i < 10; ++i)
        ask(receipt, "1111", "stranger" + std::to_string(i));
    EXPECT_EQ(wrong(), 10);
    EXPECT_EQ(
        to_result(ask(receipt, "002X", "daughter")), to_result(ask(unknown, "002X", "other"))
    );
    EXPECT_EQ(ask(receipt, "002X", "son").verdict, Verdict::ok);
    now_ += 24h * 365;
    EXPECT_EQ(ask(receipt, "002X", "daughter").verdict, Verdict::mismatch);
}

TEST_F(Verify, TheFamilysOwnMistakesDoNotLockTheApplication) {
    EXPECT_EQ(ask(receipt, "002X", "son").verdict, Verdict::ok);
    ask(receipt, "1111", "son");
    EXPECT_EQ(wrong(), 0);
}

TEST_F(Verify, AProofLapsesAfterHalfAYear) {
    EXPECT_EQ(ask(receipt, "002X", "son").verdict, Verdict::ok);
    const auto verified = [this] {
        return storage::applications::is_verified(*database_, "sms", "son", id_, now_).value();
    };
    now_ += 24h * 179;
    EXPECT_TRUE(verified());
    now_ += 24h;
    EXPECT_FALSE(verified());
}

TEST_F(Verify, CountsOnAfterARestart) {
    for (int i = 0; i < 3; ++i)
        ask(receipt, "1111");
    const auto file = database_.file();
    database_.release().reset();
    auto reopened = storage::open_sqlite(file, storage::Access::write);
    const Claim claim{{"sms", "+8613800000001"}, "sms:after", receipt, "002X"};
    const auto told = gateway::registers::verify_application(**reopened, keys(), claim, now_);
    EXPECT_EQ(told.value().verdict, Verdict::locked);
}

}  // namespace
