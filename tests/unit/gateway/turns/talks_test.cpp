#include "gateway/turns/talks.h"

#include <gtest/gtest.h>

namespace {

using gateway::turns::Start;
using gateway::turns::StartPtr;
using gateway::turns::Talks;

dialogs::Message message(const std::string& sender, const std::string& id) {
    dialogs::Message made;
    made.from = {"sms", sender};
    made.id = id;
    return made;
}

StartPtr at_version(const std::string& sender, std::int64_t version) {
    auto start = std::make_unique<Start>();
    start->conversation.address = {"sms", sender};
    start->session_version = version;
    return start;
}

TEST(Talks, AreTakenOnceAndThenLeftBehindAnew) {
    Talks talks;
    EXPECT_FALSE(talks.recall(message("anna", "1")));
    talks.remember(at_version("anna", 1), "1");
    auto start = talks.recall(message("anna", "2"));
    ASSERT_TRUE(start);
    EXPECT_EQ(start->session_version, 1);
    EXPECT_FALSE(talks.recall(message("anna", "2"))) << "a turn that fails leaves nothing behind";
    start->session_version = 2;
    talks.remember(std::move(start), "2");
    EXPECT_EQ(talks.recall(message("anna", "3"))->session_version, 2);
}

TEST(Talks, LetARepeatBeLookedUp) {
    Talks talks;
    auto start = at_version("anna", 0);
    for (const auto* id : {"1", "2", "3"}) {
        talks.remember(std::move(start), id);
        EXPECT_FALSE(talks.recall(message("anna", id)));
        EXPECT_FALSE(talks.recall(message("anna", "1")));
        start = talks.recall(message("anna", "new"));
    }
}

TEST(Talks, ForgetWhoeverHasBeenSilentLongest) {
    Talks talks;
    for (std::size_t i = 0; i <= Talks::max_remembered; ++i)
        talks.remember(at_version(std::to_string(i), 1), "1");
    EXPECT_FALSE(talks.recall(message("0", "2")));
    EXPECT_TRUE(talks.recall(message("1", "2")));
    talks.forget({"sms", "2"});
    EXPECT_FALSE(talks.recall(message("2", "2")));
}

}  // namespace
