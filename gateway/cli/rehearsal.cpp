#include "gateway/cli/rehearsal.h"

#include "gateway/turns/case_numbers.h"
#include "gateway/turns/danger.h"
#include "gateway/turns/office.h"
#include "gateway/turns/town_office.h"
#include "knowledge/alarm.h"

#include <iterator>

namespace gateway::cli {
namespace {

// As in a real turn: more is a script that asks without end.
constexpr int max_questions = 16;

dialogs::Input answer(
    const turns::Bundle& bundle,
    const dialogs::Effect& question,
    dialogs::Time now,
    const ActAnswer& act
) {
    if (const auto* wanted = std::get_if<dialogs::LookUp>(&question))
        return turns::look_up(bundle, *wanted);
    if (const auto* wanted = std::get_if<dialogs::Act>(&question)) {
        if (wanted->action != "office_hours") return act(*wanted);
        return dialogs::Done{wanted->action, turns::office_result(bundle.organisation, "", now)};
    }
    const auto& wanted = std::get<dialogs::HandOver>(question);
    const auto office = turns::office_result(bundle.organisation, wanted.area, now);
    return dialogs::HandedOver{
        turns::case_number(turns::case_series(bundle.organisation, now), 1),
        false,
        office.at("open") == "true",
        office.at("next_open")};
}

}  // namespace

Rehearsed rehearse(
    const turns::Bundle& bundle,
    const dialogs::Script& script,
    dialogs::Session session,
    dialogs::Input input,
    const dialogs::Context& context,
    const ActAnswer& act
) {
    Rehearsed all;
    all.session = std::move(session);
    if (auto* heard = std::get_if<dialogs::Heard>(&input))
        turns::sense_danger(bundle.library, all.session, *heard);
    for (int questions = 0; questions <= max_questions; ++questions) {
        auto step = dialogs::advance(script, std::move(all.session), input, context);
        all.session = std::move(step.session);
        std::move(step.trace.begin(), step.trace.end(), std::back_inserter(all.trace));
        std::optional<dialogs::Effect> question;
        for (auto& effect : step.effects) {
            if (auto* say = std::get_if<dialogs::Say>(&effect)) {
                all.says.push_back(std::move(*say));
            } else if (auto* remind = std::get_if<dialogs::Remind>(&effect)) {
                all.reminders.push_back(std::move(*remind));
            } else {
                question = std::move(effect);
            }
        }
        if (!question) break;
        input = answer(bundle, *question, context.now, act);
        all.answered.push_back({std::move(*question), input});
    }
    return all;
}

std::vector<std::string> steps_of(const Rehearsed& played) {
    std::vector<std::string> steps;
    for (const auto& say : played.says)
        steps.push_back(say.step);
    return steps;
}

dialogs::Input heard(std::string text, dialogs::Time at, dialogs::MessageKind kind) {
    dialogs::Heard heard;
    heard.message.kind = kind;
    heard.alarm = knowledge::alarm(text);
    heard.message.text = std::move(text);
    heard.message.sent_at = at;
    return heard;
}

}  // namespace gateway::cli
