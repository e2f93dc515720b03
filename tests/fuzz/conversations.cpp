#include "tests/fuzz/conversations.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace dialogs::fuzz {

namespace {

using conversation::Reaction;

constexpr Time morning{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}};
constexpr std::size_t most_complaints = 20;
constexpr std::size_t most_lines = 12;  // of a complaint's transcript
constexpr int most_questions = 20;      // to the host, in a turn
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

Heard heard(const std::string& text) {
    Heard input;
    input.message.text = text;
    return input;
}

std::string described(const Heard& heard) {
    const Message& message = heard.message;
    std::string line = message.text.substr(0, 80);
    if (message.kind != MessageKind::text)
        line += fmt::format(
            " [{} {}{}]", static_cast<int>(message.kind), message.event, message.event_key
        );
    return heard.alarm ? line + " [alarm]" : line;
}

Hands hands_of(const Standing& standing) {
    if (standing.session.status != SessionStatus::handed_over) return Hands::bot;
    return standing.claimed ? Hands::clerk : Hands::queue;
}

void note_line(Standing& standing, const std::string& line) {
    auto& lines = standing.lines;
    if (lines.size() >= most_lines) lines.erase(lines.begin());
    lines.push_back(place_of(standing.session) + " <- " + line);
}

}  // namespace

Walker::Walker(const Script& script, std::string channel, std::uint32_t seed)
    : script_(script),
      channel_(std::move(channel)),
      dice_(seed),
      corpus_(corpus(script)),
      usual_(usual_answers(script)),
      places_(waiting_places(script)) {
    std::shuffle(corpus_.begin(), corpus_.end(), dice_.engine());
    keep({{}, morning, false, {}, {}});
}

void Walker::complain(const Standing& standing, const std::string& what) {
    if (broken.size() >= most_complaints) return;
    std::string told = what;
    for (const std::string& line : standing.lines)
        told += "\n    " + line;
    broken.push_back(std::move(told));
}

std::vector<std::string> Walker::missed() const {
    std::vector<std::string> all;
    for (const std::string& place : places_) {
        if (!names_.contains(place)) all.push_back(place);
    }
    return all;
}

void Walker::walk(long wanted) {
    explore(wanted / 2);
    feed_everything(wanted / 4 * 3);
    wander(wanted);
}

void Walker::wander(long most) {
    Standing standing = found_.front().standing;
    while (turns < most && broken.empty()) {
        if (dice_.once_in(100)) standing = found_[dice_.pick(found_.size())].standing;
        if (dice_.once_in(50)) check_person_is_reached(standing);
        const bool away = standing.session.meanwhile || hands_of(standing) != Hands::bot;
        if (away && dice_.once_in(3)) {
            let_clerk_act(standing);
        } else if (dice_.once_in(12)) {
            let_time_pass(standing);
        } else {
            write(standing, anything());
        }
    }
}

Heard Walker::anything() {
    Heard one = corpus_[dice_.pick(corpus_.size())];
    if (!dice_.once_in(4) || one.message.kind != MessageKind::text) return one;
    constexpr const char* joints[] = {"", " ", "，", "。", "\n", "是"};
    const Heard& other = corpus_[dice_.pick(corpus_.size())];
    one.message.text += joints[dice_.pick(std::size(joints))] + other.message.text;
    return one;
}

Reaction Walker::write(Standing& standing, const Heard& heard) {
    const Hands hands = hands_of(standing);
    note_line(standing, described(heard));
    const Reaction reaction = turn(standing, heard);
    for (const auto& wrong : wrong_with_answer(heard, hands, reaction, standing.session))
        complain(standing, wrong);
    keep(standing);
    return reaction;
}

// What it asked to be woken up for comes, or a day goes by without.
void Walker::let_time_pass(Standing& standing) {
    if (standing.reminders.empty() || dice_.once_in(3)) {
        standing.now += std::chrono::hours{25};
        return;
    }
    const Remind due = standing.reminders[dice_.pick(standing.reminders.size())];
    standing.now += due.after;
    note_line(standing, "(" + due.kind + ")");
    turn(standing, TimedOut{due.kind});
    keep(standing);
}

void Walker::let_clerk_act(Standing& standing) {
    if (hands_of(standing) == Hands::bot && !standing.session.meanwhile) return;
    if (!standing.claimed && dice_.once_in(3)) {
        standing.claimed = true;
        standing.session.meanwhile = false;
        standing.session.status = SessionStatus::handed_over;
        return;
    }
    standing.claimed = false;
    const bool closes = !dice_.once_in(3);
    note_line(standing, closes ? "(closed)" : "(given back)");
    turn(standing, Returned{closes, closes && dice_.once_in(2)});
    if (hands_of(standing) != Hands::bot) complain(standing, "stays with the clerk");
    keep(standing);
}

// Answers the host's part until the conversation waits for the person.
Reaction Walker::turn(Standing& standing, Input input) {
    ++turns;
    Reaction all;
    Context context{standing.now, channel_, "13812345678"};
    if (!standing.claimed) context.waiting = Waiting{dice_.once_in(2), "周一 08:30"};
    for (int asked = 0; asked < most_questions; ++asked) {
        Step step = advance(script_, std::move(standing.session), input, context);
        standing.session = std::move(step.session);
        all.trace.insert(all.trace.end(), step.trace.begin(), step.trace.end());
        for (const Effect& effect : step.effects) {
            if (const auto* said = std::get_if<Say>(&effect)) all.said.push_back(*said);
            if (const auto* act = std::get_if<Act>(&effect)) all.acts.push_back(*act);
            if (const auto* wanted = std::get_if<LookUp>(&effect)) all.look_ups.push_back(*wanted);
            if (const auto* over = std::get_if<HandOver>(&effect)) all.handoffs.push_back(*over);
            if (const auto* due = std::get_if<Remind>(&effect)) all.reminders.push_back(*due);
        }
        if (!standing.session.pending) break;
        if (step.effects.empty()) {
            complain(standing, "waits for the host and asks it nothing");
            break;
        }
        input = answer(script_, step.effects.back(), dice_);
    }
    if (standing.session.pending) complain(standing, "asks the host without end");
    standing.reminders = all.reminders;
    for (const auto& wrong : wrong_with_turn(script_, channel_, all, standing.session))
        complain(standing, wrong);
    return all;
}

void Walker::check_person_is_reached(Standing standing) {
    if (hands_of(standing) != Hands::bot) return;
    const std::string call = calls[dice_.pick(std::size(calls))];
    for (int message = 0; message < most_to_a_person; ++message) {
        write(standing, heard(message == 0 ? call : "不知道"));
        if (hands_of(standing) != Hands::bot) return;
    }
    complain(standing, "no person is reached");
}

void Walker::keep(const Standing& standing) {
    std::string name = place_of(standing.session);
    if (names_.insert(name).second) found_.push_back({std::move(name), standing});
}

}  // namespace dialogs::fuzz
