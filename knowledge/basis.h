#pragma once
#include "dialogs/input.h"
#include "knowledge/article.h"

#include <string>

// 依据: what an article was made from. No article tells this side itself: its sources do.

namespace knowledge {

inline constexpr std::string_view basis_facet = "basis";

// "《最低生活保障审核确认办法》第十五条，民发〔2021〕57号，2021年6月11日"
std::string cited(const Source& source);

// "民发〔2021〕57号" or "2026年《社会救助法》": for where letters are counted. Nothing where the
// source has but a long name.
std::string briefly_cited(const Source& source);

// On SMS the source that is cited, and as many more as leave room for the next question; elsewhere
// all of them, and since when the article holds.
dialogs::Passage basis_of(const Article& article, double score);

}  // namespace knowledge
