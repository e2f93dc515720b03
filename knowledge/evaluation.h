#pragma once
#include "dialogs/input.h"
#include "dialogs/result.h"
#include "knowledge/library.h"

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// How well questions find their article: the number by which every change of texts or ranking is
// judged.

namespace knowledge {

struct Question {
    std::string text;
    std::string topic;  // empty: nothing here answers it
    // Others with which the resident would be as well served; counted apart. "-": being declined.
    std::vector<std::string> acceptable;
};

// What was said to be this likely, in steps of a tenth, and how often it was right.
struct Reliability {
    std::size_t count = 0, right = 0;
    double sure = 0;  // sum of the likelihoods
};

// How many messages have at least this likelihood of danger without being taken for an emergency.
struct Suspicion {
    double from;
    std::size_t dangers = 0, others = 0;
};

// Counts, so that rates of parts can be added; `answerable` and `off_topic` are the divisors.
struct Evaluation {
    std::size_t answerable = 0, first = 0, third = 0, declined = 0;
    std::size_t first_or_acceptable = 0, third_or_acceptable = 0;
    std::size_t off_topic = 0, off_topic_declined = 0;
    std::size_t emergencies = 0, emergencies_caught = 0, false_alarms = 0;
    // What another office decides, and how much of it was redirected; and what was not its to
    // decide.
    std::size_t elsewhere = 0, redirected = 0, wrongly_redirected = 0;
    std::map<dialogs::Outcome, std::size_t> outcomes;
    std::map<std::pair<std::string, std::string>, std::size_t> confusions;  // (meant, ranked first)
    std::array<Reliability, 10> reliability;
    std::array<Suspicion, 8> suspicions{{{.02}, {.03}, {.04}, {.05}, {.06}, {.07}, {.1}, {.2}}};
};

// 0 of nothing.
double percent(std::size_t part, std::size_t whole);

Evaluation evaluate(const Library& library, const std::vector<Question>& questions);

// The phrasings of a folder that the classifier was never trained on. Those that stand word for
// word in an article are left out: the lexical index knows them.
dialogs::Result<std::vector<Question>> questions_set_aside(
    const std::string& phrasings, const Library& library
);

// Lines `topic[,acceptable…]<TAB>question`; topic `-` is off topic; `#` starts a comment line.
dialogs::Result<std::vector<Question>> read_questions(const std::string& file);

// "first 81.2 % of 215, third …", the reliability table and the most frequent confusions, a line
// each.
std::string report(const Evaluation& evaluation);

}  // namespace knowledge
