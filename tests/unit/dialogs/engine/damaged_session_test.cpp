#include "dialogs/engine/session_codec.h"
#include "tests/unit/dialogs/engine/talk.h"

#include <functional>

// A session as no engine of today would leave it: of scripts that are gone, or cut short. Whatever
// happens next, the person is answered or reaches a person, and what is kept can be read again.

namespace dialogs {
namespace {

constexpr int most_questions = 20;

const Script& sample() {
    static const auto loaded = language::load_script("tests/fuzz/scripts");
    return *loaded.script;
}

const Passage& article() {
    static const Passage passage = [] {
        Passage one;
        one.topic = "dibao";
        one.title = "低保标准";
        one.sms = "按补差发。";
        one.score = 0.9;
        one.facets = {"materials"};
        return one;
    }();
    return passage;
}

Input answer_to(const Effect& question) {
    if (const auto* act = std::get_if<Act>(&question)) return Failed{act->action};
    if (std::holds_alternative<HandOver>(question)) return HandedOver{"LN-1", false, true, ""};
    return Found{Outcome::answer, {article()}};
}

// Where the messages of one talk lead to, one session a message.
std::vector<Session> sessions_of(const std::vector<const char*>& messages) {
    Talk talk{sample()};
    std::vector<Session> all{talk.session};
    for (const char* message : messages) {
        talk.hear(message);
        all.push_back(talk.session);
        for (int asked = 0; talk.session.pending && asked < most_questions; ++asked) {
            talk.put(answer_to(talk.last.effects.back()));
            all.push_back(talk.session);
        }
    }
    return all;
}

std::vector<Session> some_sessions() {
    const std::vector<std::vector<const char*>> talks = {
        {"你好",
         "1",
         "是",
         "王桂花",
         "1948年3月",
         "示例一村",
         "1 2",
         "没有",
         "13812345678",
         "2",
         "1"},
        {"看材料", "王桂花", "123X"},
        {"低保怎么办", "1", "9"},
        {"替老人登记", "是", "王桂花", "1948年", "示例一村", "1", "低保一个月多少钱"},
        {"替老人登记", "是", "退出", "继续"},
        {"人工", "家里漏雨", "在吗"},
        {"替老人登记", "是", "人工", "0"},
    };
    std::vector<Session> all;
    for (const auto& talk : talks) {
        for (Session& session : sessions_of(talk))
            all.push_back(std::move(session));
    }
    return all;
}

using Damage = std::function<void(Session&)>;

Frame& top_of(Session& session) {
    if (session.stack.empty()) session.stack.push_back({"main", "home", 0, 0, true});
    return session.stack.back();
}

std::vector<Damage> damages() {
    std::vector<Damage> all = {
        [](Session&) {},
        [](Session& session) { top_of(session).step = "gone"; },
        [](Session& session) { top_of(session).flow = "gone"; },
        [](Session& session) { top_of(session).field = "name"; },
        [](Session& session) { top_of(session).asked = false; },
        [](Session& session) { top_of(session).attempts = 9; },
        [](Session& session) { top_of(session).verifying = true; },
        [](Session& session) { session.stack.clear(); },
        [](Session& session) {
            session.stack.insert(session.stack.begin(), {"gone", "gone"});
        },
        [](Session& session) {
            session.stack.resize(9, {"main", "home"});
        },
        [](Session& session) { session.status = SessionStatus::idle; },
        [](Session& session) { session.status = SessionStatus::active; },
        [](Session& session) { session.status = SessionStatus::expired; },
        [](Session& session) { session.status = SessionStatus::handed_over; },
        [](Session& session) {
            session.doubt = Doubt{"低保", "dibao"};
        },
        [](Session& session) {
            session.doubt = Doubt{"低保", "dibao"};
            session.stack = {{"pattern_question_guard", "ask", 0, 0, true}};
        },
        [](Session& session) {
            session.stack = {{"pattern_clarification", "offer", 0, 0, true}};
            session.candidates = {{"dibao", "低保标准"}};
        },
        [](Session& session) {
            session.stack = {{"pattern_session_expired", "ask", 0, 0, true}};
        },
        [](Session& session) {
            session.history = {{{{"gone", "gone"}}, {"name"}, true}};
        },
        [](Session& session) { session.history.clear(); },
        [](Session& session) {
            session.suspended = Suspended{{{"gone", "gone"}}, {}, morning};
        },
        [](Session& session) {
            session.suspended = Suspended{{}, {}, morning};
        },
        [](Session& session) {
            session.stack.clear();
            session.suspended = Suspended{{{"register", "details"}}, {}, morning};
        },
        [](Session& session) {
            session.slots["name"] = {"王桂花", "", "", "gone", false, {}};
            session.slots["gone"] = {"1", "", "", "register", true, {}};
        },
        [](Session& session) { session.slots.clear(); },
        [](Session& session) { session.turns = 100'000; },
        [](Session& session) { session.turns = 100'000, session.stack.clear(); },
        [](Session& session) {
            session.handoff = {{"flow", "gone"}, {"step", "gone"}};
        },
        [](Session& session) {
            session.handoff = {{"reason", "failure"}};
        },
        [](Session& session) { session.heard_at = morning - std::chrono::hours{24 * 30}; },
        [](Session& session) {
            session.last_prompt = {{"上一句。", {}, "gone", {}}};
        },
        [](Session& session) { session.last_prompt.clear(); },
    };
    for (const auto question : {Question::look_up, Question::act, Question::hand_over}) {
        for (const bool flag : {false, true}) {
            all.push_back([=](Session& session) {
                session.pending = Pending{question, "verify", "materials", flag, !flag};
            });
            all.push_back([=](Session& session) {
                session.pending = Pending{question, "gone", "gone", flag, flag};
                session.stack.clear();
            });
            all.push_back([=](Session& session) {
                session.pending = Pending{question, "register", "", flag, false};
                top_of(session).step = "gone";
            });
        }
    }
    return all;
}

std::vector<Input> inputs() {
    std::vector<Input> all = {
        Found{},
        Found{Outcome::answer, {}},
        Found{Outcome::answer, {article()}},
        Found{Outcome::clarify, {article(), article(), article(), article()}},
        Found{Outcome::emergency, {article()}},
        Done{"verify", {{"status", "ok"}}},
        Done{"verify", {{"status", "whatever"}}},
        Done{"verify", {{"gone", "1"}}},
        Done{"gone", {}},
        Done{"register", {{"number", "7"}}},
        Failed{"verify"},
        HandedOver{"LN-2", true, false, "周一 08:30"},
        TimedOut{"timeout"},
        TimedOut{"expire"},
        TimedOut{"sla"},
        TimedOut{"gone"},
        Returned{true},
        Returned{false},
    };
    for (const char* text :
         {"人工",
          "人工，家里房子塌了",
          "返回",
          "继续",
          "再说一遍",
          "帮助",
          "重新开始",
          "退出",
          "菜单",
          "0",
          "1",
          "2",
          "9",
          "是",
          "不是",
          "不知道",
          "跳过",
          "没有",
          "王桂花",
          "1948年3月5日",
          "76岁",
          "13812345678",
          "130224194803050028",
          "123x",
          "示例一村",
          "不对，是王桂兰",
          "名字错了",
          "改第2项",
          "改第9项",
          "名字错了，是王桂兰",
          "低保一个月多少钱",
          "都不是",
          "低保标准",
          "看材料",
          "替老人登记",
          "嗯嗯啊啊",
          ""}) {
        Heard heard;
        heard.message.text = text;
        all.emplace_back(heard);
    }
    for (const auto kind : {MessageKind::image, MessageKind::voice, MessageKind::event}) {
        Heard heard;
        heard.message.kind = kind;
        heard.message.event = "click";
        all.emplace_back(heard);
        heard.message.event_key = "菜单";
        all.emplace_back(heard);
        heard.message.event = "subscribe";
        all.emplace_back(heard);
    }
    Heard danger;
    danger.message.text = "喝药了";
    danger.alarm = Alarm{"medical", "请打120。"};
    all.emplace_back(danger);
    return all;
}

bool speaks(const Step& step) {
    return std::any_of(step.effects.begin(), step.effects.end(), [](const Effect& effect) {
        return std::holds_alternative<Say>(effect) || std::holds_alternative<HandOver>(effect);
    });
}

// Plays on until nothing is asked of the host any more.
void play(const Session& damaged, const Input& input, const Context& context) {
    const auto* heard = std::get_if<Heard>(&input);
    const auto& stack = damaged.stack;
    const bool waits = stack.empty() || (stack.back().asked && stack.size() <= 6);
    const bool owes = heard && heard->message.kind != MessageKind::event && waits &&
                      damaged.status != SessionStatus::handed_over;
    Step step = advance(sample(), damaged, input, context);
    bool spoke = speaks(step);
    for (int asked = 0; step.session.pending; ++asked) {
        ASSERT_LT(asked, most_questions) << "asks the host without end";
        if (step.effects.empty()) break;  // an answer to something else
        step = advance(sample(), step.session, answer_to(step.effects.back()), context);
        spoke = spoke || speaks(step);
    }
    EXPECT_TRUE(spoke || !owes) << "silent";
    const auto read = session_from_json(to_json(step.session));
    ASSERT_TRUE(read) << "cannot be read again";
    EXPECT_EQ(*read, step.session);
}

TEST(DamagedSession, AnswersWhateverHappensNext) {
    const auto sessions = some_sessions();
    const auto breaks = damages();
    const auto happenings = inputs();
    for (std::size_t at = 0; at < sessions.size(); ++at) {
        for (std::size_t broken = 0; broken < breaks.size(); ++broken) {
            Session session = sessions[at];
            breaks[broken](session);
            // Not every three of them: one in thirteen keeps the test to seconds.
            for (std::size_t next = (at * 7 + broken) % 13; next < happenings.size(); next += 13) {
                SCOPED_TRACE(
                    "session " + std::to_string(at) + " damage " + std::to_string(broken) +
                    " input " + std::to_string(next)
                );
                play(session, happenings[next], {morning, (at + next) % 2 == 0 ? "sms" : "web"});
                if (HasFatalFailure()) return;
            }
        }
    }
}

}  // namespace
}  // namespace dialogs
