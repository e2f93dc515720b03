#include "dialogs/engine/editions.h"

#include "tests/unit/dialogs/engine/talk.h"

#include <gtest/gtest.h>

namespace dialogs {

namespace {

using namespace std::chrono_literals;

ScriptPtr edition(const std::string& ask) {
    return std::make_shared<const Script>(script_of(
        "  main:\n"
        "    steps:\n"
        "      - {id: home, menu: " +
        ask +
        ", choices: [{id: one, key: \"1\", label: 好, next: bye}]}\n"
        "      - {id: bye, say: 再见。, next: END}\n"
    ));
}

// Waits at main.home of `script`.
Session waiting(const Script& script) {
    Talk talk{script};
    talk.hear("你好");
    EXPECT_EQ(talk.waits_at(), "main.home");
    return talk.session;
}

}  // namespace

TEST(Editions, BeginByTheScriptInForce) {
    Editions editions(edition("甲"));
    const ScriptPtr second = edition("乙");
    editions.publish(second, morning);
    EXPECT_EQ(editions.place(Session{}, morning).script, second);
}

TEST(Editions, LetAConversationGoOnByItsOwnScriptForAWhile) {
    const ScriptPtr first = edition("甲");
    const ScriptPtr second = edition("乙");
    Editions editions(first);
    const Session session = waiting(*first);
    editions.publish(second, morning);
    const Time last = morning + second->limits.pin_max_age;
    EXPECT_EQ(editions.place(session, last).script, first);
    const auto moved = editions.place(session, last + 1ms);
    EXPECT_EQ(moved.script, second);
    EXPECT_EQ(moved.fate, Fate::kept);
    EXPECT_EQ(moved.session.script_digest, second->digest);
}

TEST(Editions, MoveWhoeverDoesNotWait) {
    const ScriptPtr first = edition("甲");
    const ScriptPtr second = edition("乙");
    Editions editions(first);
    Session session = waiting(*first);
    editions.publish(second, morning);
    session.status = SessionStatus::expired;
    EXPECT_EQ(editions.place(session, morning).script, second);
}

TEST(Editions, LeaveARevokedScriptAtOnceUnlessTheHostWasAsked) {
    const ScriptPtr first = edition("甲");
    const ScriptPtr second = edition("乙");
    Editions editions(first);
    Session session = waiting(*first);
    editions.publish(second, morning);
    editions.revoke(first->digest);
    EXPECT_EQ(editions.place(session, morning).script, second);
    session.pending.emplace();
    EXPECT_EQ(editions.place(session, morning + 48h).script, first);
}

TEST(Editions, RememberWhatWasInForceBeforeTheStart) {
    const ScriptPtr first = edition("甲");
    Editions editions(edition("乙"));
    EXPECT_EQ(editions.place(waiting(*first), morning).fate, Fate::re_asked);
    editions.remember(first, morning - 1h);
    EXPECT_EQ(editions.place(waiting(*first), morning).script, first);
}

TEST(Editions, ForgetTheOldestOfMany) {
    const ScriptPtr first = edition("甲");
    Editions editions(first);
    for (std::size_t i = 0; i <= Editions::max_superseded; ++i)
        editions.publish(edition("第" + std::to_string(i)), morning + std::chrono::seconds(i));
    EXPECT_EQ(editions.place(waiting(*first), morning).fate, Fate::re_asked);
}

TEST(Editions, PutAnOldScriptInForceAgain) {
    const ScriptPtr first = edition("甲");
    const ScriptPtr second = edition("乙");
    Editions editions(first);
    editions.publish(second, morning);
    editions.publish(first, morning + 1h);
    EXPECT_EQ(editions.place(waiting(*first), morning + 90h).script, first);
    EXPECT_EQ(editions.place(waiting(*second), morning + 2h).script, second);
}

}  // namespace dialogs
