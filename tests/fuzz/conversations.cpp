#include "tests/fuzz/conversations.h"

#include "dialogs/engine/session_codec.h"

#include <algorithm>
#include <set>

namespace dialogs::fuzz {

namespace {

constexpr Time morning{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}};
constexpr std::size_t most_complaints = 20;
constexpr int most_questions = 20;   // to the host, in a turn
constexpr int most_to_a_person = 4;  // messages: the word, and answers to what is asked on the way
// A person is called so; whatever else is answered on the way is 不知道.
constexpr const char* calls[] = {
    "人工",
    "转人工",
    "请转人工",
    "回复人工",
    "我要找人工",
    "按人工",
    "发人工两个字",
    "麻烦转人工，谢谢",
    "０",
    "回0",
};
constexpr std::size_t most_bytes = 64 * 1024;  // of a stored session

std::string place_of(const Session& session) {
    if (session.stack.empty()) return "nothing";
    const Frame& frame = session.stack.back();
    return frame.flow + '.' + frame.step + (frame.field.empty() ? "" : '.' + frame.field);
}

bool speaks(const std::vector<Effect>& effects) {
    return std::any_of(effects.begin(), effects.end(), [](const Effect& effect) {
        return std::holds_alternative<Say>(effect) || std::holds_alternative<HandOver>(effect);
    });
}

Heard heard(const std::string& text) {
    Heard input;
    input.message.text = text;
    return input;
}

}  // namespace

Walker::Walker(const Script& script, std::string channel, std::uint32_t seed)
    : script_(script), channel_(std::move(channel)), random_(seed), corpus_(corpus(script)) {
    std::shuffle(corpus_.begin(), corpus_.end(), random_);
}

void Walker::complain(const std::string& what) {
    if (broken.size() < most_complaints) broken.push_back(last_ + ": " + what);
}

void Walker::walk(long wanted) {
    found_.push_back({"nothing", {{}, morning}});
    // One text at every place known, then the next: whatever ends it, no place was left out.
    std::size_t known = 0;
    while (known < found_.size() && turns < wanted / 2) {
        known = found_.size();
        for (const std::string& text : corpus_) {
            for (std::size_t at = 0; at < found_.size() && turns < wanted / 2; ++at)
                feed(Place{found_[at]}, text);
        }
    }
    Standing standing{{}, morning};
    while (turns < wanted && broken.empty()) {
        standing = take(std::move(standing), any_text());
        if (pick(100) == 0) standing = found_[pick(found_.size())].standing;
        if (pick(50) == 0) check_person_is_reached(standing);
    }
}

void Walker::feed(const Place& place, const std::string& text) {
    check_person_is_reached(take(place.standing, text));
}

std::string Walker::any_text() {
    const std::string& one = corpus_[pick(corpus_.size())];
    if (pick(4) != 0) return one;
    constexpr const char* joints[] = {"", " ", "，", "。", "\n", "是"};
    return one + joints[pick(std::size(joints))] + corpus_[pick(corpus_.size())];
}

Standing Walker::take(Standing standing, const std::string& text) {
    ++turns;
    last_ = place_of(standing.session) + " <- " + text.substr(0, 80);
    const bool in_hands = standing.session.status == SessionStatus::handed_over;
    Step step = advance(script_, standing.session, heard(text), {standing.now, channel_});
    if (!in_hands) check_one_taker(step.trace);
    const bool answered = finish(standing, std::move(step), false);
    if (answered == in_hands) complain(in_hands ? "said in a person's hands" : "silent");
    check_session(standing.session);
    keep(standing);
    if (in_hands) {
        finish(
            standing,
            advance(
                script_,
                standing.session,
                Returned{pick(2) == 0, pick(2) == 0},
                {standing.now, channel_}
            ),
            true
        );
    }
    if (pick(20) == 0) standing.now += std::chrono::hours{25};
    if (pick(20) == 0) {
        const char* kind = pick(2) == 0 ? "timeout" : "expire";
        finish(
            standing,
            advance(script_, standing.session, TimedOut{kind}, {standing.now, channel_}),
            true
        );
        keep(standing);
    }
    return standing;
}

// Answers the host's part until the conversation waits for the person.
bool Walker::finish(Standing& standing, Step step, bool answered) {
    for (int asked = 0; asked < most_questions; ++asked) {
        answered = speaks(step.effects) || answered;
        standing.session = std::move(step.session);
        if (!standing.session.pending) return answered;
        if (step.effects.empty()) {
            complain("waits for the host and asks it nothing");
            return answered;
        }
        const Effect question = step.effects.back();
        step = advance(script_, standing.session, answer(question), {standing.now, channel_});
    }
    complain("asks the host without end");
    standing.session = {};
    return answered;
}

Input Walker::answer(const Effect& question) {
    if (const auto* act = std::get_if<Act>(&question)) {
        if (pick(5) == 0) return Failed{act->action};
        Done done{act->action, {}};
        for (const auto& [field, type] : script_.actions.at(act->action).result) {
            const bool closed = !type.values.empty() && pick(20) != 0;
            done.result[field] = closed ? type.values[pick(type.values.size())] : "1200";
        }
        return done;
    }
    if (std::holds_alternative<HandOver>(question)) {
        return HandedOver{"A1", pick(2) == 0, pick(2) == 0, "周一 08:30"};
    }
    Passage passage{
        "dibao", "低保", "低保标准", "短", "长", "依据", 0.9, {"materials", "amount"}, {}};
    switch (pick(5)) {
        case 0: return Found{Outcome::clarify, {passage, passage}};
        case 1: return Found{};
        case 2: passage.office = "医保局"; return Found{Outcome::redirect, {passage}};
        default: return Found{Outcome::answer, {passage}};
    }
}

void Walker::check_one_taker(const std::vector<Trace>& trace) {
    const auto takers = std::count_if(trace.begin(), trace.end(), [](const Trace& entry) {
        return entry.kind == "took";
    });
    if (takers != 1) complain("was taken " + std::to_string(takers) + " times");
    for (const Trace& entry : trace) {
        if (entry.kind == "failure") complain("failed at " + entry.where + ": " + entry.detail);
    }
}

void Walker::check_session(const Session& session) {
    const std::string stored = to_json(session);
    const auto read = session_from_json(stored);
    if (!read || *read != session) complain("is another session once stored");
    if (stored.size() > most_bytes) complain("grew to " + std::to_string(stored.size()) + " bytes");
    const int most = script_.limits.max_call_depth + 2;  // with repair flows on top
    if (static_cast<int>(session.stack.size()) > most) {
        complain("is too deep");
    }
    for (const auto& [name, slot] : session.slots) {
        const bool waits = session.status == SessionStatus::active;
        if (slot.sensitive && (!waits || !slot.raw.empty())) complain("keeps " + name);
    }
    const bool waits = session.status == SessionStatus::active && !session.pending;
    const language::Step* step =
        session.stack.empty() ? nullptr
                              : script_.step(session.stack.back().flow, session.stack.back().step);
    if (waits && (!step || !language::waits_for_person(*step) || !session.stack.back().asked)) {
        complain("waits where nothing was asked");
    }
}

void Walker::check_person_is_reached(Standing standing) {
    if (standing.session.status == SessionStatus::handed_over) return;
    const std::string call = calls[pick(std::size(calls))];
    last_ = place_of(standing.session) + " <- " + call;
    for (int message = 0; message < most_to_a_person; ++message) {
        const std::string text = message == 0 ? call : "不知道";
        Step step = advance(script_, standing.session, heard(text), {standing.now, channel_});
        finish(standing, std::move(step), false);
        if (standing.session.status == SessionStatus::handed_over) return;
    }
    complain("no person is reached");
}

void Walker::keep(const Standing& standing) {
    const std::string name = place_of(standing.session);
    const bool known = std::any_of(found_.begin(), found_.end(), [&](const Place& place) {
        return place.name == name;
    });
    if (!known) found_.push_back({name, standing});
}

}  // namespace dialogs::fuzz
