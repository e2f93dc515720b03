#pragma once
#include <chrono>
#include <map>
#include <string>
#include <variant>
#include <vector>

// What a conversation wants done. The engine only asks; the shell carries out and answers.

namespace dialogs {

struct Choice {
    std::string key;    // what the person texts: "1"
    std::string label;  // what it means: "查政策"

    bool operator==(const Choice&) const = default;
};

// One reply, ready to send. Where a channel has no buttons the choices are already part of the text
// and `choices` is empty.
struct Say {
    std::string text;
    std::vector<Choice> choices;
    std::string step;  // who says it: "status.ask_no", "status.ask_no.reask[0]"
    std::string
        topic;  // the article shown, if it is one: what a clerk sees that the person was told

    bool operator==(const Say&) const = default;
};

// A question for the articles. Answered by Found.
struct LookUp {
    std::string question;  // as the person wrote it
    std::string
        facet;  // "materials", "amount" …: that part of `context_topic`; empty for a fresh question
    std::string
        context_topic;  // the topic answered last, so that "要带啥" means that service's materials
    std::vector<std::string> topics;  // only these services or topics; empty for all

    bool operator==(const LookUp&) const = default;
};

// A named act of the host, by its contract in bot.yaml. Answered by Done or Failed; what is not
// done within `timeout` has failed.
struct Act {
    std::string action;
    std::map<std::string, std::string> with;
    std::chrono::milliseconds timeout{};

    bool operator==(const Act&) const = default;
};

enum class Priority { normal, high, urgent };

// A person is needed. Answered by HandedOver; from then on the conversation is queued, not the
// bot's.
struct HandOver {
    std::string queue;
    Priority priority = Priority::normal;
    std::string reason;        // why: "asked", "not_understood", "emergency:suicide" …
    std::string summary;       // one line for the clerk's list, without sensitive slots
    std::string area;          // area code if the person named a town, else empty
    bool county_only = false;  // no place but the county may see it: a complaint about one of them
    std::map<std::string, std::string>
        context;  // label → value of every slot that is not sensitive

    bool operator==(const HandOver&) const = default;
};

// Wake this session up if it is still at this turn: TimedOut{kind} comes back.
struct Remind {
    std::chrono::seconds after;
    std::string kind;  // "timeout": the waiting step's own branch; "expire": the session ends

    bool operator==(const Remind&) const = default;
};

using Effect = std::variant<Say, LookUp, Act, HandOver, Remind>;

}  // namespace dialogs
