#include "dialogs/conversation/player.h"

#include "dialogs/conversation/expectation.h"
#include "dialogs/engine/consent.h"
#include "dialogs/engine/migration.h"
#include "dialogs/engine/session_codec.h"
#include "dialogs/language/loader.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace dialogs::conversation {

namespace {

// A turn asks the host a few times; more is an endless loop between the two.
constexpr int most_questions = 50;

bool is_question(const Effect& effect) {
    return std::holds_alternative<LookUp>(effect) || std::holds_alternative<Act>(effect) ||
           std::holds_alternative<HandOver>(effect);
}

template <class Part>
void append(std::vector<Part>& all, std::vector<Part> more) {
    std::move(more.begin(), more.end(), std::back_inserter(all));
}

Input done_by(Clerk clerk, bool may_rate) {
    if (clerk == Clerk::is_late) return TimedOut{"sla"};
    const bool closes = clerk == Clerk::closes;
    return Returned{closes, closes && may_rate};
}

struct Named {
    std::string operator()(const User& user) const { return "user: " + user.text; }
    std::string operator()(const Media&) const { return "media"; }
    std::string operator()(const Event& event) const { return "event: " + event.event; }
    std::string operator()(const Advance& clock) const {
        return "advance: " + std::to_string(clock.by.count()) + "s";
    }
    std::string operator()(const Duplicate&) const { return "deliver_duplicate"; }
    std::string operator()(const Reload&) const { return "reload"; }
    std::string operator()(Clerk clerk) const {
        constexpr const char* names[] = {"close", "return", "overdue", "claim"};
        return std::string{"clerk: "} + names[static_cast<int>(clerk)];
    }
};

}  // namespace

Player::Player(const Script& script, const Scenario& scenario)
    : script_(&script), scenario_(scenario), host_(scenario.world), now_(scenario.world.now) {}

void Player::complain(const Mark& mark, std::string message) {
    failures.push_back({mark, scenario_.name, std::move(message)});
}

void Player::play() {
    for (const Moment& moment : scenario_.moments) {
        moment_ = &moment;
        for (int time = 1; time <= moment.times; ++time)
            play(moment, time == moment.times);
    }
    for (const Reply* reply : host_.unused())
        complain(reply->mark, "this reply was never asked for");
}

void Player::play(const Moment& moment, bool last) {
    const bool was_handed_over = session_.status == SessionStatus::handed_over;
    Reaction outcome = react(moment.happening);
    for (std::string& complaint : host_.complaints)
        complain(moment.mark, std::move(complaint));
    host_.complaints.clear();
    check_silence(moment, outcome, was_handed_over);
    outcome.consent = consent_;
    const Seen seen{*script_, scenario_.world.channel, session_, outcome, record_};
    for (const Expectation& expected : moment.expected) {
        auto wrong = last ? check(expected, seen) : std::nullopt;
        if (wrong) complain(expected.mark, *std::move(wrong));
    }
    if (!scenario_.golden) return;
    beats.push_back({std::visit(Named{}, moment.happening), std::move(outcome), to_json(session_)});
}

Reaction Player::react(const Happening& happening) {
    if (const auto* clock = std::get_if<Advance>(&happening)) return advance_clock(clock->by);
    if (const auto* scripts = std::get_if<Reload>(&happening)) return reload(scripts->directory);
    if (const auto* clerk = std::get_if<Clerk>(&happening)) {
        if (*clerk == Clerk::claims) return claim(), Reaction{};
        claimed_ = false;
        return take(done_by(*clerk, scenario_.world.may_rate && consent_.notices));
    }
    // The host answers a repeat as it answered the first, without asking the engine.
    if (std::holds_alternative<Duplicate>(happening)) {
        Reaction again;
        again.said = last_said_;
        return again;
    }
    Reaction outcome = hear(happening);
    last_said_ = outcome.said;
    return outcome;
}

Context Player::context() const {
    const auto& world = scenario_.world;
    Context context{now_, world.channel, world.phone};
    if (!claimed_) context.waiting = Waiting{world.office_open, world.next_open};
    return context;
}

void Player::claim() {
    claimed_ = true;
    session_.meanwhile = false;
    session_.status = SessionStatus::handed_over;
}

Reaction Player::hear(const Happening& happening) {
    auto heard = this->heard(happening);
    auto settled = settle_consent(*script_, context(), consent_, heard.message.text);
    if (!settled) {
        consent_.answers = true;
        Reaction outcome = take(heard);
        record_message(heard, outcome);
        return outcome;
    }
    consent_ = settled->consent;
    Reaction outcome;
    outcome.trace.push_back({"said", settled->say.step, {}});
    trace.push_back(outcome.trace.back());
    outcome.said.push_back(std::move(settled->say));
    record_message(heard, outcome);
    return outcome;
}

void Player::record_message(const Heard& heard, const Reaction& outcome) {
    record_ += outcome.kept_text.value_or(heard.message.text) + '\n';
}

// Scripts with errors are never put in the place of good ones.
Reaction Player::reload(const std::string& directory) {
    auto loaded = language::load_script(directory);
    if (!loaded.script) {
        for (const auto& problem : loaded.problems)
            complain(moment_->mark, language::describe(problem));
        return {};
    }
    reloaded_.push_back(std::make_unique<Script>(*std::move(loaded.script)));
    session_ = migrate(std::move(session_), script_, *reloaded_.back(), now_).session;
    script_ = reloaded_.back().get();
    return {};
}

Reaction Player::advance_clock(std::chrono::seconds by) {
    const Time until = now_ + by;
    Reaction all;
    while (true) {
        const auto next = std::min_element(
            reminders_.begin(),
            reminders_.end(),
            [](const auto& one, const auto& other) { return one.first < other.first; }
        );
        if (next == reminders_.end() || next->first > until) break;
        const Remind due = next->second;
        now_ = next->first;
        reminders_.erase(next);
        Reaction one = take(TimedOut{due.kind});
        append(all.said, std::move(one.said));
        append(all.acts, std::move(one.acts));
        append(all.look_ups, std::move(one.look_ups));
        append(all.handoffs, std::move(one.handoffs));
        append(all.trace, std::move(one.trace));
        all.reminders = std::move(one.reminders);
    }
    now_ = until;
    return all;
}

Heard Player::heard(const Happening& happening) {
    Heard heard;
    heard.message.from = {scenario_.world.channel, "somebody"};
    heard.message.id = std::to_string(++messages_);
    heard.message.sent_at = now_;
    if (const auto* user = std::get_if<User>(&happening)) {
        heard.message.text = user->text;
        heard.alarm = host_.alarm(user->text);
    } else if (const auto* media = std::get_if<Media>(&happening)) {
        heard.message.kind = media->kind;
    } else if (const auto* event = std::get_if<Event>(&happening)) {
        heard.message.kind = MessageKind::event;
        heard.message.event = event->event;
        heard.message.event_key = event->key;
    }
    return heard;
}

Reaction Player::take(Input input) {
    Reaction outcome;
    reminders_.clear();
    for (int asked = 0; asked < most_questions; ++asked) {
        const auto question = step(input, outcome);
        if (!question) {
            record_ += to_json(session_);
            check_limits(outcome);
            return outcome;
        }
        input = host_.answer(*question);
    }
    complain(moment_->mark, "the engine asks the host without end");
    return outcome;
}

std::optional<Effect> Player::step(const Input& input, Reaction& outcome) {
    auto stored = session_from_json(to_json(session_));
    if (!stored || *stored != session_) {
        complain(moment_->mark, "the session is another one after it was stored and read");
    }
    Step next = advance(*script_, std::move(session_), input, context());
    session_ = std::move(next.session);
    if (next.kept_text) outcome.kept_text = std::move(next.kept_text);
    for (const Trace& entry : next.trace)
        record_ += entry.kind + entry.where + entry.detail + '\n';
    outcome.trace.insert(outcome.trace.end(), next.trace.begin(), next.trace.end());
    trace.insert(trace.end(), next.trace.begin(), next.trace.end());
    std::optional<Effect> question;
    for (Effect& effect : next.effects) {
        if (auto* said = std::get_if<Say>(&effect)) outcome.said.push_back(std::move(*said));
        if (auto* act = std::get_if<Act>(&effect)) outcome.acts.push_back(*act);
        if (auto* wanted = std::get_if<LookUp>(&effect)) outcome.look_ups.push_back(*wanted);
        if (auto* over = std::get_if<HandOver>(&effect)) {
            outcome.handoffs.push_back(*over);
            record_ += over->summary;
            for (const auto& [label, value] : over->context)
                record_ += label + value + '\n';
        }
        if (auto* due = std::get_if<Remind>(&effect)) {
            outcome.reminders.push_back(*due);
            reminders_.emplace_back(now_ + due->after, *due);
        }
        if (is_question(effect)) question = std::move(effect);
    }
    return question;
}

}  // namespace dialogs::conversation
