#include "dialogs/engine/answering.h"
#include "dialogs/engine/asking.h"
#include "dialogs/engine/clarification.h"
#include "dialogs/engine/passage_words.h"
#include "dialogs/engine/prompt.h"
#include "dialogs/engine/route.h"
#include "dialogs/engine/scope.h"
#include "dialogs/engine/steps.h"
#include "dialogs/engine/wording.h"
#include "dialogs/text/segments.h"

#include <algorithm>
#include <utility>

namespace dialogs::engine {

namespace {

bool is_sms(const Turn& turn) { return profile(turn).max_segments > 0; }

std::string words_of(const Turn& turn, const Passage& passage) {
    return worded(profile(turn), passage);
}

bool fits(const Turn& turn, const std::string& text) {
    const auto& channel = profile(turn);
    return text::sms_cost(channel.signature + text).billed_segments <= channel.max_segments;
}

bool holds(const std::vector<std::string>& facets, const std::string& facet) {
    return std::find(facets.begin(), facets.end(), facet) != facets.end();
}

// What 要带啥 is about from now on, of two answers the first, and what can be asked of it: of the
// same matter no more than before, less what was told now.
void remember(Turn& turn, const Found& found) {
    Session& session = turn.session;
    const Passage& first = found.passages.front();
    const auto before = std::exchange(session.facets, {});
    for (const std::string& facet : first.facets) {
        if (!found.follows_up || holds(before, facet)) session.facets.push_back(facet);
    }
    session.topic = first.topic;
    session.topic_source = first.source;
    const bool share_source = std::ranges::all_of(found.passages, [&](const Passage& passage) {
        return passage.brief_source == first.brief_source;
    });
    session.topic_brief_source = share_source ? first.brief_source : std::string();
    const auto elsewhere = std::ranges::find_if(found.passages, [](const Passage& passage) {
        return !passage.office.empty();
    });
    // Whoever asks more of one answer may still have the other passed on.
    const bool decided = elsewhere != found.passages.end();
    if (found.follows_up && !decided && !session.topic_office.empty()) return;
    session.topic_title = decided ? elsewhere->title : first.title;
    session.topic_office = decided ? elsewhere->office : std::string();
}

// Two questions in one message get two answers: where one message cannot carry both, two.
void show(Turn& turn, const Found& found) {
    for (const Passage& passage : found.passages)
        say(turn, {words_of(turn, passage), {}, "answer", passage.topic});
    const Passage& first = found.passages.front();
    remember(turn, found);
    turn.session.failures = 0;
    turn.session.visits.clear();
    note(turn, "answered", place(top(turn)), first.topic);
    if (found.outcome == Outcome::redirect)
        note(turn, "redirected", place(top(turn)), turn.session.topic_office);
}

// A side question goes on with what was asked before: that it can be passed on is said here.
void offer_to_pass_on(Turn& turn) {
    std::string before;
    for (const Say& said : turn.session.unsent)
        before += said.text + '\n';
    Say offer = pattern_text(turn, "pattern_redirected");
    if (!is_sms(turn) || fits(turn, before + offer.text)) say(turn, std::move(offer));
}

void on_answer(Turn& turn, const Pending& pending, const Found& found) {
    show(turn, found);
    const language::Step& step = standing_at(turn);
    if (pending.digression) {
        ++top(turn).digressions;
        if (found.outcome == Outcome::redirect) offer_to_pass_on(turn);
        return ask_again(turn, step);
    }
    // The loader wants an on_answered of every answer, and an on_no_match.
    if (const auto* answer = kind_here<language::Answer>(turn)) {
        const bool elsewhere = found.outcome == Outcome::redirect && answer->on_redirected;
        note(turn, "outcome", place(top(turn)), elsewhere ? "on_redirected" : "on_answered");
        return go(turn, elsewhere ? answer->on_redirected : answer->on_answered);
    }
    if (const auto* menu = kind_here<language::Menu>(turn)) {
        for (const language::Choice& choice : menu->choices) {
            if (choice.id == pending.choice) return go_on(turn, choice.next, choice.id);
        }
    }
    ask_again(turn, step);
}

void on_clarify(Turn& turn, const Found& found) {
    turn.session.candidates.clear();
    const auto* answer = kind_here<language::Answer>(turn);
    const int most = answer ? answer->max_candidates : 3;
    for (const Passage& passage : found.passages) {
        if (static_cast<int>(turn.session.candidates.size()) == most) break;
        turn.session.candidates.push_back({passage.topic, passage.title});
    }
    note(turn, "ambiguous", place(top(turn)));
    if (answer && answer->on_ambiguous.to == language::Destination::step) {
        return go(turn, answer->on_ambiguous);
    }
    call(turn, "pattern_clarification");
}

// Words for a part that the article does not tell are a question like any other.
bool asks_afresh(const Turn& turn, const Pending& pending) {
    const auto* menu = kind_here<language::Menu>(turn);
    return menu && menu->free_text && !pending.choice.empty() &&
           is_wordy(text::normalise(turn.session.input));
}

void on_none(Turn& turn, const Pending& pending) {
    note(turn, "no_match", place(top(turn)));
    if (asks_afresh(turn, pending)) {
        note(turn, "free_text", place(top(turn)));
        return go(turn, kind_here<language::Menu>(turn)->free_text);
    }
    const auto* answer = kind_here<language::Answer>(turn);
    if (!answer) {
        turn.heard = text::normalise(turn.session.input);
        if (!ask_whether(turn, standing_at(turn))) miss(turn, standing_at(turn));
        return;
    }
    ++turn.session.failures;
    go(turn, answer->on_no_match);
}

double min_score(const Turn& turn) {
    const auto* answer = kind_here<language::Answer>(turn);
    return answer ? answer->min_score : 0;
}

// So far ahead of the next one that the script would rather not ask which was meant.
bool is_clear_enough(const Turn& turn, const Found& found) {
    const auto* answer = kind_here<language::Answer>(turn);
    if (!answer || answer->clarify_gap <= 0 || found.passages.size() < 2) return false;
    const double best = found.passages[0].score;
    return best >= answer->min_score && best - found.passages[1].score >= answer->clarify_gap;
}

}  // namespace

void look_up(Turn& turn, LookUp wanted, Pending pending) {
    wanted.context_topic = turn.session.topic;
    note(turn, "look_up", place(top(turn)), wanted.facet);
    turn.session.pending = std::move(pending);
    turn.question = std::move(wanted);
    turn.state = State::waiting;
}

void begin(Turn& turn, const language::Step&, const language::Answer& answer) {
    const std::string question = language::to_text(evaluate(turn, answer.query));
    look_up(turn, {question, {}, {}, answer.topics}, {Question::look_up, {}, {}, false});
}

void on_found(Turn& turn, const Pending& pending, const Found& found) {
    const auto& passages = found.passages;
    const bool danger = found.outcome == Outcome::emergency && !passages.empty();
    if (found.perhaps_danger && !danger) {
        note(turn, "perhaps_danger", place(top(turn)));
        say(turn, pattern_text(turn, "pattern_perhaps_danger"));
    }
    if (pending.doubted && !danger) return on_doubt(turn, found);
    if (passages.empty() || found.outcome == Outcome::none) return on_none(turn, pending);
    if (danger) {
        if (turn.session.status == SessionStatus::expired) note(turn, "took", "answer");
        return raise_alarm(turn, {"knowledge", words_of(turn, passages.front())});
    }
    if (found.outcome == Outcome::clarify) {
        if (pending.digression && asked_at(turn, standing_at(turn)).prompt->questions_interrupt)
            return on_none(turn, pending);
        if (!is_clear_enough(turn, found)) return on_clarify(turn, found);
        return on_answer(turn, pending, {outcome_of(passages.front()), {passages.front()}});
    }
    if (passages.front().score < min_score(turn)) return on_none(turn, pending);
    on_answer(turn, pending, found);
}

}  // namespace dialogs::engine
