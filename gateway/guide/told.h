#pragma once
#include "gateway/guide/catalogue.h"

#include <string>
#include <string_view>
#include <vector>

// What a service's articles say about one side of it.

namespace gateway::guide {

struct Told {
    const knowledge::Article* article;
    std::string text;    // with the values of the county
    bool whole = false;  // the article is about nothing else: its full form is meant
};

// The article's full form, as who asks is told it.
Told whole(const knowledge::Article& article);

// By a facet's name; each text once, an article that others refer to in its own place.
std::vector<Told> told_of(const Edition& edition, const Service& service, std::string_view facet);

// Each with the article's title as its heading.
std::string sections(const std::vector<Told>& told);

// The full form of one topic under its title; nothing when there is none.
std::string section_of(const Edition& edition, std::string_view topic);

// Where the articles do not say: to ask there, and what the county has not announced.
std::string ask_there(const Edition& edition, const Service& service, std::string_view what);

}  // namespace gateway::guide
