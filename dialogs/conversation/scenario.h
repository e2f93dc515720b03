#pragma once
#include "dialogs/input.h"
#include "dialogs/language/problem.h"
#include "dialogs/message.h"

#include <chrono>
#include <map>
#include <string>
#include <variant>
#include <vector>

// What a *.test.yaml file says: a world that answers, what happens, and what is expected of it.
// The format is drawn in tests/conversations/README.md.

namespace dialogs::conversation {

using language::Mark;

// One answer of the host to an action; used up once it has been given.
struct Reply {
    Mark mark;
    std::map<std::string, std::string> with;  // what the action must have been called with
    std::map<std::string, std::string> result;
    bool fails = false;
    std::chrono::seconds after{};  // how long it takes; beyond the action's timeout it fails
};

// What a question finds: the topics, or those to choose from.
struct Question {
    std::string ask;  // the whole question, or a part of it
    std::vector<std::string> answer;
    std::vector<std::string> clarify;
    bool perhaps_danger = false;
    bool danger = false;  // that no alarm's words tell: answered as an emergency
};

// The world outside the conversation.
struct World {
    std::string channel = "sms";
    std::string phone;  // the person's own number; empty where the channel does not tell it
    Time now{};
    bool office_open = true;
    std::string next_open;
    bool open_case = false;  // there is one already, which a new one joins
    std::string case_no = "20261123-001";
    bool may_rate = false;  // a grade may be asked for what a clerk closes
    std::map<std::string, std::vector<Reply>> actions;
    std::map<std::string, Passage> articles;  // by topic; `facets` are the keys below
    std::map<std::string, std::map<std::string, std::string>> facets;  // by topic and facet
    std::vector<Question> questions;
    std::vector<std::pair<std::string, Alarm>> alarms;  // by a part of the message
};

struct User {
    std::string text;
};
struct Media {
    MessageKind kind = MessageKind::image;
};
struct Event {
    std::string event;
    std::string key;
};
struct Advance {
    std::chrono::seconds by{};
};
// The provider sends the last message once more.
struct Duplicate {};
// The scripts change under the conversation.
struct Reload {
    std::string directory;
};
// What a clerk does with a conversation handed over.
enum class Clerk { closes, returns, is_late, claims };

using Happening = std::variant<User, Media, Event, Advance, Duplicate, Reload, Clerk>;

// "said: status.ask_no" is {"said", "status.ask_no"}; "slot_set: {town: 130224100}" has its parts
// in `fields`.
struct Expectation {
    Mark mark;
    std::string kind;
    std::string value;
    std::map<std::string, std::string> fields;
};

struct Moment {
    Mark mark;
    Happening happening;
    std::vector<Expectation> expected;
    int times = 1;
};

struct Scenario {
    std::string name;
    Mark mark;
    World world;
    std::vector<Moment> moments;
    bool golden = false;  // all of it is compared with what was written down before
};

}  // namespace dialogs::conversation
