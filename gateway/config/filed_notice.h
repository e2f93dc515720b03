#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// A notice in a form that is filed with WeChat, sent outside of a conversation. The kind of each
// variable is the beginning of its name: thing1, time2, character_string3.

namespace gateway::config {

struct FiledNotice {
    // A template message needs no opt-in; a subscription is for one notice, or for all to come.
    enum class Way { template_message, once, long_term };

    struct Variable {
        std::string key;      // "thing1"
        std::string pattern;  // words, with {name} for a value: "{item}"
    };

    std::string kind;  // what it tells of: "reply" stands for an answer the account may not carry
    Way way = Way::once;
    std::string template_id;
    std::string page;  // what a tap opens; empty: nothing
    std::vector<Variable> variables;
};

using Values = std::map<std::string, std::string, std::less<>>;

// Names of the values a pattern needs; nothing when a brace is not closed or a name is none.
std::optional<std::vector<std::string>> values_in(std::string_view pattern);

// The pattern with its values; nothing when one is missing.
std::optional<std::string> filled(std::string_view pattern, const Values& values);

// Whether a variable of that kind takes the text: WeChat refuses the notice otherwise (47003).
bool fits(std::string_view key, std::string_view text);

// What it takes, as a clerk is told: "最多20个字". Empty when there is no such kind.
std::string_view limit_of(std::string_view key);

}  // namespace gateway::config
