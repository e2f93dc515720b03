#include "dialogs/language/compiled.h"
#include "dialogs/language/rules.h"
#include "dialogs/language/walk.h"
#include "dialogs/language/worst_case.h"
#include "dialogs/text/segments.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace dialogs::language {

namespace {

constexpr std::string_view continue_pattern = "pattern_continue_interrupted";

// What one channel has to pay for.
class Bill {
public:
    Bill(
        const Script& script,
        const std::string& name,
        const ChannelProfile& channel,
        Problems& problems
    )
        : script_(script), name_(name), channel_(channel), problems_(problems) {}

    void check(const Flow& flow, const Step& step) {
        bool each_fits = true;
        for (const SpokenText& spoken : texts_of(step))
            each_fits = check_text(flow, step, spoken) && each_fits;
        if (each_fits) each_fits = check_return(flow, step);
        // What is over alone need not be told again of all that follows.
        if (!each_fits || channel_.max_messages_per_turn > 1) return;
        if (std::holds_alternative<Say>(step.kind))
            charge(
                step,
                fmt::format("step '{}' with what follows it in the same message", step.id),
                whole_turn(flow, step)
            );
        if (waits_for_person(step) && step.prompt.reask.empty()) check_miss(flow, step);
    }

private:
    bool check_text(const Flow& flow, const Step& step, const SpokenText& spoken) {
        const WorstCase worst(script_, flow, name_);
        const Template& text = spoken.text->on(name_);
        for (const TemplatePiece& piece : text.pieces) {
            const Placeholder* const placeholder = std::get_if<Placeholder>(&piece);
            if (placeholder == nullptr || worst.width(*placeholder)) continue;
            warn(
                problems_,
                shifted(text.mark, text.source, placeholder->column),
                "D031",
                fmt::format("nothing limits how long '{}' gets: write '|max:N'", placeholder->path)
            );
        }
        // Its question is reckoned where it is asked.
        if (flow.id == continue_pattern) return true;
        const bool asks =
            spoken.role.ends_with("ask") || spoken.role.find("reask[") != std::string::npos;
        const std::string sent = asks ? worst.asked(step, *spoken.text) : worst.of(*spoken.text);
        return charge(
            step, text.mark, fmt::format("'{}' of step '{}'", spoken.role, step.id), sent
        );
    }

    // The question again after a digression.
    bool check_return(const Flow& flow, const Step& step) {
        const Say* const reminder = first_words(continue_pattern);
        if (reminder == nullptr) return true;
        bool fits = true;
        for (const std::string& sent :
             WorstCase(script_, flow, name_).asked_again(step, reminder->text))
            fits = fits && charge(
                               step,
                               step.mark,
                               fmt::format("'ask' of step '{}' in {}", step.id, continue_pattern),
                               sent
                           );
        return fits;
    }

    const Say* first_words(std::string_view pattern) const {
        const Flow* const flow = script_.flow(pattern);
        return flow == nullptr ? nullptr : std::get_if<Say>(&flow->steps.front().kind);
    }

    // Nothing was understood and the step has no words of its own for it: the hint, and the
    // question again.
    void check_miss(const Flow& flow, const Step& step) {
        const Say* const hint = first_words("pattern_cannot_handle");
        if (hint == nullptr) return;
        const WorstCase worst(script_, flow, name_);
        const std::string sent =
            worst.of(hint->text, &step.prompt) + "\n" + worst.asked(step, step.prompt.ask);
        charge(
            step,
            fmt::format("the hint of pattern_cannot_handle and 'ask' of step '{}'", step.id),
            sent
        );
    }

    // Everything said from here until the person or the articles have their say. D006 sees to its
    // end.
    std::string whole_turn(const Flow& flow, const Step& step) {
        const WorstCase worst(script_, flow, name_);
        if (waits_for_person(step)) return worst.asked(step, step.prompt.ask);
        if (std::holds_alternative<Answer>(step.kind)) return {};
        const auto known = turns_.find(full_id(flow, step));
        if (known != turns_.end()) return known->second;

        turns_[full_id(flow, step)] = {};
        const Say* const say = std::get_if<Say>(&step.kind);
        std::string turn = say == nullptr ? std::string() : worst.of(say->text);
        const std::string rest = longest_rest(flow, step);
        if (!turn.empty() && !rest.empty()) turn += "\n";
        return turns_[full_id(flow, step)] = turn + rest;
    }

    std::string longest_rest(const Flow& flow, const Step& step) {
        std::string longest;
        const auto keep = [&](std::string rest) {
            if (text::sms_cost(rest).units > text::sms_cost(longest).units)
                longest = std::move(rest);
        };
        if (const Link* link = std::get_if<Link>(&step.kind)) keep(first_turn(link->flow));
        if (const Call* call = std::get_if<Call>(&step.kind)) keep(first_turn(call->flow));
        for (const Branch& branch : step.next.branches) {
            if (branch.then.to == Destination::flow) keep(first_turn(branch.then.name));
            if (branch.then.to == Destination::step)
                keep(whole_turn(flow, *flow.step(branch.then.name)));
        }
        return longest;
    }

    std::string first_turn(const std::string& id) {
        const Flow* const flow = script_.flow(id);
        return flow == nullptr ? std::string() : whole_turn(*flow, flow->steps.front());
    }

    void charge(const Step& step, const std::string& what, const std::string& sent) {
        charge(step, step.mark, what, sent);
    }

    bool charge(
        const Step& step, const Mark& mark, const std::string& what, const std::string& sent
    ) {
        const int allowed = std::max(step.max_segments, channel_.max_segments);
        const text::SmsCost cost = text::sms_cost(channel_.signature + sent);
        if (cost.billed_segments <= allowed) return true;
        complain(
            problems_,
            mark,
            fmt::format(
                "{} can cost {} segments ({} units) on channel '{}', more than {}",
                what,
                cost.billed_segments,
                cost.units,
                name_,
                allowed
            ),
            "D030"
        );
        return false;
    }

    const Script& script_;
    const std::string& name_;
    const ChannelProfile& channel_;
    Problems& problems_;
    std::map<std::string, std::string> turns_;
};

}  // namespace

void check_length(const Script& script, Problems& problems) {
    for (const auto& [name, channel] : script.channels) {
        if (channel.max_segments == 0) continue;
        Bill bill(script, name, channel, problems);
        for (const auto& [id, flow] : script.flows)
            for (const Step& step : flow.steps)
                bill.check(flow, step);
    }
}

}  // namespace dialogs::language
