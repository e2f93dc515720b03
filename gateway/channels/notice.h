#pragma once
#include <functional>
#include <map>
#include <string>

// What goes and comes beside the words of a conversation: notices in filed forms, and files.

namespace gateway::channels {

// What a channel may tell of outside a conversation, and its values by name.
struct Notice {
    std::string kind;
    std::map<std::string, std::string, std::less<>> values;
};

// A notice as its filed form has it.
struct Filed {
    std::string form;  // as Part keeps it
    std::string text;  // the same for a person's eyes
    std::string template_id;
    bool needs_opt_in = false;
    bool once = false;  // an opt-in is good for one
};

// A picture, a voice, a video or a file as its provider gave it.
struct Media {
    std::string bytes;
    std::string type;       // as told: may be wrong
    std::string elsewhere;  // the address it is to be fetched from instead
};

}  // namespace gateway::channels
