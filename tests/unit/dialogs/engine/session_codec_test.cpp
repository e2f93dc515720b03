#include "dialogs/engine/session_codec.h"

#include <gtest/gtest.h>

namespace dialogs {
namespace {

const Time noon{std::chrono::milliseconds{1'795'400'000'123}};

Session full_session() {
    Session session;
    session.script_digest = "abc";
    session.status = SessionStatus::active;
    session.stack = {{"main", "followup", 1, 2, true}, {"status", "ask_no", 2, 0, true}};
    session.slots["town"] = {"130224100", "倴城镇", "奔城", "pattern_human_handoff", false, noon};
    session.slots["id_last4"] = {"123X", "", "", "status", true, noon};
    session.results["verify_application"] = {{"status", "ok"}, {"title", "演示"}};
    session.grants["verified"] = {"120260000011", noon};
    session.pending = Pending{Question::act, "verify_application", "amount", true};
    session.input = "原话 \"引号\" \\";
    session.history = {{{{"main", "home", 0, 0, true}}, {"question"}}};
    session.last_prompt = {{"请回复", {{"1", "查政策"}}, "main.home", "dibao"}};
    session.unsent = {{"先说的", {}, "status.show", {}}};
    session.origin = "办理进度查询";
    session.topic = "dibao.standard";
    session.facets = {"materials", "where"};
    session.candidates = {{"dibao.standard", "低保标准"}};
    session.handoff = {{"case_no", "A1"}, {"joined", "true"}};
    session.meanwhile = true;
    session.owed = true;
    session.failures = 2;
    session.turns = 7;
    session.steps = 3;
    session.visits = {{"main.home", 2}};
    session.heard_at = noon;
    return session;
}

TEST(SessionCodec, ReadsBackEveryField) {
    const auto read = session_from_json(to_json(full_session()));
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, full_session());
}

TEST(SessionCodec, ReadsBackAFreshSession) {
    const auto read = session_from_json(to_json(Session{}));
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, Session{});
}

TEST(SessionCodec, WritesWhatDiffersFromAFreshSession) {
    EXPECT_EQ(to_json(Session{}), R"({"format":1})");
    Session session;
    session.status = SessionStatus::handed_over;
    session.stack = {{"main", "home"}};
    session.input = "a\"\\\n\x01";
    EXPECT_EQ(
        to_json(session),
        R"({"format":1,"status":"handed_over","stack":[{"flow":"main","step":"home"}],)"
        R"("input":"a\u0022\u005c\n\u0001"})"
    );
}

TEST(SessionCodec, LeavesOutWhatIsNothingInEveryPart) {
    Session session;
    session.stack = {Frame{}};
    session.slots["a"] = Slot{};
    session.grants["b"] = Grant{};
    session.pending = Pending{};
    session.history = {Point{}};
    session.last_prompt = {Say{}};
    session.doubt = Doubt{};
    session.suspended = Suspended{};
    const std::string text = to_json(session);
    EXPECT_EQ(
        text,
        R"({"format":1,"stack":[{}],"slots":{"a":{}},"grants":{"b":{}},"pending":{},)"
        R"("history":[{}],"last_prompt":[{}],"doubt":{},"suspended":{}})"
    );
    const auto read = session_from_json(text);
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, session);
    session.format = 0;  // none: nobody can tell how to read it
    EXPECT_FALSE(session_from_json(to_json(session)));
}

TEST(SessionCodec, KeepsASessionReadableWhateverBytesItHolds) {
    Session session;
    session.input = "原话\xFF";
    const auto read = session_from_json(to_json(session));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->input, "原话\uFFFD");
}

TEST(SessionCodec, FillsInWhatAnOlderSessionLacks) {
    const auto read = session_from_json(R"({"format":1,"status":"handed_over"})");
    ASSERT_TRUE(read);
    EXPECT_EQ(read->status, SessionStatus::handed_over);
    EXPECT_TRUE(read->stack.empty());
}

TEST(SessionCodec, RefusesWhatIsNoSessionWithoutQuotingIt) {
    constexpr const char* texts[] = {
        "",
        "130224194803051234",
        "[]",
        "{}",
        R"({"format":2,"status":"idle"})",
        R"({"format":0,"status":"idle"})",
        R"({"format":"one","status":"idle"})",
        R"({"format":1,"status":"asleep"})",
        R"({"format":1,"pending":{"question":"asleep"}})",
        R"({"format":1,"status":"idle","stack":"130224194803051234"})",
        R"({"format":1,"status":"idle","slots":{"a":["130224194803051234"]}})",
    };
    for (const char* text : texts) {
        SCOPED_TRACE(text);
        const auto read = session_from_json(text);
        ASSERT_FALSE(read);
        EXPECT_EQ(read.error().fault, Fault::malformed);
        EXPECT_EQ(read.error().detail.find("1302241948"), std::string::npos);
    }
}

}  // namespace
}  // namespace dialogs
