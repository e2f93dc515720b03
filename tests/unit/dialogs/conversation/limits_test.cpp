#include "dialogs/conversation/limits.h"

#include "dialogs/language/loader.h"

#include <gtest/gtest.h>

namespace dialogs::conversation {
namespace {

const Script& product_script() {
    static const auto loaded = language::load_script("dialogs/scripts");
    return loaded.script.value();
}

Say saying(int characters, const char* step = "status.ask_no") {
    std::string text;
    for (int i = 0; i < characters; ++i)
        text += "长";
    return {text, {}, step, {}};
}

std::vector<std::string> broken(
    const char* channel, const std::vector<Say>& said, const Session& session = {}
) {
    std::vector<Trace> trace;
    for (const Say& reply : said)
        trace.push_back({"said", reply.step, {}});
    return broken_limits(product_script(), channel, {session, said, trace});
}

TEST(Limits, AreKeptByAnOrdinaryTurn) {
    EXPECT_EQ(broken("sms", {saying(20)}), std::vector<std::string>{});
    EXPECT_EQ(broken("web", {saying(900), saying(900)}), std::vector<std::string>{});
}

TEST(Limits, CountMessages) {
    EXPECT_EQ(broken("wechat", {saying(2), saying(2)}).size(), 1u);
    EXPECT_EQ(broken("web", std::vector<Say>(5, saying(2))).size(), 0u);
    EXPECT_EQ(broken("web", std::vector<Say>(6, saying(2))).size(), 1u);
}

TEST(Limits, LetWhatIsSaidBeforeAPersonIsCalledGoByItself) {
    const std::vector<Say> said{saying(2, "alarm.fire"), saying(2, "pattern_emergency.ack")};
    const std::vector<Trace> trace{{"handed_over", "front", "emergency:fire"}};
    EXPECT_EQ(broken_limits(product_script(), "wechat", {{}, said, trace}).size(), 0u);
}

TEST(Limits, LetTwoSmsGoWhereOneCannotCarryBoth) {
    EXPECT_EQ(broken("sms", {saying(100), saying(100)}).size(), 0u);
    EXPECT_EQ(broken("sms", {saying(20), saying(20)}).size(), 1u);
}

TEST(Limits, CountSegmentsByWhatTheStepIsAllowed) {
    EXPECT_EQ(broken("sms", {saying(200)}).size(), 1u);
    EXPECT_EQ(broken("sms", {saying(200, "complaint.review")}).size(), 0u);
    EXPECT_EQ(broken("sms", {saying(300, "complaint.review.reask[0]")}).size(), 1u);
    Session at_review;
    at_review.stack.push_back({"complaint", "review"});
    EXPECT_EQ(
        broken("sms", {saying(200, "pattern_continue_interrupted.back")}, at_review).size(), 0u
    );
}

TEST(Limits, CountWhatTheSessionHolds) {
    struct Case {
        const char* name;
        void (*exceed)(Session&);
    };
    constexpr Case cases[] = {
        {"depth", [](Session& one) { one.stack.resize(8); }},
        {"turns", [](Session& one) { one.turns = 201; }},
        {"visits", [](Session& one) { one.visits["main.home"] = 11; }},
        {"side questions",
         [](Session& one) {
             one.stack.push_back({"status", "ask_no"});
             one.stack.back().digressions = 4;
         }},
        {"results", [](Session& one) { one.results["verify"]["title"] = std::string(641, 'x'); }},
    };
    for (const auto& [name, exceed] : cases) {
        SCOPED_TRACE(name);
        Session session;
        session.status = SessionStatus::active;
        EXPECT_EQ(broken("web", {}, session).size(), 0u);
        exceed(session);
        EXPECT_EQ(broken("web", {}, session).size(), 1u);
    }
}

TEST(Limits, CountTheStepsOfATurn) {
    const std::vector<Trace> trace(51, {"step_entered", "main.home", {}});
    EXPECT_EQ(broken_limits(product_script(), "web", {{}, {}, trace}).size(), 1u);
}

}  // namespace
}  // namespace dialogs::conversation
