#pragma once
#include "dialogs/input.h"
#include "knowledge/article.h"

#include <initializer_list>
#include <optional>
#include <string_view>
#include <vector>

// The sides of a matter: 材料, 时限, 地点 … Wherever they are written.

namespace knowledge {

// The answer to one facet of a topic; none if the topic has no such facet.
std::optional<dialogs::Passage> side_of(
    const std::vector<Article>& articles, std::string_view topic, std::string_view name
);

// The answer to a message that asks for nothing but a facet of the topic just answered, by
// asked_facet(). What its article does not tell is said to be untold: another service's rule would
// be a wrong one.
std::optional<dialogs::Passage> followed_up(
    const std::vector<Article>& articles, std::string_view topic, std::string_view asked
);

// `answer`, a whole article, with the one side that the question names before the rest, or with
// what tells that side in its stead, or with a word that it is untold.
dialogs::Passage with_side(
    const std::vector<Article>& articles, dialogs::Passage answer, std::string_view question
);

// Answers to as many questions, each with the side that its own question names.
dialogs::Found with_sides(
    const std::vector<Article>& articles,
    dialogs::Found found,
    std::initializer_list<std::string_view> questions
);

}  // namespace knowledge
