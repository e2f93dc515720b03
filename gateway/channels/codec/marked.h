#pragma once
#include <string>
#include <string_view>

// A part of the outbox that keeps, before its text and between two U+001D, the way back that only
// one call opened. No text a person sees holds such characters.

namespace gateway::channels::codec {

struct Marked {
    std::string_view way;  // empty: there is none
    std::string_view text;
};

// `way` holds no U+001D.
std::string mark(std::string_view way, std::string_view text);
Marked read_marked(std::string_view part);

}  // namespace gateway::channels::codec
