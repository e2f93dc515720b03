#pragma once
#include "dialogs/input.h"
#include "knowledge/article.h"

#include <string>
#include <string_view>
#include <vector>

// Articles as replies show them.

namespace knowledge {

dialogs::Passage passage_of(const Article& article, double score);

// Who decides the matter, when not we. Nobody is ever redirected in an emergency: who is in it
// calls at once.
std::string deciding_office(const Article& article);

// What can be asked about it next: the sides it tells, and what it was made from.
std::vector<std::string> facets_of(const Article& article);

// The article's own answer to one facet, its text not empty.
dialogs::Passage passage_of(const Article& article, std::string_view facet, double score);

// For a facet that the article does not tell: who knows it. Cites nothing.
dialogs::Passage passage_untold(const Article& article, std::string_view facet, double score);

// The whole article after its own answer to one facet: on SMS as many of its sentences as have
// room.
dialogs::Passage passage_from(const Article& article, std::string_view facet, double score);

// The whole article, and after it that it does not tell this facet; on SMS as much as has room.
dialogs::Passage passage_lacking(const Article& article, std::string_view facet, double score);

}  // namespace knowledge
