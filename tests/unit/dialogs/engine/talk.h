#pragma once
#include "dialogs/engine/engine.h"
#include "dialogs/language/loader.h"

#include <gtest/gtest.h>

#include <string>
#include <variant>
#include <vector>

// A conversation with a small script, for tests.

namespace dialogs {

inline constexpr Time morning{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}};

// The patterns every script must have, in their shortest form.
inline constexpr const char* short_patterns = R"(schema: dialog/1
flows:
  pattern_human_handoff:
    steps:
      - {id: open, handoff: {queue: desk, summary: "{flow.origin|default:无}", bot: muted}, next: done}
      - {id: done, say: "号码{handoff.case_no|max:9}", next: END}
  pattern_cannot_handle:
    steps: [{id: hint, say: 没看懂。, next: RETURN}]
  pattern_clarification:
    steps: [{id: offer, menu: 哪一个？, choices_from: answer.candidates, none_of_these: RETURN, next: RETURN}]
  pattern_continue_interrupted:
    steps: [{id: back, say: "接着：{step.ask}", next: RETURN}]
  pattern_session_expired:
    steps: [{id: ask, menu: 没办完。, choices: [{id: resume, key: "1", label: 接着, next: RESUME}, {command: agent, key: "0", label: 人工}], free_text: DISCARD_AND_CONTINUE}]
  pattern_script_changed:
    steps: [{id: tell, say: 服务更新了。, next: END}]
  pattern_internal_error:
    steps:
      - {id: sorry, say: 出错了。, next: open}
      - {id: open, handoff: {queue: desk, priority: {then: high}, summary: 出错, bot: muted}, next: END}
)";

inline constexpr const char* short_bot = R"(schema: dialog/1
bot: test
locale: zh-CN
entry_flow: main
channels:
  sms: {signature: 【测试】, max_segments: 2, max_messages_per_turn: 1, buttons: false, expire_after: 24h}
  web: {max_messages_per_turn: 5, buttons: true, expire_after: 30m}
defaults: {max_attempts: 3, on_max_attempts: pattern_human_handoff, interruptible: true}
commands:
  - {id: agent, match: [人工, "0"], run: {link: pattern_human_handoff}, always: true}
  - {id: back, match: [返回], run: {builtin: back}}
types: {}
actions:
  weigh: {with: {what: text}, result: {grams: number, verdict: [light, heavy], steady: bool, on: date}, timeout: 5s}
)";

// `main_flow` holds the flows as in flows/*.yaml, indented by two.
inline Script script_of(const std::string& flows) {
    const std::vector<language::SourceFile> files = {
        {"bot.yaml", short_bot},
        {"patterns.yaml", short_patterns},
        {"flows/main.yaml", "schema: dialog/1\nflows:\n" + flows}};
    auto loaded = language::read_script(files);
    for (const auto& problem : loaded.problems) {
        ADD_FAILURE() << describe(problem);
    }
    return loaded.script.value_or(Script{});
}

struct Talk {
    Script script;
    Session session{};
    Context context{morning, "sms"};
    Step last{};

    const Step& put(const Input& input) {
        last = advance(script, session, input, context);
        session = last.session;
        return last;
    }
    const Step& hear(const std::string& text) {
        Heard heard;
        heard.message.text = text;
        return put(heard);
    }

    std::string said() const {
        std::string all;
        for (const Effect& effect : last.effects) {
            if (const auto* reply = std::get_if<Say>(&effect)) all += reply->text + '|';
        }
        return all;
    }
    template <class Wanted>
    const Wanted* asked() const {
        return last.effects.empty() ? nullptr : std::get_if<Wanted>(&last.effects.back());
    }
    std::string waits_at() const {
        if (session.stack.empty()) return "";
        return session.stack.back().flow + '.' + session.stack.back().step;
    }
};

}  // namespace dialogs
