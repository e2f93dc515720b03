#include "gateway/cli/ways.h"

#include "dialogs/language/walk.h"

#include <algorithm>

namespace gateway::cli {
namespace {

namespace language = dialogs::language;

class Ways {
public:
    std::vector<Way> found;

    void add(const language::Target& to, std::string when) {
        if (to) found.push_back({&to, std::move(when)});
    }

    void add(const language::Next& next, const std::string& when) {
        const std::string facet =
            next.answer_facet.empty() ? "" : "（答 " + next.answer_facet + "）";
        for (const auto& branch : next.branches) {
            std::string condition = branch.when ? branch.when->source : "";
            if (!branch.when && next.branches.size() > 1) condition = "其他";
            const bool both = !when.empty() && !condition.empty();
            add(branch.then, when + (both ? "，" : "") + condition + facet);
        }
    }
};

struct KindName {
    std::string operator()(const language::Route&) const { return "分路"; }
    std::string operator()(const language::Say&) const { return "说"; }
    std::string operator()(const language::Collect& collect) const { return "问 " + collect.slot; }
    std::string operator()(const language::Menu&) const { return "菜单"; }
    std::string operator()(const language::Confirm&) const { return "是或否"; }
    std::string operator()(const language::Answer&) const { return "查政策"; }
    std::string operator()(const language::Action& action) const { return "办 " + action.action; }
    std::string operator()(const language::Set&) const { return "记下"; }
    std::string operator()(const language::Call& call) const { return "去了再回 " + call.flow; }
    std::string operator()(const language::Link& link) const { return "转到 " + link.flow; }
    std::string operator()(const language::Handoff&) const { return "转人工"; }
    std::string operator()(const language::Form&) const { return "填表"; }
    std::string operator()(const language::Review&) const { return "核对"; }
    std::string operator()(const language::ChooseSlot&) const { return "改哪项"; }
};

// What leads on when an answer was none. That to a person is everywhere, and left out.
void add_misses(const language::Prompt& prompt, const std::string& of, Ways& ways) {
    ways.add(prompt.on_unknown, of + "不知道");
    if (prompt.on_max_attempts.name != "pattern_human_handoff")
        ways.add(prompt.on_max_attempts, of + "几次没懂");
}

void add_kind(const language::Step& step, Ways& ways) {
    if (const auto* menu = std::get_if<language::Menu>(&step.kind)) {
        ways.add(menu->free_text, "别的话");
        ways.add(menu->none_of_these, "都不是");
    }
    if (const auto* confirm = std::get_if<language::Confirm>(&step.kind)) {
        ways.add(confirm->affirm, "是");
        ways.add(confirm->deny, "否");
    }
    if (const auto* answer = std::get_if<language::Answer>(&step.kind)) {
        ways.add(answer->on_answered, "查到");
        ways.add(answer->on_redirected, "归别处管");
        ways.add(answer->on_ambiguous, "有几个");
        ways.add(answer->on_no_match, "没查到");
    }
    if (const auto* action = std::get_if<language::Action>(&step.kind))
        ways.add(action->on_error, "出错");
    if (const auto* handoff = std::get_if<language::Handoff>(&step.kind)) {
        ways.add(handoff->on_sla_missed, "过时没人接");
        ways.add(handoff->on_closed, "办完后");
        ways.add(handoff->on_returned, "交还后");
    }
}

}  // namespace

std::vector<Way> ways_of(const language::Step& step) {
    Ways ways;
    const auto choices = language::choices_of(step);
    for (const auto* choice : choices) {
        const std::string label = choice->key + (choice->key.empty() ? "" : " ") + choice->label;
        if (choice->command.empty()) ways.add(choice->next, label);
    }
    add_kind(step, ways);
    const bool by_choice = std::holds_alternative<language::Menu>(step.kind) && !choices.empty();
    const bool by_kind = std::holds_alternative<language::Confirm>(step.kind) ||
                         std::holds_alternative<language::Answer>(step.kind) ||
                         std::holds_alternative<language::Link>(step.kind);
    if (!by_choice && !by_kind) ways.add(step.next, "");
    const auto* form = std::get_if<language::Form>(&step.kind);
    if (!form) add_misses(step.prompt, "", ways);
    if (form)
        for (const auto& field : form->fields)
            add_misses(field.prompt, field.collect.slot + " ", ways);
    if (step.timeout) ways.add(step.timeout->next, "不回");
    return std::move(ways.found);
}

std::string kind_of(const language::Step& step) { return std::visit(KindName{}, step.kind); }

std::string words_of(const language::Step& step) {
    const auto texts = language::texts_of(step);
    if (texts.empty()) return {};
    const language::Text& first = *texts.front().text;
    const auto& shown =
        first.everywhere.empty() ? first.by_channel.begin()->second : first.everywhere;
    return shown.source;
}

}  // namespace gateway::cli
