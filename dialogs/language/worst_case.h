#pragma once
#include "dialogs/language/script.h"

#include <optional>
#include <string>

namespace dialogs::language {

// How long the texts of one flow can get on one channel: every place to fill holds as many
// characters as can ever stand there.
class WorstCase {
public:
    // All must outlive it.
    WorstCase(const Script& script, const Flow& flow, const std::string& channel)
        : script_(script), flow_(flow), channel_(channel) {}

    // `about` is the question that step.ask and step.help speak of; without it the longest there
    // is.
    std::string of(const Text& text, const Prompt* about = nullptr) const;

    // As it is sent while the step waits: with its choices written below it.
    std::string asked(const Step& step, const Text& text) const;

    // As it is asked again after a digression, in the words of `reminder`: all there is to ask at
    // the step, one text a question.
    std::vector<std::string> asked_again(const Step& step, const Text& reminder) const;

    // None when nothing limits it.
    std::optional<std::size_t> width(const Placeholder& placeholder, const Prompt* about = nullptr)
        const;

private:
    std::optional<std::size_t> width_of(const std::string& path, const Prompt* about) const;
    std::size_t longest_prompt(Text Prompt::*part) const;
    std::vector<dialogs::Choice> shown_choices(const Step& step) const;

    const Script& script_;
    const Flow& flow_;
    const std::string& channel_;
};

}  // namespace dialogs::language
