#include "dialogs/engine/session_codec.h"
#include "tests/unit/dialogs/engine/talk.h"

#include <random>

// What must hold whatever people write: played with the product's own scripts.

namespace dialogs {
namespace {

constexpr const char* messages[] = {
    "你好",
    "1",
    "２",
    "三",
    "④",
    "0",
    "00",
    "9",
    "99",
    "人工",
    "菜单",
    "返回",
    "退出",
    "重新开始",
    "再说一遍",
    "帮助",
    "?",
    "*",
    "",
    "   ",
    "。。。",
    "#￥%",
    "😀",
    "\xff\xfe",
    "低保一个月多少钱",
    "80岁补贴",
    "查进度",
    "批下来没有",
    "120260000011",
    "１２０２６００００ ０１１",
    "120260000012",
    "123X",
    "一二三叉",
    "13022419480305123X",
    "是",
    "不是",
    "不知道",
    "没有",
    "跳过",
    "谢谢",
    "都不是",
    "不对，是120260000038",
    "不对",
    "倴城镇",
    "火星镇",
    "人工，我家房子塌了",
    "{slots.question}",
    "'; DROP TABLE sessions; --",
    "接着办",
    "嗯",
    "dibao",
    "rg"};

struct World {
    Script script = language::load_script("dialogs/scripts").script.value();
    std::mt19937 random{20261123};

    std::size_t pick(std::size_t of) { return random() % of; }

    Input answer(const Effect& asked) {
        if (const auto* act = std::get_if<Act>(&asked)) {
            constexpr const char* statuses[] = {"ok", "mismatch", "locked", "nonsense"};
            if (pick(5) == 0) return Failed{act->action};
            return Done{act->action, {{"status", statuses[pick(4)]}, {"state", "rejected"}}};
        }
        if (std::holds_alternative<HandOver>(asked)) {
            return HandedOver{"A1", pick(2) == 0, pick(2) == 0, "周一 08:30"};
        }
        Passage passage{
            "dibao.standard", "低保", "低保标准", "短", "长", "依据", 0.9, {"materials"}, {}};
        switch (pick(3)) {
            case 0: return Found{Outcome::answer, {passage}};
            case 1: return Found{Outcome::clarify, {passage, passage}};
            default: return Found{};
        }
    }
};

bool is_answered(const std::vector<Effect>& effects) {
    return std::any_of(effects.begin(), effects.end(), [](const Effect& effect) {
        return std::holds_alternative<Say>(effect) || std::holds_alternative<HandOver>(effect);
    });
}

const Effect* question_of(const Step& step) {
    if (step.effects.empty() || !step.session.pending) return nullptr;
    return &step.effects.back();
}

// One message until the conversation waits for the person again; false when nothing was said.
bool play(World& world, Talk& talk, const Input& input) {
    bool answered = is_answered(talk.put(input).effects);
    for (int asked = 0; asked < 20; ++asked) {
        const Effect* question = question_of(talk.last);
        if (!question) return answered;
        const Effect wanted = *question;
        answered = is_answered(talk.put(world.answer(wanted)).effects) || answered;
    }
    ADD_FAILURE() << "asks the host without end";
    return answered;
}

Heard heard(const char* text) {
    Heard message;
    message.message.text = text;
    return message;
}

TEST(Invariants, WhoeverWritesIsAnsweredOrInAPersonsHands) {
    World world;
    Talk talk{world.script};
    std::string before = "nothing";
    for (int turn = 0; turn < 3'000; ++turn) {
        const char* text = messages[world.pick(std::size(messages))];
        SCOPED_TRACE(before + " <- " + text);
        const bool in_hands = talk.session.status == SessionStatus::handed_over;
        const bool answered = play(world, talk, heard(text));
        ASSERT_NE(answered, in_hands);
        const auto stored = session_from_json(to_json(talk.session));
        ASSERT_TRUE(stored);
        ASSERT_EQ(*stored, talk.session);
        ASSERT_LE(talk.session.stack.size(), 5u);
        if (in_hands) play(world, talk, Returned{});
        if (world.pick(20) == 0) talk.context.now += std::chrono::hours{25};
        if (world.pick(20) == 0) play(world, talk, TimedOut{"timeout"});
        before = talk.waits_at();
    }
}

TEST(Invariants, APersonIsReachedFromEverywhere) {
    World world;
    Talk talk{world.script};
    for (int turn = 0; turn < 500; ++turn) {
        play(world, talk, heard(messages[world.pick(std::size(messages))]));
        if (talk.session.status == SessionStatus::handed_over) talk.put(Returned{});
        Talk asking = talk;
        SCOPED_TRACE(talk.waits_at());
        play(world, asking, heard("人工"));
        for (int more = 0; more < 2 && asking.session.status != SessionStatus::handed_over;
             ++more) {
            play(world, asking, heard("不知道"));
        }
        ASSERT_EQ(asking.session.status, SessionStatus::handed_over);
    }
}

TEST(Invariants, NothingSensitiveStays) {
    World world;
    Talk talk{world.script};
    for (int turn = 0; turn < 500; ++turn) {
        play(world, talk, heard(messages[world.pick(std::size(messages))]));
        if (talk.session.status == SessionStatus::handed_over) talk.put(Returned{});
        ASSERT_FALSE(talk.session.slots.contains("id_last4"));
    }
}

}  // namespace
}  // namespace dialogs
