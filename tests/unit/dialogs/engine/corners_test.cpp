#include "dialogs/engine/editions.h"
#include "dialogs/engine/migration.h"
#include "tests/unit/dialogs/engine/talk.h"

// What scripts seldom write, and people seldom say.

namespace dialogs {
namespace {

Script script_with(const std::string& bot, const std::string& flows) {
    const std::vector<language::SourceFile> files = {
        {"bot.yaml", bot},
        {"patterns.yaml", short_patterns},
        {"flows/main.yaml", "schema: dialog/1\nflows:\n" + flows}};
    auto loaded = language::read_script(files);
    for (const auto& problem : loaded.problems)
        ADD_FAILURE() << describe(problem);
    return loaded.script.value_or(Script{});
}

std::string bot_with(const std::string& part, const std::string& instead) {
    std::string bot = short_bot;
    bot.replace(bot.find(part), part.size(), instead);
    return bot;
}

std::string bot_with_types() {
    return bot_with(
        "types: {}",
        "types:\n"
        "  plate: {base: pattern, pattern: \"[A-Z][0-9]{2}\"}\n"
        "  end: {base: pattern, pattern: \"[0-9]{3}[0-9X]\", accept_full_id: take_last_4}\n"
        "  tail: {base: pattern, pattern: \"[0-8]{4}\", accept_full_id: take_last_4}\n"
        "  code: {base: digits, length: 7}"
    );
}

TEST(Slots, AreReadAsTheirTypesSay) {
    struct Case {
        const char* type;
        const char* message;
        const char* value;  // empty: not understood
        const char* label = "";
    };
    constexpr Case cases[] = {
        {"plate", "a12", "A12"},
        {"plate", "Z99", "Z99"},
        {"plate", "a1", ""},
        {"plate", "{12", ""},
        {"end", "123x", "123X"},
        {"end", "130224194803050028", "0028"},
        {"end", "12", ""},
        {"tail", "1234", "1234"},
        {"tail", "1239", ""},
        {"digits", "没看清", ""},
        {"yes_no", "没有", ""},
        {"code", "编号1234567", "1234567"},
        {"code", "我单子上的是1234567来着", "1234567"},
        {"code", "123456", ""},
        {"code", "没看清", ""},
        {"id_card", "130224194803050028", "130224194803050028"},
        {"id_card", "130224194803050029", ""},
        {"date", "2025年闰六月初三", "2025-07-27", "农历2025年闰6月3日"},
        {"date", "1948年3月", "1948-03", "1948年3月"},
        {"date, accept: [date, age]", "虚岁78", "1948", "1948至1949年"},
        {"date, accept: [date, age]", "什么", ""},
        {"yes_no", "1", "yes", "是"},
        {"yes_no", "甭了", "no", "否"},
        {"yes_no", "看情况", ""},
        {"person_name", "2", ""},
        {"choice, of: {ill: 病, poor: 没钱过日子}", "我们家老老小小没钱过日子", ""},
        {"choice, of: {ill: 病, poor: 没钱过日子}", "家里没钱过日子", "poor", "没钱过日子"},
        {"choice, of: {ill: 病, poor: 没钱过日子}", "我病", ""},
        {"choice, of: {ill: 病, poor: 没钱过日子}", "怎么会没钱过日子", ""},
        {"choice, of: {ill: 病, poor: 没钱过日子}", "9", ""},
        {"choice, of: {ill: 有病, poor: 没钱过日子}", "有病或者没钱过日子", ""},
        {"choice, of: {ill: 有病, poor: 没钱过日子}", "有病，没钱过日子", ""},
        {"choice, multi: true, of: {ill: 有病, poor: 没钱, old: 没了}",
         "有病，还没钱",
         "ill poor",
         "有病、没钱"},
        {"choice, multi: true, of: {ill: 有病, poor: 没钱, old: 没了}",
         "老人有病没钱",
         "ill poor",
         "有病、没钱"},
        {"choice, multi: true, of: {ill: 有病, poor: 没钱, old: 没了}", "没了", "old", "没了"},
        {"choice, multi: true, of: {ill: 有病, poor: 没钱, old: 没了}", "没钱，没有病", ""},
        {"choice, multi: true, of: {ill: 有病, poor: 没钱, old: 没了}", "没钱，糖尿病", ""},
        {"code", "不是1234567", ""},
        {"date, accept: [date, age]", "腊月初八", ""},
        {"date", "腊月初八", "农历12月8日", "农历12月8日"},
        {"text", "不知道", ""},
        {"text", "话", "话"},
    };
    for (const auto& [type, message, value, label] : cases) {
        SCOPED_TRACE(std::string{type} + " " + message);
        Talk talk{script_with(
            bot_with_types(),
            "  main:\n    slots: {x: {type: " + std::string{type} +
                "}}\n    steps:\n"
                "      - {id: ask, collect: x, ask: 请回答, interruptible: false, next: hold}\n"
                "      - {id: hold, confirm: 对吗？, affirm: END, deny: END}\n"
        )};
        talk.hear("你好");
        talk.hear(message);
        const auto slot = talk.session.slots.find("x");
        EXPECT_EQ(slot == talk.session.slots.end() ? "" : slot->second.value, value);
        if (slot != talk.session.slots.end()) {
            EXPECT_EQ(slot->second.label, label);
        }
    }
}

TEST(Form, TakesWhatCanHardlyMeanAnythingElse) {
    Talk talk{script_with(bot_with_types(), R"(
  main:
    slots:
      name: {type: person_name, max_chars: 12}
      card: {type: id_card, label: 身份证号}
      code: {type: code, label: 编号}
      plate: {type: plate}
      many: {type: number, label: 人数}
      sure: {type: yes_no}
    steps:
      - id: all
        form:
          - {collect: name, ask: 叫什么？}
          - {collect: card, ask: 身份证号？}
          - {collect: code, ask: 编号？}
          - {collect: plate, ask: 车牌？}
          - {collect: many, ask: 几口人？}
          - {collect: sure, ask: 对吗？}
        next: END
)")};
    talk.hear("你好");
    talk.hear("王桂花，身份证号：130224194803050028，1234567 ，a12，三口人");
    EXPECT_EQ(talk.session.slots["name"].value, "王桂花");
    EXPECT_EQ(talk.session.slots["card"].value, "130224194803050028");
    EXPECT_EQ(talk.session.slots["code"].value, "1234567");
    EXPECT_FALSE(talk.session.slots.contains("plate"));  // may be anything
    EXPECT_FALSE(talk.session.slots.contains("many"));
    talk.hear("a12");
    talk.hear("人数：4");
    EXPECT_EQ(talk.session.slots["many"].value, "4");
    EXPECT_EQ(talk.session.stack.back().field, "sure");
}

constexpr const char* chain = R"(
  main:
    description: 主
    slots: {n: {type: number, max_chars: 3}, m: {type: number, max_chars: 3}}
    steps:
      - {id: ask_n, collect: n, ask: 几口人？, next: ask_m}
      - {id: ask_m, collect: m, ask: 几亩地？, next: sure}
      - {id: sure, confirm: 对吗？, affirm: END, deny: ask_n}
)";

TEST(Correction, IsNoneWhereTwoAnswersCouldBeMeant) {
    Talk talk{script_of(chain)};
    talk.hear("你好");
    talk.hear("3");
    talk.hear("5");
    EXPECT_EQ(talk.waits_at(), "main.sure");
    talk.session.history.clear();  // nobody knows what was said last
    talk.hear("不对，是4");
    EXPECT_EQ(talk.session.slots["n"].value, "3");
    EXPECT_EQ(talk.session.slots["m"].value, "5");
}

TEST(Correction, NamesASlotWithoutALabelByItsName) {
    Talk talk{script_of(chain)};
    talk.hear("你好");
    talk.hear("3");
    talk.hear("不对，是4口人");
    EXPECT_EQ(talk.session.slots["n"].value, "4");
    EXPECT_EQ(talk.waits_at(), "main.ask_m");
}

TEST(Commands, LeadToFlowsAndMayBeOffAtAStep) {
    std::string with_commands = short_bot;
    const std::string back = "  - {id: back, match: [返回], run: {builtin: back}}\n";
    with_commands.insert(
        with_commands.find(back),
        "  - {id: quit, match: [退出], run: {builtin: cancel}}\n"
        "  - {id: resume, match: [继续], run: {builtin: resume}}\n"
        "  - {id: repeat, match: [再说一遍], run: {builtin: repeat}}\n"
        "  - {id: rate, match: [打分], run: {link: rate}}\n"
    );
    Talk talk{script_with(with_commands, R"(
  main:
    description: 主
    slots: {n: {type: number, max_chars: 3}}
    steps:
      - {id: ask_n, collect: n, ask: 几口人？, commands: off, next: sure}
      - {id: sure, confirm: 对吗？, affirm: END, deny: END}
  rate:
    description: 打分
    trigger: {phrases: [满意吗]}
    steps:
      - {id: how, confirm: 满意吗？, affirm: END, deny: END}
)")};
    talk.hear("继续");
    EXPECT_EQ(talk.waits_at(), "main.ask_n");
    talk.hear("打分");
    EXPECT_EQ(talk.waits_at(), "main.ask_n");  // off here
    talk.hear("3");
    talk.hear("打分");
    EXPECT_EQ(talk.waits_at(), "rate.how");
    talk.hear("继续");
    EXPECT_EQ(talk.waits_at(), "rate.how");
    talk.session.last_prompt.clear();
    talk.hear("再说一遍");
    EXPECT_EQ(talk.said(), "满意吗？\n1是\n2否|");
    talk.hear("退出");  // without words of its own: the entry flow
    EXPECT_EQ(talk.waits_at(), "main.ask_n");
    Talk person{talk.script};
    person.hear("人工，家里房子塌了");
    EXPECT_NE(person.asked<HandOver>(), nullptr);
}

TEST(Confirm, GoesOnWhereNothingIsSaidOfTheAnswer) {
    Talk talk{script_of(R"(
  main:
    steps:
      - {id: sure, confirm: 对吗？, on_unknown: unsure, affirm: done, deny: END, next: done}
      - {id: done, say: 好。, next: END}
      - {id: unsure, say: 不急。, next: END}
)")};
    Talk other = talk;
    talk.hear("你好");
    talk.hear("不知道");
    EXPECT_EQ(talk.said(), "不急。|");
    other.hear("你好");
    other.hear("是");
    EXPECT_EQ(other.said(), "好。|");
}

TEST(Menu, GoesOnBelowWhereAChoiceSaysNothing) {
    Talk talk{script_of(R"(
  main:
    steps:
      - {id: pick, menu: 请选：, choices: [{id: one, key: "1", label: 头一个}, {id: two, key: "2", label: 另一个, next: END}], next: done}
      - {id: done, say: 好。, next: END}
)")};
    talk.hear("你好");
    talk.hear("头一个");
    EXPECT_EQ(talk.said(), "好。|");
}

TEST(History, IsBounded) {
    Talk talk{script_of(R"(
  main:
    slots: {n: {type: number, max_chars: 3}}
    steps:
      - {id: pick, menu: 请选：, choices: [{id: more, key: "1", label: 再来, next: pick}, {id: end, key: "2", label: 完了, next: END}]}
)")};
    talk.script.limits.max_step_visits = 100;
    talk.hear("你好");
    for (int again = 0; again < 30; ++again)
        talk.hear("1");
    EXPECT_EQ(talk.session.history.size(), 20u);
}

TEST(Handoff, ThatDoesNotMuteLeavesTheTalkToTheBot) {
    Talk talk{script_of(R"(
  main:
    description: 主
    slots: {n: {type: number, max_chars: 3}}
    steps:
      - {id: ask_n, collect: n, ask: 几口人？, next: open}
      - {id: open, handoff: {queue: desk, summary: 找人, bot: talking}, next: more}
      - {id: more, confirm: 还有别的吗？, affirm: END, deny: END}
)")};
    talk.hear("你好");
    talk.hear("3");
    ASSERT_NE(talk.asked<HandOver>(), nullptr);
    EXPECT_EQ(talk.asked<HandOver>()->context.at("n"), "3");
    talk.put(HandedOver{"LN-1", false, true, ""});
    EXPECT_EQ(talk.waits_at(), "main.more");
    EXPECT_EQ(talk.session.status, SessionStatus::active);
}

TEST(Editions, LeaveTheScriptInForceAlone) {
    const auto script = std::make_shared<const Script>(script_of(chain));
    Editions editions(script);
    editions.publish(script, morning);
    editions.remember(script, morning);
    editions.revoke("nobody's");
    Session session;
    session.script_digest = script->digest;
    EXPECT_EQ(editions.place(session, morning).fate, Fate::kept);
}

TEST(Migration, FindsTheFirstCheckpointWhenNobodyKnowsTheOldScript) {
    Talk talk{script_of(R"(
  main:
    slots: {n: {type: number, max_chars: 3}, m: {type: number, max_chars: 3}}
    steps:
      - {id: ask_n, collect: n, ask: 几口人？, next: ask_m}
      - {id: ask_m, checkpoint: true, collect: m, ask: 几亩地？, next: sure}
      - {id: sure, checkpoint: true, confirm: 对吗？, affirm: END, deny: ask_n}
)")};
    talk.hear("你好");
    Session lost = talk.session;
    lost.script_digest = "older";
    lost.stack.back().step = "gone";
    lost.suspended = Suspended{{{"gone", "gone"}}, {}, morning};
    lost.slots["n"] = {"3", "", "", "main", false, morning};
    lost.slots["m"] = {"5", "", "", "main", true, morning};
    const auto moved = migrate(lost, nullptr, talk.script, morning);
    EXPECT_EQ(moved.fate, Fate::rewound);
    EXPECT_EQ(moved.session.stack.back().step, "ask_m");
    EXPECT_EQ(moved.aside, Fate::ended);
    EXPECT_EQ(moved.session.slots.at("n").value, "3");  // read again from its value
    EXPECT_FALSE(moved.session.slots.contains("m"));    // what was secret is asked again
    talk.session = moved.session;
    talk.hear("5");
    EXPECT_TRUE(talk.said().starts_with("服务更新了。")) << talk.said();
}

TEST(Migration, KeepsWhatLiesBelowAFlowThatIsGone) {
    Talk talk{script_of(chain)};
    talk.hear("你好");
    Session deep = talk.session;
    deep.script_digest = "older";
    deep.stack.push_back({"gone", "gone"});
    const auto moved = migrate(deep, &talk.script, talk.script, morning);
    EXPECT_EQ(moved.fate, Fate::re_asked);
    EXPECT_EQ(moved.session.stack.size(), 1u);
    deep.stack = {{"gone", "gone"}};
    deep.status = SessionStatus::handed_over;
    EXPECT_EQ(
        migrate(deep, &talk.script, talk.script, morning).session.status, SessionStatus::handed_over
    );
}

TEST(Form, TakesAnIdNumberThatNobodyNamed) {
    Talk talk{script_of(R"(
  main:
    slots:
      name: {type: person_name, max_chars: 12}
      card: {type: id_card, label: 身份证号}
      many: {type: number, label: 人数}
    steps:
      - id: all
        form:
          - {collect: name, ask: 叫什么？}
          - {collect: card, ask: 身份证号？}
          - {collect: many, ask: 几口人？}
        next: sure
      - {id: sure, confirm: 对吗？, affirm: END, deny: END}
)")};
    talk.hear("你好");
    talk.hear("王桂花，130224194803050028");
    EXPECT_EQ(talk.session.slots["card"].value, "130224194803050028");
    for (const char* named : {"人数，4", "人数是，4"}) {
        SCOPED_TRACE(named);
        Talk other = talk;
        other.hear(named);
        EXPECT_EQ(other.session.slots["many"].value, "4");
        EXPECT_EQ(other.waits_at(), "main.sure");
    }
}

TEST(Menu, IsComeBackToWhenItsOwnProofIsThere) {
    Talk talk{script_of(R"(
  main:
    description: 主
    steps:
      - {id: pick, requires: verified, menu: 请选：, choices: [{id: one, key: "1", label: 头一个, next: END}, {id: two, key: "2", label: 另一个, next: END}]}
  prove:
    description: 核对
    slots: {name: {type: person_name, max_chars: 8, persist: session}}
    steps:
      - {id: other, collect: name, ask: 贵姓？, grants: {known: slots.name, for: 10m}, next: good}
      - {id: good, grants: {verified: slots.name, for: 10m}, say: 核对过了。, next: END}
)")};
    talk.hear("你好");
    EXPECT_EQ(talk.said(), "贵姓？|");
    talk.hear("王桂花");
    EXPECT_EQ(talk.said(), "核对过了。\n请选：\n1头一个\n2另一个|");
    EXPECT_EQ(talk.waits_at(), "main.pick");
}

TEST(Message, OfAPressedKeyWithWordsIsHeardByItsWords) {
    Talk talk{script_of(chain)};
    talk.hear("你好");
    Heard heard;
    heard.message.kind = MessageKind::event;
    heard.message.event = "click";
    heard.message.event_key = "没有这个";
    heard.message.text = "3";
    talk.put(heard);
    EXPECT_EQ(talk.session.slots["n"].value, "3");
}

TEST(Correction, IsReadWhateverMarksStandBeforeIt) {
    Talk talk{script_of(chain)};
    talk.hear("你好");
    talk.hear("3");
    Talk nothing = talk;
    talk.hear("不对，、是4");
    EXPECT_EQ(talk.session.slots["n"].value, "4");
    nothing.hear("不对，是");
    EXPECT_EQ(nothing.session.slots["n"].value, "3");
}

TEST(Slot, WithoutALabelIsToldByItsName) {
    Talk talk{script_of(chain)};
    for (auto& slot : talk.script.flows["main"].slots)
        slot.label.clear();
    talk.script.flows["pattern_correction"] = script_of(R"(
  main:
    steps:
      - {id: tell, say: "{correction.label}：{correction.value}", next: END}
)")
                                                  .flows["main"];
    talk.hear("你好");
    talk.hear("3");
    talk.hear("不对，是4口人");
    EXPECT_EQ(talk.said(), "n：4\n几亩地？|");
    talk.session.slots["m"] = {"5", "", "", "main", true, morning};  // secret, once
    talk.hear("人工");
    ASSERT_NE(talk.asked<HandOver>(), nullptr);
    const std::map<std::string, std::string> told = {{"n", "4"}};
    EXPECT_EQ(talk.asked<HandOver>()->context, told);
}

TEST(Migration, GoesBackToACheckpointFromAStepNobodyKnows) {
    Talk talk{script_of(chain)};
    talk.hear("你好");
    Session lost = talk.session;
    lost.script_digest = "older";
    lost.stack.back().step = "gone";
    lost.status = SessionStatus::expired;
    lost.suspended = Suspended{{{"main", "ask_m"}}, {}, morning};
    const auto moved = migrate(lost, &talk.script, talk.script, morning);
    EXPECT_EQ(moved.fate, Fate::rewound);
    EXPECT_EQ(moved.session.moved, "rewound");
    EXPECT_EQ(moved.session.stack.back().step, "ask_n");
    EXPECT_TRUE(moved.session.suspended);
}

TEST(Migration, AsksBelowOnlyWhenItIsComeBackTo) {
    Talk talk{script_of(chain)};
    talk.hear("你好");
    Session deep = talk.session;
    deep.script_digest = "older";
    deep.stack.push_back({"main", "ask_m", 0, 0, true});
    deep.slots["n"] = {"3", "", "", "main", false, morning};
    auto now = talk.script;
    for (auto& slot : now.flows["main"].slots)
        slot.sensitive = true;
    const auto moved = migrate(deep, nullptr, now, morning);
    EXPECT_EQ(moved.fate, Fate::re_asked);
    ASSERT_EQ(moved.session.stack.size(), 2u);
    EXPECT_FALSE(moved.session.stack[0].asked);
    EXPECT_TRUE(moved.session.stack[1].asked);
    EXPECT_FALSE(moved.session.slots.contains("n"));  // a secret by now, written down as none
    deep.stack.back().asked = false;
    EXPECT_FALSE(migrate(deep, nullptr, now, morning).session.stack[1].asked);
}

TEST(Migration, GoesOnWhereTheMovedSessionHasNothingToAsk) {
    Talk talk{script_of(R"(
  main:
    steps:
      - {id: ask, confirm: 对吗？, affirm: done, deny: done}
      - {id: done, say: 好。, next: END}
)")};
    Talk fresh = talk;
    fresh.session.moved = "rewound";
    fresh.hear("你好");
    EXPECT_EQ(fresh.said(), "对吗？\n1是\n2否|");
    talk.hear("你好");
    talk.session.moved = "re_asked";
    talk.session.stack.back().step = "done";
    talk.hear("是");
    EXPECT_EQ(talk.said(), "好。|");
}

TEST(Editions, KeepNobodyWhoStandsNowhere) {
    const auto old = std::make_shared<const Script>(script_of(chain));
    Editions editions(old);
    auto other = script_of(chain);
    other.digest = "newer";
    const auto now = std::make_shared<const Script>(other);
    editions.publish(now, morning);
    Session session;
    session.script_digest = old->digest;
    session.status = SessionStatus::active;
    EXPECT_EQ(editions.place(session, morning).script, now);
}

}  // namespace
}  // namespace dialogs
