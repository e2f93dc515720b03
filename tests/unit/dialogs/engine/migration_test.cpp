#include "dialogs/engine/migration.h"

#include "dialogs/engine/session_codec.h"
#include "tests/unit/dialogs/engine/talk.h"

#include <gtest/gtest.h>

// The same conversation, held by the script below until it waits, and then taken to a changed one.

namespace dialogs {

namespace {

constexpr std::string_view before = R"(  main:
    description: 主菜单
    steps:
      - {id: home, menu: 请选：, choices: [{id: go, key: "1", label: 申请, next: to_apply}, {id: no, key: "2", label: 没有了, next: END}]}
      - {id: to_apply, link: apply}
  apply:
    description: 申请
    slots:
      name: {type: person_name, max_chars: 12, label: 姓名}
      count: {type: number, max_chars: 3, label: 人数}
      kind: {type: choice, of: {dibao: 低保, linshi: 临时救助}, label: 项目}
    steps:
      - {id: ask_name, checkpoint: true, collect: name, ask: 叫什么？}
      - {id: ask_count, collect: count, ask: 几口人？}
      - {id: ask_kind, collect: kind, ask: 哪一项？}
      - {id: done, say: 已记下。, next: END}
)";

struct Row {
    const char* what;
    std::string_view part;   // of the script, all of it
    std::string_view other;  // what stands there afterwards
    Fate fate;
    std::string_view step;   // where it waits then; empty for nowhere
    std::string_view slots;  // what is still known
    std::string_view reply;  // to the next message, "1"
};

// The session waits at apply.ask_kind and knows name and count.
constexpr Row rows[] = {
    {"nothing changed", "请选", "请选", Fate::kept, "apply.ask_kind", "count name", "已记下。"},
    {"only words changed",
     "哪一项？",
     "要办哪一项？",
     Fate::kept,
     "apply.ask_kind",
     "count name",
     "已记下。"},
    {"another flow changed",
     "没有了, next: END",
     "没有了, next: to_apply",
     Fate::kept,
     "apply.ask_kind",
     "count name",
     "已记下。"},
    {"an earlier step changed",
     "collect: count, ask",
     "collect: count, on_unknown: ask_kind, ask",
     Fate::kept,
     "apply.ask_kind",
     "count name",
     "已记下。"},
    {"the step was renamed",
     "id: ask_kind,",
     "id: which, was: ask_kind,",
     Fate::kept,
     "apply.which",
     "count name",
     "已记下。"},
    {"the step has another option",
     "linshi: 临时救助",
     "tekun: 特困供养, linshi: 临时救助",
     Fate::re_asked,
     "apply.ask_kind",
     "count name",
     "接着：哪一项？\n1低保\n2特困供养\n3临时救助"},
    {"the step is another kind",
     "collect: kind, ask: 哪一项？",
     "confirm: 办低保吗？, affirm: done, deny: done",
     Fate::re_asked,
     "apply.ask_kind",
     "count name",
     "接着：办低保吗？\n1是\n2否"},
    {"the step is gone",
     "      - {id: ask_kind, collect: kind, ask: 哪一项？}\n",
     "",
     Fate::rewound,
     "apply.ask_name",
     "count name",
     "服务更新了。\n已记下。"},
    {"the step and the checkpoint are gone",
     "      - {id: ask_name, checkpoint: true, collect: name, ask: 叫什么？}\n"
     "      - {id: ask_count, collect: count, ask: 几口人？}\n"
     "      - {id: ask_kind, collect: kind, ask: 哪一项？}\n",
     "      - {id: ask_all, confirm: 申请吗？, affirm: done, deny: END}\n",
     Fate::rewound,
     "apply.ask_all",
     "count name",
     "服务更新了。\n申请吗？\n1是\n2否"},
    {"the flow is gone",
     "  apply:\n",
     "  apply_anew:\n",
     Fate::ended,
     "",
     "",
     "抱歉。\n请选：\n1申请\n2没有了"},
    {"a slot is read again by its new type",
     "name: {type: person_name,",
     "name: {type: text,",
     Fate::kept,
     "apply.ask_kind",
     "count name",
     "已记下。"},
    {"a slot means nothing to its new type",
     "name: {type: person_name,",
     "name: {type: phone,",
     Fate::kept,
     "apply.ask_kind",
     "count",
     "已记下。"},
    {"a slot is gone",
     "      - {id: ask_count, collect: count, ask: 几口人？}\n",
     "",
     Fate::kept,
     "apply.ask_kind",
     "name",
     "已记下。"},
};

Script changed(const Row& row) {
    std::string flows(before);
    const std::size_t at = flows.find(row.part);
    EXPECT_NE(at, std::string::npos);
    flows.replace(at, row.part.size(), row.other);
    if (std::string_view(row.what) == "a slot is gone") {
        const std::string_view slot = "      count: {type: number, max_chars: 3, label: 人数}\n";
        flows.erase(flows.find(slot), slot.size());
    }
    if (row.fate == Fate::ended)
        flows.replace(
            flows.find("link: apply"), std::string("link: apply").size(), "link: apply_anew"
        );
    flows += "  pattern_script_ended: {steps: [{id: tell, say: 抱歉。, next: END}]}\n";
    return script_of(flows);
}

Talk waiting() {
    Talk talk{script_of(std::string(before))};
    talk.hear("你好");
    talk.hear("1");
    talk.hear("王秀英");
    talk.hear("3");
    EXPECT_EQ(talk.waits_at(), "apply.ask_kind");
    return talk;
}

std::string place_of(const Session& session) {
    if (session.stack.empty()) return {};
    return session.stack.back().flow + '.' + session.stack.back().step;
}

std::string words(const Talk& talk) {
    std::string all = talk.said();
    if (!all.empty()) all.pop_back();
    return all;
}

std::string names_of(const Session& session) {
    std::string names;
    for (const auto& [name, slot] : session.slots)
        names += (names.empty() ? "" : " ") + name;
    return names;
}

}  // namespace

TEST(Migration, GoesOnAsFarAsTheNewScriptAllows) {
    for (const Row& row : rows) {
        SCOPED_TRACE(row.what);
        Talk talk = waiting();
        const Script now = changed(row);
        auto moved = migrate(talk.session, &talk.script, now, morning);
        EXPECT_EQ(name_of(moved.fate), name_of(row.fate));
        EXPECT_EQ(place_of(moved.session), row.step);
        EXPECT_EQ(names_of(moved.session), row.slots);
        EXPECT_EQ(moved.session.script_digest, now.digest);
        const auto stored = session_from_json(to_json(moved.session));
        ASSERT_TRUE(stored.has_value());
        EXPECT_EQ(*stored, moved.session);

        talk.session = *stored;
        talk.script = now;
        talk.hear("1");
        EXPECT_EQ(words(talk), row.reply);
        EXPECT_EQ(talk.session.moved, "");
    }
}

TEST(Migration, ReachesAPersonAtOnceWhateverHasChanged) {
    for (const Row& row : rows) {
        SCOPED_TRACE(row.what);
        Talk talk = waiting();
        talk.session = migrate(talk.session, &talk.script, changed(row), morning).session;
        talk.script = changed(row);
        talk.hear("人工");
        EXPECT_TRUE(std::holds_alternative<HandOver>(talk.last.effects.back()));
    }
}

TEST(Migration, AsksAgainWhenNobodyKnowsTheOldScript) {
    Talk talk = waiting();
    Script now = talk.script;
    now.digest = "another";
    const auto moved = migrate(talk.session, nullptr, now, morning);
    EXPECT_EQ(moved.fate, Fate::re_asked);
    EXPECT_EQ(names_of(moved.session), "count name");
}

TEST(Migration, LeavesASessionWhoseHostWasAsked) {
    Talk talk = waiting();
    talk.session.pending = Pending{Question::act, "weigh", {}, false};
    const auto moved = migrate(talk.session, &talk.script, changed(rows[7]), morning);
    EXPECT_EQ(moved.session, talk.session);
}

TEST(Migration, IsSpentOnASessionThatIsUpToDate) {
    const Talk talk = waiting();
    EXPECT_EQ(migrate(talk.session, &talk.script, talk.script, morning).session, talk.session);
}

TEST(Migration, GoesBackOnlyToStepsThatAreThere) {
    Talk talk = waiting();
    ASSERT_FALSE(talk.session.history.empty());
    const Script now = changed(rows[12]);  // ask_count is gone
    talk.session = migrate(talk.session, &talk.script, now, morning).session;
    talk.script = now;
    talk.hear("返回");
    EXPECT_EQ(talk.waits_at(), "apply.ask_name");
}

TEST(Migration, TellsWhatBecomesOfWhatWasPutAside) {
    for (const Row& row : rows) {
        SCOPED_TRACE(row.what);
        Talk talk = waiting();
        talk.session.suspended = Suspended{talk.session.stack, talk.session.slots, morning};
        talk.session.stack.clear();
        talk.session.status = SessionStatus::idle;
        const auto moved = migrate(talk.session, &talk.script, changed(row), morning);
        EXPECT_EQ(name_of(moved.aside), name_of(row.fate));
        EXPECT_EQ(moved.fate, Fate::kept);
        ASSERT_TRUE(moved.session.suspended);
        EXPECT_EQ(moved.session.suspended->stack.empty(), row.fate == Fate::ended);
    }
}

TEST(Migration, LeavesAnEndedConversationInPeace) {
    Talk talk = waiting();
    const Script now = changed(rows[9]);
    talk.session.status = SessionStatus::expired;
    const auto moved = migrate(talk.session, &talk.script, now, morning);
    EXPECT_EQ(moved.fate, Fate::ended);
    EXPECT_EQ(moved.session.status, SessionStatus::idle);
    EXPECT_EQ(moved.session.moved, "");
}

}  // namespace dialogs
