#include "dialogs/conversation/coverage.h"

#include "dialogs/language/walk.h"

#include <set>

namespace dialogs::conversation {

namespace {

using language::Mark;
using language::Target;

// What the traces say, each as "kind where detail"; the detail only where it tells ways apart.
using Walked = std::set<std::string, std::less<>>;

std::string key(std::string_view kind, std::string_view where, std::string_view detail = {}) {
    std::string text{kind};
    text.append(" ").append(where);
    if (!detail.empty()) text.append(" ").append(detail);
    return text;
}

Walked walked(const std::vector<Trace>& trace) {
    Walked seen;
    for (const Trace& entry : trace) {
        const bool tells = entry.kind == "branch" || entry.kind == "picked" ||
                           entry.kind == "outcome" || entry.kind == "not_understood";
        // What is refused counts as one more that was not understood.
        const bool missed = entry.kind == "refused";
        if (missed) seen.insert(key("not_understood", entry.where, entry.detail));
        seen.insert(key(entry.kind, entry.where, tells ? entry.detail : ""));
    }
    return seen;
}

// Entered, or a repair flow of which the engine only borrows the words.
bool is_walked(const Walked& seen, const std::string& place) {
    return seen.contains(key("step_entered", place)) || seen.contains(key("said", place));
}

// Counts the ways out of one step.
class Ways {
public:
    Ways(const std::string& place, const language::Step& step, const Walked& seen, Coverage& flow)
        : place_(place), step_(step), seen_(seen), flow_(flow) {}

    void count() {
        count_next();
        count_rules();
        if (!step_.required_grant.empty()) add(step_.mark, "requires", {key("verifying", place_)});
        std::visit([this](const auto& kind) { count(kind); }, step_.kind);
        if (step_.timeout) add(step_.timeout->next.mark, "timeout", {key("timed_out", place_)});
    }

private:
    void add(const Mark& mark, const std::string& name, const std::vector<std::string>& any_of) {
        ++flow_.branches;
        for (const std::string& one : any_of)
            if (seen_.contains(one)) {
                ++flow_.branches_walked;
                return;
            }
        flow_.missing.push_back({mark, place_ + ' ' + name});
    }

    void add(const Target& target, const std::string& name, const std::string& seen_as) {
        if (target) add(target.mark, name, {seen_as});
    }

    // `from`: where it may be taken, the step or a choice of it.
    void count_branches(
        const language::Next& next, const std::string& name, const std::vector<std::string>& from
    ) {
        if (next.branches.size() < 2) return;
        for (std::size_t i = 0; i < next.branches.size(); ++i) {
            std::vector<std::string> any_of;
            for (const std::string& place : from)
                any_of.push_back(key("branch", place, std::to_string(i)));
            add(next.branches[i].then.mark, name + "branch " + std::to_string(i + 1), any_of);
        }
    }

    // A choice that says nothing of its own goes on with the step's.
    void count_next() {
        std::vector<std::string> from{place_};
        for (const language::Choice* choice : language::choices_of(step_)) {
            const std::string place = place_ + '.' + choice->id;
            if (choice->next.mark == step_.next.mark) {
                from.push_back(place);
            } else {
                count_branches(choice->next, "choice " + choice->id + ' ', {place});
            }
        }
        count_branches(step_.next, "", from);
    }

    void count_rules() {
        for (const language::SpokenText& spoken : language::texts_of(step_)) {
            if (spoken.role.find("validate[") == std::string::npos) continue;
            const auto& mark = spoken.text->everywhere.mark;
            add(mark, spoken.role, {key("rule_broken", place_ + '.' + spoken.role)});
        }
    }

    // Those of bot.yaml and those that are a matter of course are not this step's own.
    bool is_written(const Target& target) const {
        return target && target.mark.file == step_.mark.file && target.mark != step_.mark;
    }

    void count_prompt(const language::Prompt& prompt, const std::string& field = {}) {
        const std::string place = field.empty() ? place_ : place_ + '.' + field;
        const std::string name = field.empty() ? "" : field + ' ';
        add(prompt.on_unknown, name + "on_unknown", key("unknown", place));
        if (!is_written(prompt.on_max_attempts)) return;
        const bool by_the_way =
            prompt.on_max_attempts.to == language::Destination::discard_and_continue;
        const auto last = std::to_string(prompt.max_attempts);
        add(prompt.on_max_attempts,
            name + "on_max_attempts",
            by_the_way ? key("by_the_way", place) : key("not_understood", place, last));
    }

    void count_choices(const std::vector<language::Choice>& choices) {
        for (const language::Choice& choice : choices)
            if (choice.command.empty())
                add(choice.mark, "choice " + choice.id, {key("picked", place_, choice.id)});
    }

    void count(const language::Collect&) { count_prompt(step_.prompt); }

    void count(const language::Menu& menu) {
        count_choices(menu.choices);
        add(menu.free_text, "free_text", key("free_text", place_));
        add(menu.none_of_these, "none_of_these", key("picked", place_, "none_of_these"));
        count_prompt(step_.prompt);
    }

    void count(const language::Confirm& confirm) {
        add(confirm.affirm, "affirm", key("affirmed", place_));
        add(confirm.deny, "deny", key("denied", place_));
        count_prompt(step_.prompt);
    }

    void count(const language::Form& form) {
        for (const language::Field& field : form.fields)
            count_prompt(field.prompt, field.collect.slot);
    }

    void count(const language::Review& review) {
        count_choices(review.choices);
        count_prompt(step_.prompt);
    }

    void count(const language::ChooseSlot&) { count_prompt(step_.prompt); }

    void count(const language::Answer& answer) {
        add(answer.on_answered, "on_answered", key("outcome", place_, "on_answered"));
        add(answer.on_redirected, "on_redirected", key("outcome", place_, "on_redirected"));
        add(answer.on_ambiguous, "on_ambiguous", key("ambiguous", place_));
        add(answer.on_no_match, "on_no_match", key("no_match", place_));
    }

    void count(const language::Action& action) {
        add(step_.mark, "done", {key("action_done", place_)});
        add(action.on_error, "on_error", key("action_failed", place_));
    }

    void count(const language::Handoff& handoff) {
        add(handoff.on_closed, "on_closed", key("outcome", place_, "on_closed"));
        add(handoff.on_returned, "on_returned", key("outcome", place_, "on_returned"));
        add(handoff.on_sla_missed, "on_sla_missed", key("outcome", place_, "on_sla_missed"));
    }

    template <class Kind>
    void count(const Kind&) {}  // has no way out but `next`

    const std::string& place_;
    const language::Step& step_;
    const Walked& seen_;
    Coverage& flow_;
};

}  // namespace

std::vector<Coverage> coverage(const Script& script, const std::vector<Trace>& trace) {
    const Walked seen = walked(trace);
    std::vector<Coverage> all;
    for (const auto& [id, flow] : script.flows) {
        Coverage one;
        one.flow = id;
        for (const language::Step& step : flow.steps) {
            const std::string place = language::full_id(flow, step);
            ++one.steps;
            if (is_walked(seen, place)) {
                ++one.steps_walked;
            } else {
                one.missing.push_back({step.mark, place});
            }
            Ways(place, step, seen, one).count();
        }
        all.push_back(std::move(one));
    }
    return all;
}

}  // namespace dialogs::conversation
