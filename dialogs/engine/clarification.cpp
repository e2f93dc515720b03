#include "dialogs/engine/clarification.h"

#include "dialogs/engine/answering.h"
#include "dialogs/engine/interpretation.h"
#include "dialogs/engine/meanings.h"
#include "dialogs/engine/prompt.h"
#include "dialogs/engine/route.h"
#include "dialogs/engine/steps.h"
#include "dialogs/engine/understanding.h"
#include "dialogs/engine/wording.h"
#include "dialogs/text/clean.h"
#include "dialogs/text/menu.h"

#include <algorithm>

namespace dialogs::engine {

namespace {

constexpr std::string_view pattern = "pattern_clarification";
constexpr std::size_t shortest_part = 2;  // characters of an offer that stand for it

// "倴城镇李家庄"
std::string full_name(const text::Gazetteer& gazetteer, const text::Place& place) {
    const text::Place* around = gazetteer.by_code(place.parent);
    if (!around || place.name.starts_with(around->name)) return place.name;
    return around->name + place.name;
}

// Of the place that the step asks for; nullptr when it asks for none.
const language::SlotType* place_asked(const Turn& turn, const language::Step& step) {
    const Asked asked = asked_at(turn, step);
    const auto* slot = asked.collect ? definition(turn, asked.collect->slot) : nullptr;
    return slot && slot->type.gazetteer ? &slot->type : nullptr;
}

// Only names that are understood when they are picked.
std::vector<std::string> places_named(const Turn& turn, const text::Gazetteer& gazetteer) {
    const auto found = gazetteer.find(turn.heard.raw);
    if (found.size() < 2) return {};
    std::vector<std::string> names;
    for (const text::Place* place : found) {
        std::string name = full_name(gazetteer, *place);
        const auto again = gazetteer.find(name);
        if (again.size() == 1 && again.front() == place) names.push_back(std::move(name));
    }
    return names;
}

// A syllable more may turn a word into its opposite: 没重病 is not near 有重病.
std::vector<std::string> words_near(Turn& turn, const language::Step& step, Of what) {
    if (asks_for_own_words(turn, step)) return {};
    const std::string& said = turn.heard.compact;
    auto near = turn.script.lexicon.find(turn.script.dialect.plain(said));
    std::erase_if(near, [&](std::string_view word) { return denies(word) != denies(said); });
    return meant_by(turn, step, near, what);
}

bool welcomes_any_words(const language::Step& step) {
    const auto* menu = std::get_if<language::Menu>(&step.kind);
    return menu && menu->free_text;
}

bool is_choosing(const Turn& turn) {
    const auto* menu = kind_here<language::Menu>(turn);
    return menu && !menu->choices_from.empty();
}

// Leaves the list: what comes of it goes on at the step that it was offered at.
const language::Step* leave(Turn& turn) {
    note(turn, "flow_ended", top(turn).flow);
    turn.session.stack.pop_back();
    const language::Step* below = current_step(turn);
    if (!below) fail(turn, "candidates offered by nobody");
    return below;
}

void look_up_below(Turn& turn, std::string question, std::vector<std::string> topics) {
    const language::Step* below = leave(turn);
    if (!below) return;
    const bool digression = language::waits_for_person(*below);
    look_up(
        turn,
        {std::move(question), {}, {}, std::move(topics)},
        {Question::look_up, {}, {}, digression}
    );
}

// As if it had been written so from the beginning.
void hear_below(Turn& turn, const std::string& words) {
    const language::Step* below = leave(turn);
    if (!below) return;
    turn.session.candidates.clear();
    turn.heard = text::normalise(words);
    if (take_words(turn, *below) || take_answer(turn, *below)) return;
    ask(turn, *below);
}

void miss_below(Turn& turn) {
    const language::Step* below = leave(turn);
    if (!below) return;
    top(turn).asked ? miss(turn, *below) : ask(turn, *below);
}

// The only one of the words offered that has these in it: 倴城 for 倴城镇李家庄.
std::size_t named_in_part(const Turn& turn) {
    const auto& candidates = turn.session.candidates;
    const std::string& said = turn.heard.compact;
    const auto has = [&](const Candidate& one) {
        return one.topic.empty() && one.title.find(said) != std::string::npos;
    };
    const bool one = text::code_points(said) >= shortest_part &&
                     std::count_if(candidates.begin(), candidates.end(), has) == 1;
    if (!one) return candidates.size();
    const auto found = std::find_if(candidates.begin(), candidates.end(), has);
    return static_cast<std::size_t>(found - candidates.begin());
}

// Past the end for none of them.
std::size_t candidate_named(const Turn& turn) {
    const auto& candidates = turn.session.candidates;
    const auto number = text::menu_number(turn.heard);
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        const bool named = turn.heard.bare == text::squeeze(candidates[i].title);
        if (named || number == static_cast<int>(i + 1)) return i;
    }
    return named_in_part(turn);
}

}  // namespace

bool offer(Turn& turn, std::vector<std::string> words, std::size_t most) {
    if (is_choosing(turn)) return false;
    std::vector<Candidate> candidates;
    for (std::string& word : words) {
        if (candidates.size() == most) break;
        candidates.push_back({{}, std::move(word)});
    }
    if (candidates.empty() || candidates == turn.session.candidates) return false;
    turn.session.candidates = std::move(candidates);
    note(turn, "ambiguous", place(top(turn)));
    call(turn, std::string{pattern});
    return true;
}

bool ask_which(Turn& turn, const language::Step& step) {
    if (looks_like_question(turn.heard)) return false;
    if (const auto* type = place_asked(turn, step)) {
        auto places = places_named(turn, *type->gazetteer);
        const auto most = static_cast<std::size_t>(type->max_candidates);
        if (places.size() > 1) return offer(turn, std::move(places), most);
    }
    return !welcomes_any_words(step) && offer(turn, words_near(turn, step, Of::step));
}

bool ask_whether(Turn& turn, const language::Step& step) {
    return offer(turn, words_near(turn, step, Of::anything));
}

bool offers_words(const Turn& turn) {
    const auto& candidates = turn.session.candidates;
    return turn.session.stack.back().flow == pattern && !candidates.empty() &&
           candidates.front().topic.empty();
}

bool take_candidate(Turn& turn, const language::Step& step, const language::Menu& menu) {
    const auto& candidates = turn.session.candidates;
    if (const std::size_t which = candidate_named(turn); which < candidates.size()) {
        const Candidate candidate = candidates[which];
        const bool words = candidate.topic.empty();
        note(turn, "picked", place(top(turn)), words ? candidate.title : candidate.topic);
        words ? hear_below(turn, candidate.title) : look_up_below(turn, {}, {candidate.topic});
        return true;
    }
    const auto number = text::menu_number(turn.heard);
    if (number == static_cast<int>(candidates.size() + 1) || is_word(turn.heard, "都不是")) {
        note(turn, "picked", place(top(turn)), "none_of_these");
        if (offers_words(turn)) {
            miss_below(turn);
        } else {
            menu.none_of_these ? go(turn, menu.none_of_these) : go_on(turn, step.next);
        }
        return true;
    }
    if (offers_words(turn) || menu.free_text || !is_wordy(turn.heard)) return false;
    look_up_below(turn, turn.session.input, {});
    return true;
}

}  // namespace dialogs::engine
