#include "dialogs/engine/migration.h"
#include "dialogs/engine/session_codec.h"
#include "tests/unit/dialogs/engine/talk.h"

#include <gtest/gtest.h>

#include <span>

// What somebody has put aside, or left lying, when the script changes before he writes 继续.

namespace dialogs {
namespace {

constexpr std::string_view before = R"(  main:
    description: 主菜单
    steps:
      - {id: home, menu: 请选：, choices: [{id: go, key: "1", label: 申请, next: to_apply}, {id: no, key: "2", label: 没有了, next: bye}]}
      - {id: bye, say: 再见。, next: END}
      - {id: to_apply, link: apply}
  apply:
    description: 申请
    slots:
      name: {type: person_name, max_chars: 12, label: 姓名}
      count: {type: number, max_chars: 3, label: 人数}
    steps:
      - {id: sure, confirm: 同意吗？, affirm: ask_name, deny: END}
      - {id: ask_name, checkpoint: true, collect: name, ask: 叫什么？}
      - {id: ask_count, collect: count, ask: 几口人？}
      - {id: right, confirm: 对吗？, affirm: END, deny: END}
)";
constexpr std::string_view words =
    R"(  pattern_script_ended: {steps: [{id: tell, say: 停办了。, next: END}]}
  pattern_script_cleared: {steps: [{id: tell, say: 有的要再填。, next: END}]}
)";

struct Change {
    std::string_view part;
    std::string_view other;
};
constexpr Change flow_gone[] = {{"  apply:", "  apply_anew:"}, {"link: apply", "link: apply_anew"}};
constexpr Change step_gone[] = {
    {"      - {id: right, confirm: 对吗？, affirm: END, deny: END}\n",
     "      - {id: fine, confirm: 没错吧？, affirm: END, deny: END}\n"}};
constexpr Change slot_and_step_gone[] = {
    {"name: {type: person_name,", "name: {type: phone,"}, step_gone[0]};

Script script_with(std::span<const Change> changes) {
    std::string flows(before);
    for (const auto& [part, other] : changes)
        flows.replace(flows.find(part), part.size(), other);
    auto script = script_of(flows + std::string(words));
    script.commands.push_back({"resume", {}, {"继续"}, language::Builtin::resume, false});
    script.commands.push_back({"menu", {}, {"菜单"}, language::GotoFlow{"main"}, false});
    return script;
}

Talk at_the_last_question() {
    Talk talk{script_with({})};
    for (const char* said : {"你好", "1", "是", "王秀英", "3"})
        talk.hear(said);
    EXPECT_EQ(talk.waits_at(), "apply.right");
    return talk;
}

Talk put_aside() {
    Talk talk = at_the_last_question();
    talk.hear("菜单");
    EXPECT_TRUE(talk.session.suspended);
    return talk;
}

void change(Talk& talk, std::span<const Change> changes) {
    const auto now = script_with(changes);
    const auto moved = migrate(talk.session, &talk.script, now, talk.context.now).session;
    const auto stored = session_from_json(to_json(moved));
    ASSERT_TRUE(stored);
    talk.session = *stored;
    talk.script = now;
}

constexpr const char* ended = "停办了。\n请选：\n1申请\n2没有了|";

}  // namespace

TEST(PutAside, IsMissedInWordsWhenItsFlowIsGone) {
    auto talk = put_aside();
    change(talk, flow_gone);
    talk.hear("继续");
    EXPECT_EQ(talk.said(), ended);
    EXPECT_EQ(talk.waits_at(), "main.home");
    talk.hear("继续");
    EXPECT_EQ(talk.said().find("停办了"), std::string::npos) << "once is enough";
}

TEST(PutAside, IsMissedInWordsByWhoeverComesBackToARestingTalk) {
    auto talk = put_aside();
    talk.hear("2");
    ASSERT_EQ(talk.session.status, SessionStatus::idle);
    change(talk, flow_gone);
    change(talk, {});
    talk.hear("继续");
    EXPECT_EQ(talk.said(), ended);
}

TEST(PutAside, IsNotSpokenOfToWhoeverAsksSomethingElse) {
    auto talk = put_aside();
    talk.hear("2");
    change(talk, flow_gone);
    talk.hear("你好");
    EXPECT_EQ(talk.said().find("停办了"), std::string::npos) << talk.said();
    EXPECT_EQ(talk.waits_at(), "main.home");
}

TEST(PutAside, GoesOnFromItsCheckpointAndSaysSo) {
    auto talk = put_aside();
    change(talk, step_gone);
    talk.hear("继续");
    EXPECT_EQ(talk.said(), "服务更新了。\n没错吧？\n1是\n2否|");
    EXPECT_EQ(talk.session.slots.at("name").value, "王秀英");
}

TEST(PutAside, SaysWhatHasToBeToldAgain) {
    auto talk = put_aside();
    change(talk, slot_and_step_gone);
    talk.hear("继续");
    EXPECT_EQ(talk.said(), "有的要再填。\n叫什么？|");
}

TEST(LeftLying, IsMissedInWordsWhenItsFlowIsGone) {
    auto talk = at_the_last_question();
    change(talk, flow_gone);
    talk.hear("继续");
    EXPECT_EQ(talk.said(), ended);
}

TEST(LeftLying, GoesOnFromItsCheckpoint) {
    auto talk = at_the_last_question();
    change(talk, step_gone);
    talk.hear("继续");
    EXPECT_EQ(talk.said(), "服务更新了。\n没错吧？\n1是\n2否|");
}

TEST(LeftLying, SaysWhatHasToBeToldAgain) {
    auto talk = at_the_last_question();
    change(talk, slot_and_step_gone);
    talk.hear("1");
    EXPECT_EQ(talk.said(), "有的要再填。\n叫什么？|");
}

TEST(LeftLying, IsMissedInWordsAlsoAfterDays) {
    auto talk = at_the_last_question();
    talk.put(TimedOut{"expire"});
    ASSERT_EQ(talk.session.status, SessionStatus::expired);
    talk.context.now += std::chrono::hours{48};
    auto other = talk;
    change(talk, flow_gone);
    talk.hear("继续");
    EXPECT_EQ(talk.said(), ended);
    change(other, flow_gone);
    other.hear("你好");
    EXPECT_EQ(other.said().find("停办了"), std::string::npos) << other.said();
    EXPECT_EQ(other.waits_at(), "main.home");
}

TEST(Checkpoint, IsWhereAnInterruptedFlowGoesOnWithAllThatWasTold) {
    auto talk = at_the_last_question();
    auto& ask = talk.script.flows["pattern_session_expired"].steps.front();
    auto& resume = std::get<language::Menu>(ask.kind).choices.front();
    resume.next.branches.front().then.to = language::Destination::resume_at_checkpoint;
    talk.context.now += std::chrono::hours{25};
    talk.hear("7");
    ASSERT_EQ(talk.waits_at(), "pattern_session_expired.ask");
    talk.hear("1");
    EXPECT_EQ(talk.waits_at(), "apply.right");
    EXPECT_EQ(talk.session.slots.at("name").value, "王秀英");
}

TEST(Checkpoint, OfAFlowThatHasNotComeToItIsItsFirstStep) {
    Talk talk{script_with({})};
    for (const char* said : {"你好", "1"})
        talk.hear(said);
    ASSERT_EQ(talk.waits_at(), "apply.sure");
    const auto* flow = talk.script.flow("apply");
    auto& ask = talk.script.flows["pattern_session_expired"].steps.front();
    auto& resume = std::get<language::Menu>(ask.kind).choices.front();
    resume.next.branches.front().then.to = language::Destination::resume_at_checkpoint;
    talk.context.now += std::chrono::hours{25};
    talk.hear("7");
    talk.hear("1");
    EXPECT_EQ(talk.waits_at(), "apply." + flow->steps.front().id);
}

}  // namespace dialogs
