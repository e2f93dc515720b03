#include "gateway/turns/learning.h"

#include "dialogs/text/anonymous.h"
#include "dialogs/text/clean.h"
#include "storage/questions.h"

#include <fmt/format.h>

namespace gateway::turns {
namespace {

// A phrasing is a sentence or two; a longer text tells a life.
constexpr std::size_t longest_question = 200;  // characters
// Who asks for a person later than this does not mean that answer.
constexpr std::chrono::minutes means_the_answer{30};

Result<void> note(
    Connection& connection,
    std::string_view text,
    std::string_view outcome,
    std::string_view topics,
    Time now
) {
    const auto question = dialogs::text::without_person(text);
    if (question.empty() || dialogs::text::code_points(question) > longest_question) return {};
    return storage::questions::note(connection, question, outcome, topics, now);
}

Result<void> keep_unsettled(Connection& connection, const Keeping& turn) {
    for (const auto& [question, outcome, topics] : turn.played->unsettled) {
        const auto offered = fmt::format("{}", fmt::join(topics, ","));
        if (auto noted = note(connection, question, name_of(outcome), offered, turn.now); !noted)
            return noted;
    }
    return {};
}

}  // namespace

Result<void> keep_questions(
    Connection& connection, const Keeping& turn, const storage::Conversation& conversation
) {
    if (auto kept = keep_unsettled(connection, turn); !kept) return kept;
    const auto& handover = turn.played->handover;
    if (!handover || handover->wanted.reason != "asked") return {};
    auto answered =
        storage::questions::answered_last(connection, conversation.id, turn.now - means_the_answer);
    if (!answered) return answered.error();
    if (!*answered) return {};
    return note(connection, (*answered)->question, "handed_over", (*answered)->topic, turn.now);
}

}  // namespace gateway::turns
