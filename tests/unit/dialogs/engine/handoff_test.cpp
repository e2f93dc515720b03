#include "tests/unit/dialogs/engine/talk.h"

#include <algorithm>

namespace dialogs {
namespace {

using namespace std::chrono_literals;

// A flow whose own handoff says what comes of it, over the ordinary one that does not.
constexpr const char* with_limit = R"(
  main:
    steps:
      - id: open
        handoff: {queue: desk, summary: 找人, bot: muted, sla: 2h_working, on_sla_missed: late}
        next: ack
      - {id: ack, say: "号码{handoff.case_no|max:9}", next: END}
      - {id: late, say: "还在排着，号码{handoff.case_no|max:9}", next: END}
)";

const Remind* reminder(const Step& step) {
    for (const Effect& effect : step.effects) {
        if (const auto* due = std::get_if<Remind>(&effect)) return due;
    }
    return nullptr;
}

Talk in_the_queue(const std::string& flows) {
    Talk talk{script_of(flows)};
    talk.hear("你好");
    talk.put(HandedOver{"LN-7", false, true, ""});
    return talk;
}

TEST(Handoff, RemindsOfItsLimitAndSaysOnceThatItTakesLong) {
    Talk talk = in_the_queue(with_limit);
    ASSERT_NE(reminder(talk.last), nullptr);
    EXPECT_EQ(reminder(talk.last)->after, 2h);
    EXPECT_EQ(reminder(talk.last)->kind, "sla_working");

    // Whoever writes meanwhile is waited for anew.
    talk.hear("还有一件事");
    EXPECT_EQ(talk.said(), "");
    ASSERT_NE(reminder(talk.last), nullptr);

    talk.put(TimedOut{"sla_working"});
    EXPECT_EQ(talk.said(), "还在排着，号码LN-7|");
    EXPECT_EQ(talk.session.status, SessionStatus::handed_over);
    EXPECT_EQ(reminder(talk.last), nullptr);
    talk.hear("在吗");
    EXPECT_EQ(reminder(talk.last), nullptr);
}

TEST(Handoff, BorrowsTheOrdinaryWordsForALimitOfItsOwn) {
    std::string ordinary = with_limit;
    ordinary.replace(ordinary.find("main:"), 5, "pattern_human_handoff:");
    const std::string plain = R"(
  main:
    steps:
      - {id: open, handoff: {queue: desk, summary: 找人, bot: muted, sla: 45m}, next: END}
)";
    const std::vector<language::SourceFile> files = {
        {"bot.yaml", short_bot},
        {"patterns.yaml",
         std::string{short_patterns}.replace(
             std::string{short_patterns}.find("  pattern_human_handoff:"),
             std::string{short_patterns}.find("  pattern_cannot_handle:") -
                 std::string{short_patterns}.find("  pattern_human_handoff:"),
             ordinary.substr(1)
         )},
        {"flows/main.yaml", "schema: dialog/1\nflows:\n" + plain}};
    auto loaded = language::read_script(files);
    for (const auto& problem : loaded.problems)
        ADD_FAILURE() << describe(problem);
    ASSERT_TRUE(loaded.script);
    Talk talk{*loaded.script};
    talk.hear("你好");
    talk.put(HandedOver{"LN-8", false, true, ""});
    ASSERT_NE(reminder(talk.last), nullptr);
    EXPECT_EQ(reminder(talk.last)->after, 45min);
    EXPECT_EQ(reminder(talk.last)->kind, "sla");
    talk.put(TimedOut{"sla"});
    EXPECT_EQ(talk.said(), "还在排着，号码LN-8|");
}

TEST(Handoff, HasNoLimitToRemindOfWhereNothingWouldBeSaid) {
    std::string silent = with_limit;
    silent.erase(silent.find(", on_sla_missed: late"), 21);
    silent.erase(silent.find("      - {id: late"));
    Talk talk = in_the_queue(silent);
    EXPECT_EQ(reminder(talk.last), nullptr);
    talk.put(TimedOut{"sla"});
    EXPECT_EQ(talk.said(), "");
    EXPECT_EQ(talk.session.status, SessionStatus::handed_over);
}

TEST(Handoff, HasNothingToSayOfItsLimitWithoutTheOrdinaryOne) {
    std::string silent = with_limit;
    silent.erase(silent.find(", on_sla_missed: late"), 21);
    silent.erase(silent.find("      - {id: late"));
    Talk talk{script_of(silent)};
    talk.script.flows.erase("pattern_human_handoff");
    talk.hear("你好");
    talk.put(HandedOver{"LN-9", false, true, ""});
    EXPECT_EQ(talk.said(), "号码LN-9|");
    EXPECT_EQ(reminder(talk.last), nullptr);
}

TEST(Handoff, EndsSilentlyWhereNothingIsSaidOfItsEnd) {
    Talk talk = in_the_queue(with_limit);
    talk.put(Returned{true});
    EXPECT_EQ(talk.said(), "");
    EXPECT_EQ(talk.session.status, SessionStatus::idle);
}

// A handoff after something went wrong, in the conversation of somebody who was shown an article.
HandOver handed_over_with(const std::string& context) {
    Talk talk{script_of(
        R"(
  main:
    description: 称重
    slots: {a: {type: text, max_chars: 9, label: 物件}}
    steps:
      - {id: keep, set: {a: '"西瓜"'}}
      - {id: weigh, action: weigh, with: {what: slots.a}, on_error: open, next: open}
      - {id: open, handoff: {queue: desk, summary: 找人)" +
        context +
        R"(}, next: END}
)"
    )};
    talk.session.heard_at = morning;
    talk.session.topic = "dibao.standard";
    talk.session.topic_title = "低保标准";
    talk.hear("你好");
    talk.put(Failed{"weigh"});
    const auto* handed =
        talk.last.effects.empty() ? nullptr : std::get_if<HandOver>(&talk.last.effects.back());
    EXPECT_NE(handed, nullptr);
    return handed ? *handed : HandOver{};
}

TEST(Handoff, TellsTheClerkWhatItsContextSays) {
    using Told = std::map<std::string, std::string>;
    EXPECT_EQ(handed_over_with("").context, (Told{{"物件", "西瓜"}}));
    EXPECT_EQ(handed_over_with(", context: {slots: none}").context, Told{});
    EXPECT_EQ(
        handed_over_with(", context: {slots: none, last_error: true, knowledge_shown: true}")
            .context,
        (Told{{"出过的问题", "没有办成（称重）"}, {"看过的政策", "低保标准"}})
    );
}

}  // namespace
}  // namespace dialogs
