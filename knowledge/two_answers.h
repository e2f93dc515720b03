#pragma once
#include "dialogs/input.h"
#include "knowledge/article.h"
#include "knowledge/ranker.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace knowledge {

// Two answers for a message with two questions, each with the side that its question names; nothing
// found for any other. `whole` ranks the message uncut, `answer` looks up one question.
dialogs::Found two_answers(
    std::string_view message,
    const Ranking& whole,
    const std::vector<Article>& articles,
    const std::function<dialogs::Found(const std::string& question)>& answer
);

}  // namespace knowledge
