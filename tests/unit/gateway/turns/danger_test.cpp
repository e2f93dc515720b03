#include "gateway/turns/danger.h"

#include <gtest/gtest.h>

namespace {

const knowledge::Library& library() {
    static const auto loaded = [] {
        auto read = knowledge::Library::load("knowledge/articles");
        if (!read) throw std::runtime_error(read.error().detail);
        return std::move(*read);
    }();
    return loaded;
}

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
    gateway::turns::sense_danger(library(), session, heard);
    EXPECT_TRUE(heard.alarm);
}

TEST(Danger, IsLeftToTheLookUpAtTheFrontDoor) {
    dialogs::Session session;
    session.stack.resize(1);
    auto heard = told();
    gateway::turns::sense_danger(library(), session, heard);
    EXPECT_FALSE(heard.alarm);
}

}  // namespace
