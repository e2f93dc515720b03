#include "gateway/cli/knowledge.h"

#include "gateway/cli/cli.h"
#include "gateway/cli/setup.h"
#include "knowledge/evaluation.h"
#include "knowledge/scores.h"

#include <fmt/format.h>

#include <fstream>

namespace gateway::cli {
namespace {

int record(const std::string& file, const knowledge::Scores& scores) {
    std::ofstream out(file);
    out << knowledge::write_scores(scores);
    out.close();
    if (out) return done;
    complain("cannot write " + file);
    return bad_input;
}

dialogs::Result<knowledge::Library> library_of(const EvaluateOptions& options) {
    if (options.config.empty()) return knowledge::Library::load(options.articles);
    const auto config = read_config(options.config, {.read_secrets = false});
    if (!config) return dialogs::Error{dialogs::Fault::malformed, "see above"};
    return library_in_force(*config);
}

int compare(const std::string& file, const knowledge::Scores& scores) {
    const auto before = knowledge::read_scores(file);
    if (!before) {
        complain(before.error().detail);
        return bad_input;
    }
    const auto lines = knowledge::worse(scores, *before);
    for (const auto& line : lines)
        complain("worse than " + file + ": " + line);
    return lines.empty() ? done : bad_input;
}

}  // namespace

int knowledge_evaluate(const EvaluateOptions& options) {
    const auto library = library_of(options);
    if (!library) {
        complain(library.error().detail);
        return bad_input;
    }
    const bool own = !options.questions.empty();
    const auto questions = own ? knowledge::read_questions(options.questions)
                               : knowledge::questions_set_aside(options.phrasings, *library);
    if (!questions) {
        complain(questions.error().detail);
        return bad_input;
    }
    const auto evaluation = knowledge::evaluate(*library, *questions);
    fmt::print("{}", knowledge::report(evaluation));
    if (own) return done;
    const auto scores = knowledge::scores_of(evaluation);
    return options.record ? record(options.scores, scores) : compare(options.scores, scores);
}

}  // namespace gateway::cli
