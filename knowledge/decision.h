#pragma once
#include "dialogs/input.h"
#include "knowledge/article.h"
#include "knowledge/ranker.h"

#include <string>
#include <vector>

namespace knowledge {

// What may be done with a ranking: answer with its first candidate, or redirect with it to the
// office that decides; offer the first three; or admit that there is no answer. Never
// Outcome::emergency.
struct Decision {
    dialogs::Outcome outcome = dialogs::Outcome::none;
    std::string office;  // of a redirect

    bool operator==(const Decision&) const = default;
};

Decision decide(const Ranking& ranking, const std::vector<Article>& articles);

// Whether there is an answer, and no choice or nothing.
constexpr bool is_told(dialogs::Outcome outcome) {
    return outcome == dialogs::Outcome::answer || outcome == dialogs::Outcome::redirect;
}

inline constexpr std::size_t most_choices = 3;

}  // namespace knowledge
