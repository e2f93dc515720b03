#pragma once
#include "dialogs/message.h"

#include <map>
#include <optional>
#include <string>
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

enum class Outcome { answer, clarify, none, emergency };

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
};

struct Found {
    Outcome outcome = Outcome::none;
    std::vector<Passage>
        passages;  // best first; answer: those to show, clarify: at most three to choose from
};

struct Done {
    std::string action;
    std::map<std::string, std::string> result;
};

struct Failed {
    std::string action;
};

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
};

using Input = std::variant<Heard, Found, Done, Failed, HandedOver, TimedOut, Returned>;

}  // namespace dialogs
