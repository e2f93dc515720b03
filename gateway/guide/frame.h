#pragma once
#include <string>
#include <string_view>
#include <vector>

// What is around every page that is read on a screen: head, the way back, the way to a person.

namespace gateway::guide {

struct Crumb {
    std::string address;
    std::string words;
};

struct Frame {
    std::string title;
    std::vector<Crumb> crumbs;  // from the index to the page above this one
    std::string foot;           // dates and sources; may be empty
};

// A whole document; `inside` is HTML.
std::string framed(const Frame& frame, std::string_view inside);

}  // namespace gateway::guide
