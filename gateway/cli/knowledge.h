#pragma once
#include <string>

// What the county's editors ask of the articles.

namespace gateway::cli {

struct EvaluateOptions {
    std::string config;  // measure the articles in force there, not a folder's
    std::string articles = "knowledge/articles";
    std::string phrasings = "knowledge/phrasings";
    std::string questions;  // measure on this file of `topic<TAB>question` lines instead
    std::string scores = "knowledge/scores.yaml";
    bool record = false;  // write the scores instead of comparing with them
};

// Prints how well questions find their article; bad_input when worse than the scores on file.
int knowledge_evaluate(const EvaluateOptions& options);

}  // namespace gateway::cli
