#include "gateway/turns/danger.h"

#include "tests/support/product_library.h"

#include <gtest/gtest.h>

namespace {

using tests::product_library;

// Words of no rule, so that only the classifier hears the danger.
dialogs::Heard told() {
    dialogs::Message message;
    message.text = "牛发狂把我爹顶了，肚子上好大一个口子，人已经说不出话来了";
    return gateway::turns::heard_of(std::move(message));
}

TEST(Danger, IsSensedWhenToldWithinAFlow) {
    dialogs::Session session;
    session.stack.resize(2);
    auto heard = told();
    ASSERT_FALSE(heard.alarm);
    gateway::turns::sense_danger(product_library(), session, heard);
    EXPECT_TRUE(heard.alarm);
}

TEST(Danger, IsLeftToTheLookUpAtTheFrontDoor) {
    dialogs::Session session;
    session.stack.resize(1);
    auto heard = told();
    gateway::turns::sense_danger(product_library(), session, heard);
    EXPECT_FALSE(heard.alarm);
}

}  // namespace
