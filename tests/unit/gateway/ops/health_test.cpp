#include "gateway/ops/health.h"

#include <gtest/gtest.h>

namespace gateway::ops {
namespace {

using dialogs::Error;
using dialogs::Fault;
using dialogs::Result;

Health::Check failing() {
    return []() -> Result<void> { return Error{Fault::unavailable, "gone"}; };
}

TEST(Health, IsReadyWhenEveryDecidingCheckIs) {
    Health health;
    EXPECT_TRUE(health.report().ready);
    health.add("replica", failing(), false);
    EXPECT_TRUE(health.report().ready);
    EXPECT_EQ(health.report().text, "ready\nreplica: failing: gone\n");
    health.add("database", failing());
    EXPECT_FALSE(health.report().ready);
    EXPECT_EQ(health.report().text, "not ready\nreplica: failing: gone\ndatabase: failing: gone\n");
}

TEST(Health, SaysWhatAnOperatorWantsToKnowBesides) {
    Health health;
    const auto remark = [] { return std::string("3 waiting"); };
    health.add("sms", failing(), false, remark);
    health.add(
        "kf", [] { return Result<void>(); }, false, remark
    );
    EXPECT_EQ(health.report().text, "ready\nsms: failing: gone (3 waiting)\nkf: ok (3 waiting)\n");
}

TEST(Health, IsNotReadyWhileDraining) {
    Health health;
    health.drain();
    EXPECT_FALSE(health.report().ready);
}

}  // namespace
}  // namespace gateway::ops
