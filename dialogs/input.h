#pragma once
#include "dialogs/message.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

// What a conversation can be resumed with.

namespace dialogs {

// Danger to life or limb, found in a message before anything else is done with it.
struct Alarm {
    std::string kind;  // "suicide", "medical", "violence", "fire", "child" …
    std::string text;  // what to answer at once, with 110/120 as the kind demands

    bool operator==(const Alarm&) const = default;
};

// The person wrote.
struct Heard {
    Message message;
    std::optional<Alarm> alarm;
};

// `redirect`: an answer, and another office decides the matter.
enum class Outcome { answer, clarify, none, emergency, redirect };

// As it is written wherever one is counted or printed.
constexpr std::string_view name_of(Outcome outcome) {
    constexpr std::string_view names[] = {"answer", "clarify", "none", "emergency", "redirect"};
    return names[static_cast<std::size_t>(outcome)];
}

// One article, or one facet of it, as a reply would show it.
struct Passage {
    std::string topic;    // "dibao.materials"
    std::string service;  // "最低生活保障"
    std::string title;  // "低保：要带什么材料"; the label when several are offered to choose from
    std::string sms;  // at most two segments
    std::string full;
    std::string source;               // "《社会救助法》第四十条，2026-04-30"
    double score = 0;                 // calibrated: how likely this is what was meant, 0…1
    std::vector<std::string> facets;  // what can be asked next: "materials", "amount", "where" …
    std::string office;               // who decides it, when not we: the matter can be passed on
    std::string brief_source{};       // "2026年《社会救助法》": where letters are counted
};

// What showing it comes to.
inline Outcome outcome_of(const Passage& passage) {
    return passage.office.empty() ? Outcome::answer : Outcome::redirect;
}

struct Found {
    Outcome outcome = Outcome::none;
    std::vector<Passage>
        passages;  // best first; answer, redirect: those to show, clarify: at most three to choose
    bool follows_up = false;      // another side of the topic answered before
    bool perhaps_danger = false;  // not enough to alarm: a word about 110 and 120 goes before it
};

struct Done {
    std::string action;
    std::map<std::string, std::string> result;
};

struct Failed {
    std::string action;
    std::string code{};  // why, for the trace alone
};

// The code of what was not done within the action's timeout.
constexpr std::string_view too_late = "timeout";

struct HandedOver {
    std::string case_no;
    bool joined = false;  // there was an open case already: this joins it
    bool office_open = false;
    std::string next_open;  // "周一 08:30", when the office is closed
};

struct TimedOut {
    std::string kind;  // that of the Remind
};

// The clerk is done with it, or gave the conversation back to the bot.
struct Returned {
    bool closed = true;
    bool may_rate = false;  // what was closed may be asked a grade for: once, and where it is fit
};

using Input = std::variant<Heard, Found, Done, Failed, HandedOver, TimedOut, Returned>;

}  // namespace dialogs
