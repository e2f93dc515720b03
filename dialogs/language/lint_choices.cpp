#include "dialogs/language/rules.h"
#include "dialogs/language/walk.h"
#include "dialogs/text/clean.h"
#include "dialogs/text/normalise.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace dialogs::language {

namespace {

constexpr std::size_t most_choices = 5;   // what an old person keeps in mind
constexpr std::size_t longest_label = 8;  // characters
constexpr std::u32string_view question_marks = U"？?";

std::string as_matched(const std::string& word) { return text::normalise(word).text; }

// Every word that runs a command, as it is matched → the command's id.
std::map<std::string, std::string> command_words(const Script& script, Problems& problems) {
    std::map<std::string, std::string> words;
    for (const Command& command : script.commands) {
        for (const std::string& word : command.match) {
            const auto [place, added] = words.emplace(as_matched(word), command.id);
            if (!added && place->second != command.id)
                complain(
                    problems,
                    command.mark,
                    fmt::format("'{}' already means the command '{}'", word, place->second),
                    "D008"
                );
        }
    }
    return words;
}

using Commands = std::map<std::string, std::string>;

// A command is taken before any choice is looked at: that word never picks it.
void check_words(
    const Mark& mark,
    const std::string& id,
    const std::vector<std::string>& words,
    const Commands& commands,
    Problems& problems
) {
    for (const std::string& word : words) {
        const auto command = commands.find(as_matched(word));
        if (command == commands.end()) continue;
        complain(
            problems,
            mark,
            fmt::format("'{}' of '{}' is the command '{}'", word, id, command->second),
            "D008"
        );
    }
}

void check_options(const Flow& flow, const Commands& commands, Problems& problems) {
    for (const SlotDefinition& slot : flow.slots) {
        if (slot.of.size() > most_choices)
            warn(
                problems,
                slot.mark,
                "D033",
                fmt::format(
                    "slot '{}' has {} options, more than {}",
                    slot.name,
                    slot.of.size(),
                    most_choices
                )
            );
        for (const Option& option : slot.of) {
            std::vector<std::string> words = option.synonyms;
            words.insert(words.begin(), option.label);
            check_words(slot.mark, option.id, words, commands, problems);
            if (text::code_points(option.label) > longest_label)
                warn(
                    problems,
                    slot.mark,
                    "D033",
                    fmt::format(
                        "label '{}' is longer than {} characters", option.label, longest_label
                    )
                );
        }
    }
}

void check_keys(const Step& step, const Commands& commands, Problems& problems) {
    std::map<std::string, std::string> taken;
    for (const Choice* choice : choices_of(step)) {
        const auto command = commands.find(as_matched(choice->key));
        if (choice->command.empty() && command != commands.end())
            complain(
                problems,
                choice->mark,
                fmt::format(
                    "key '{}' is the command '{}': write 'command: {}'",
                    choice->key,
                    command->second,
                    command->second
                ),
                "D008"
            );
        std::vector<std::string> words = choice->synonyms;
        words.insert(words.begin(), choice->label);
        if (choice->command.empty())
            check_words(choice->mark, choice->id, words, commands, problems);
        if (!choice->key.empty()) words.insert(words.begin(), choice->key);
        for (const std::string& word : words) {
            const auto [place, added] = taken.emplace(as_matched(word), choice->id);
            if (!added && place->second != choice->id)
                complain(
                    problems,
                    choice->mark,
                    fmt::format("'{}' already means the choice '{}'", word, place->second),
                    "D008"
                );
        }
    }
}

void check_ease(const Step& step, Problems& problems) {
    const auto choices = choices_of(step);
    const auto listed = static_cast<std::size_t>(std::count_if(
        choices.begin(), choices.end(), [](const Choice* choice) { return choice->hint.empty(); }
    ));
    if (listed > most_choices)
        warn(
            problems,
            step.mark,
            "D033",
            fmt::format("step '{}' has {} choices, more than {}", step.id, listed, most_choices)
        );
    for (const Choice* choice : choices) {
        if (text::code_points(choice->label) > longest_label)
            warn(
                problems,
                choice->mark,
                "D033",
                fmt::format("label '{}' is longer than {} characters", choice->label, longest_label)
            );
    }
}

void check_questions(const Template& text, const std::string& role, Problems& problems) {
    const std::u32string letters = text::to_utf32(text.source);
    const auto questions = std::count_if(letters.begin(), letters.end(), [](char32_t letter) {
        return question_marks.find(letter) != std::u32string_view::npos;
    });
    if (questions > 1)
        warn(problems, text.mark, "D033", fmt::format("'{}' asks two questions at once", role));
}

void check_questions(const Step& step, Problems& problems) {
    for (const SpokenText& spoken : texts_of(step)) {
        check_questions(spoken.text->everywhere, spoken.role, problems);
        for (const auto& [channel, text] : spoken.text->by_channel)
            check_questions(text, spoken.role, problems);
    }
}

}  // namespace

void check_choices(const Script& script, Problems& problems) {
    const auto commands = command_words(script, problems);
    for (const auto& [id, flow] : script.flows) {
        check_options(flow, commands, problems);
        for (const Step& step : flow.steps) {
            check_keys(step, commands, problems);
            check_ease(step, problems);
            check_questions(step, problems);
        }
    }
}

}  // namespace dialogs::language
