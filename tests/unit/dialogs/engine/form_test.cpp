#include "tests/unit/dialogs/engine/talk.h"

// Forms, their read-back, and what is changed in them.

namespace dialogs {
namespace {

constexpr const char* registering = R"(
  main:
    description: 登记老人
    slots:
      name: {type: person_name, max_chars: 12, label: 姓名}
      birth: {type: date, accept: [date, age], max_chars: 11, label: 出生日期}
      need: {type: choice, of: {dibao: {label: 低保, synonyms: [最低生活保障]}, linshi: 临时救助}, label: 项目}
      phone: {type: phone, max_chars: 11, label: 电话, default_offer: contact.phone}
      note: {type: text, max_chars: 40, optional: true, label: 说明}
    steps:
      - id: details
        checkpoint: true
        form:
          - {collect: name, ask: 叫什么名字？, reask: [只回姓名。], help: 回姓名就行。}
          - {collect: birth, ask: 哪年出生？, max_attempts: 2}
          - {collect: need, ask: 办哪一项？}
          - {collect: phone, ask: 电话是多少？}
          - {collect: note, ask: 还要说明什么？}
        validate:
          - if: age(slots.birth) < 60
            then: {say: 不到60岁，请核对。, clear: [birth]}
        next: check
      - id: check
        review: [name, birth, need, phone, note]
        title: 请核对：
        choices:
          - {id: ok, key: "1", label: 没错, synonyms: [对], next: done}
          - {id: edit, key: "2", label: 要改, next: pick}
          - {id: later, key: "9", label: 先不办, next: later}
      - {id: pick, choose_slot: check, ask: 要改第几项？, next: check}
      - {id: done, say: "好，{slots.name}。", next: END}
      - {id: later, say: 先放着。, suspend: true, next: END}
)";

Talk at_form() {
    Talk talk{script_of(registering)};
    talk.script.commands.push_back({"resume", {}, {"继续"}, language::Builtin::resume, false});
    talk.hear("你好");
    return talk;
}

std::string told(const Talk& talk) {
    std::string all;
    for (const auto& [name, slot] : talk.session.slots)
        all += name + '=' + slot.value + ' ';
    return all;
}

Talk at_review() {
    Talk talk = at_form();
    for (const char* answer : {"王桂花", "1948年3月5日", "1", "13812345678", "没有"})
        talk.hear(answer);
    return talk;
}

TEST(Form, AsksForOneSlotAfterTheOther) {
    Talk talk = at_form();
    EXPECT_EQ(talk.said(), "叫什么名字？|");
    talk.hear("王桂花");
    EXPECT_EQ(talk.said(), "哪年出生？|");
    talk.hear("1948年3月5日");
    EXPECT_EQ(talk.said(), "办哪一项？\n1低保\n2临时救助|");
    talk.hear("2");
    EXPECT_EQ(talk.said(), "电话是多少？|");
    talk.hear("13812345678");
    EXPECT_EQ(talk.said(), "还要说明什么？|");
    talk.hear("没有");
    EXPECT_EQ(
        talk.said(),
        "请核对：\n（一）姓名：王桂花\n（二）出生日期：1948年3月5日\n（三）项目：临时救助\n"
        "（四）电话：13812345678\n（五）说明：无\n1没错\n2要改\n9先不办|"
    );
    talk.hear("对");
    EXPECT_EQ(talk.said(), "好，王桂花。|");
}

TEST(Form, TakesSeveralAnswersOutOfOneMessage) {
    struct Case {
        const char* message;
        const char* told;
    };
    constexpr Case cases[] = {
        {"王桂花，1948年3月5日，电话13812345678",
         "birth=1948-03-05 name=王桂花 phone=13812345678 "},
        {"王桂花 1948年3月5日 13812345678", "birth=1948-03-05 name=王桂花 phone=13812345678 "},
        {"1948年3月5日生，想申请低保", "birth=1948-03-05 need=dibao "},
        {"13812345678", "phone=13812345678 "},
        {"我叫王桂花，办最低生活保障", "name=王桂花 need=dibao "},
        {"姓名：王桂花；出生日期：1948年3月", "birth=1948-03 name=王桂花 "},
    };
    for (const auto& [message, expected] : cases) {
        SCOPED_TRACE(message);
        Talk talk = at_form();
        talk.hear(message);
        EXPECT_EQ(told(talk), expected);
        EXPECT_EQ(talk.session.stack.back().attempts, 0);
    }
}

TEST(Form, TakesNothingForASlotNobodyAskedForThatItMightNotBe) {
    constexpr const char* messages[] = {"低保多少钱", "2", "不要低保", "第二个", "是"};
    for (const char* message : messages) {
        SCOPED_TRACE(message);
        Talk talk = at_form();
        talk.hear(message);
        EXPECT_EQ(told(talk), "");
    }
}

TEST(Form, CountsAttemptsForEachSlotAlone) {
    Talk talk = at_form();
    talk.hear("12");
    EXPECT_EQ(talk.said(), "只回姓名。|");
    EXPECT_EQ(talk.session.stack.back().attempts, 1);
    talk.hear("王桂花");
    EXPECT_EQ(talk.session.stack.back().attempts, 0);
    talk.hear("7");
    EXPECT_EQ(talk.said(), "没看懂。\n哪年出生？|");
    talk.hear("7");
    ASSERT_NE(talk.asked<HandOver>(), nullptr);
    EXPECT_EQ(talk.asked<HandOver>()->reason, "not_understood");
}

TEST(Form, RefusesWhatARuleAcrossSlotsRefuses) {
    Talk talk = at_form();
    talk.hear("王桂花，1990年3月5日");
    EXPECT_EQ(talk.said(), "不到60岁，请核对。|");
    EXPECT_EQ(told(talk), "name=王桂花 ");
    EXPECT_EQ(talk.session.stack.back().field, "birth");
    talk.hear("76岁");
    EXPECT_TRUE(talk.session.slots.contains("birth"));
    EXPECT_EQ(talk.said(), "办哪一项？\n1低保\n2临时救助|");
}

TEST(Form, OffersTheNumberThePersonWritesFrom) {
    Talk talk = at_form();
    talk.context.phone = "13800000001";
    for (const char* answer : {"王桂花", "1948年3月5日", "1"})
        talk.hear(answer);
    EXPECT_EQ(talk.said(), "电话是多少？\n1就用138****0001|");
    talk.hear("1");
    EXPECT_EQ(talk.session.slots.at("phone").value, "13800000001");
}

TEST(Form, GoesBackOneAnswerAtATime) {
    Talk talk = at_form();
    talk.hear("王桂花");
    talk.hear("1948年3月5日，低保");
    EXPECT_EQ(talk.said(), "电话是多少？|");
    talk.hear("返回");
    EXPECT_EQ(talk.said(), "哪年出生？|");
    EXPECT_EQ(told(talk), "name=王桂花 ");
    talk.hear("返回");
    EXPECT_EQ(talk.said(), "叫什么名字？|");
    EXPECT_EQ(told(talk), "");
}

TEST(Form, ComesBackToTheSameSlotAfterASideQuestion) {
    Talk talk = at_form();
    talk.hear("王桂花");
    talk.hear("低保多少钱一个月");
    ASSERT_NE(talk.asked<LookUp>(), nullptr);
    Passage passage;
    passage.topic = "dibao";
    passage.sms = "按补差发。";
    passage.score = 1;
    talk.put(Found{Outcome::answer, {passage}});
    EXPECT_EQ(talk.said(), "按补差发。\n接着：哪年出生？|");
    EXPECT_EQ(talk.session.stack.back().field, "birth");
    EXPECT_EQ(talk.session.stack.back().attempts, 0);
}

TEST(Review, ChangesWhatIsPicked) {
    Talk talk = at_review();
    talk.hear("2");
    EXPECT_EQ(talk.said(), "要改第几项？\n1姓名\n2出生日期\n3项目\n4电话\n5说明|");
    talk.hear("第二项");
    EXPECT_EQ(talk.said(), "哪年出生？|");
    talk.hear("1990年1月1日");
    EXPECT_EQ(talk.said(), "不到60岁，请核对。|");
    talk.hear("1950年1月1日");
    EXPECT_NE(talk.said().find("（二）出生日期：1950年1月1日"), std::string::npos);
    EXPECT_EQ(talk.waits_at(), "main.check");
}

TEST(Review, ChangesWhatIsNamedInPlainWords) {
    struct Case {
        const char* message;
        const char* slot;
        const char* value;
    };
    constexpr Case cases[] = {
        {"名字错了，是王桂兰", "name", "王桂兰"},
        {"不对，名字是王桂兰", "name", "王桂兰"},
        {"把电话改成13900000002", "phone", "13900000002"},
        {"第2项应该是1950年1月1日", "birth", "1950-01-01"},
        {"改第三项改成临时救助", "need", "linshi"},
        {"姓名写错了，应该是王桂兰", "name", "王桂兰"},
        {"不对，是13900000002", "phone", "13900000002"},
    };
    for (const auto& [message, slot, value] : cases) {
        SCOPED_TRACE(message);
        Talk talk = at_review();
        talk.hear(message);
        EXPECT_EQ(talk.session.slots.at(slot).value, value);
        EXPECT_EQ(talk.waits_at(), "main.check");
        EXPECT_EQ(talk.session.stack.back().attempts, 0);
        EXPECT_NE(talk.said().find("请核对："), std::string::npos) << talk.said();
    }
}

TEST(Review, AsksForWhatIsToBeChangedWhenItIsNotSaid) {
    struct Case {
        const char* message;
        const char* question;
    };
    constexpr Case cases[] = {
        {"改第2项", "哪年出生？|"},
        {"改一下电话", "电话是多少？|"},
        {"名字错了", "叫什么名字？|"},
        {"电话写错了，是138", "电话是多少？|"},
    };
    for (const auto& [message, question] : cases) {
        SCOPED_TRACE(message);
        Talk talk = at_review();
        talk.hear(message);
        EXPECT_EQ(talk.said(), question);
        EXPECT_EQ(talk.waits_at(), "main.check");
    }
}

TEST(Review, KeepsTheOldValueWhereARuleRefusesTheNewOne) {
    Talk talk = at_review();
    talk.hear("出生日期错了，是1990年1月1日");
    EXPECT_EQ(talk.session.slots.at("birth").value, "1948-03-05");
    EXPECT_TRUE(talk.said().starts_with("不到60岁，请核对。\n请核对：")) << talk.said();
}

TEST(Correction, ReachesBackWhileAFormIsAsked) {
    Talk talk = at_form();
    talk.hear("王桂花");
    talk.hear("不对，是王桂兰");
    EXPECT_EQ(told(talk), "name=王桂兰 ");
    EXPECT_EQ(talk.said(), "哪年出生？|");
    talk.hear("1948年3月5日");
    talk.hear("低保");
    talk.hear("说错了");
    EXPECT_EQ(talk.said(), "办哪一项？\n1低保\n2临时救助|");
    talk.hear("2");
    EXPECT_EQ(talk.said(), "电话是多少？|");
    EXPECT_EQ(talk.session.slots.at("need").value, "linshi");
}

TEST(Suspension, IsGoneOnWithWhereItStopped) {
    Talk talk = at_review();
    talk.hear("9");
    EXPECT_EQ(talk.said(), "先放着。|");
    EXPECT_EQ(told(talk), "");
    ASSERT_TRUE(talk.session.suspended);
    talk.context.now += std::chrono::hours{6 * 24};
    Talk late = talk;
    talk.hear("继续");
    EXPECT_TRUE(talk.said().starts_with("接着：请核对：\n（一）姓名：王桂花")) << talk.said();
    EXPECT_EQ(talk.waits_at(), "main.check");
    EXPECT_FALSE(talk.session.suspended);
    late.context.now += std::chrono::hours{2 * 24};
    late.hear("继续");
    EXPECT_EQ(late.said(), "叫什么名字？|");
}

TEST(Suspension, KeepsWhatWasBegunWhenAPersonTakesOver) {
    Talk talk{script_of(R"(
  main:
    steps: [{id: home, menu: 您好, choices: [{id: go, key: "1", label: 登记, next: go}, {command: agent, key: "0", label: 人工}]}, {id: go, link: register}]
  register:
    description: 登记
    trigger: {phrases: [我要登记]}
    slots: {name: {type: person_name, max_chars: 12}, birth: {type: date}}
    steps:
      - {id: details, form: [{collect: name, ask: 叫什么？}, {collect: birth, ask: 哪年生？}], next: done}
      - {id: done, say: "{slots.name}{slots.birth|date}", next: END}
)")};
    talk.script.commands.push_back({"resume", {}, {"继续"}, language::Builtin::resume, false});
    talk.hear("我要登记");
    talk.hear("王桂花");
    talk.hear("人工");
    talk.put(HandedOver{"A1", false, true, {}});
    talk.put(Returned{});
    EXPECT_TRUE(talk.session.slots.empty());
    talk.hear("继续");
    EXPECT_EQ(talk.said(), "接着：哪年生？|");
    talk.hear("1948年");
    EXPECT_EQ(talk.said(), "王桂花1948年|");
}

}  // namespace
}  // namespace dialogs
