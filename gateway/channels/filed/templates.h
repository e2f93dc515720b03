#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// Providers that carry no free text: an answer is a template that was filed with them, and what its
// variables hold. What no variable may hold, or more than one does, stands on a page of ours that a
// second filed template leads to (channels/page.h).

namespace gateway::channels::filed {

struct Templates {
    std::size_t variable_max = 35;  // characters
    bool page = false;              // there is the second one
};

// Whether a variable may hold it, be it long or short: no address (both clouds refuse links in
// variables) and nothing outside Unicode's basic plane.
bool holds(std::string_view text);

// As one line without 【】, which would read as a second signature.
std::string one_line(std::string_view text);

// One part for an answer that one variable holds. Else its beginning, and the wish for a page; and
// without the second template as many parts as it takes, numbered where a variable has room for
// that. Nothing is left out.
std::vector<std::string> plan(std::string_view text, const Templates& templates);

// A page's token over as many variables as it needs: some allow no more than six characters.
std::size_t pieces_of_token(std::size_t variable_max);
std::vector<std::string> pieces(std::string_view token, std::size_t variable_max);

}  // namespace gateway::channels::filed
