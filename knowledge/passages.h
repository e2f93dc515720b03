#pragma once
#include "dialogs/input.h"
#include "knowledge/article.h"

#include <string_view>
#include <vector>

// Articles as replies show them.

namespace knowledge {

dialogs::Passage passage_of(const Article& article, double score);

// The article's own answer to one facet, its text not empty.
dialogs::Passage passage_of(const Article& article, std::string_view facet, double score);

}  // namespace knowledge
