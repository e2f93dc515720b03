#include "dialogs/language/read_kinds.h"

#include "dialogs/language/read_handoff.h"
#include "dialogs/language/read_step.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace dialogs::language {

namespace {

StepKind read_say(const YamlNode& value, Fields& fields, Step&, const Defaults&) {
    return Say{read_spoken(value, fields.problems())};
}

Collect read_collect_keys(const YamlNode& value, Fields& fields, Prompt& prompt) {
    Collect collect;
    collect.slot = read_text(value, "'collect'", fields.problems());
    if (const YamlNode* ask = fields.need("ask")) prompt.ask = read_spoken(*ask, fields.problems());
    collect.ask_before_filling = fields.truth("ask_before_filling", false);
    if (const YamlNode* validate = fields.take("validate"))
        collect.validate = read_validations(*validate, fields.problems());
    return collect;
}

StepKind read_collect(const YamlNode& value, Fields& fields, Step& step, const Defaults&) {
    return read_collect_keys(value, fields, step.prompt);
}

Choice read_choice(const YamlNode& node, Problems& problems) {
    Choice choice;
    choice.mark = node.mark;
    Fields fields(node, "a choice", problems);
    choice.command = fields.text("command");
    choice.id = choice.command;
    if (choice.command.empty()) {
        if (const YamlNode* id = fields.need("id"))
            choice.id = read_text(*id, "'id' of a choice", problems);
        choice.synonyms = fields.texts("synonyms");
        choice.hint = fields.text("hint");
        if (const YamlNode* next = fields.take("next")) choice.next = read_next(*next, problems);
    }
    const YamlNode* key = choice.hint.empty() ? fields.need("key") : fields.take("key");
    if (key != nullptr) choice.key = read_text(*key, "'key' of a choice", problems);
    if (const YamlNode* label = fields.need("label"))
        choice.label = read_text(*label, "'label' of a choice", problems);
    fields.finish();
    return choice;
}

std::vector<Choice> read_choices(Fields& fields) {
    std::vector<Choice> choices;
    for (const YamlNode& item : fields.items("choices"))
        choices.push_back(read_choice(item, fields.problems()));
    return choices;
}

StepKind read_menu(const YamlNode& value, Fields& fields, Step& step, const Defaults&) {
    Menu menu;
    step.prompt.ask = read_spoken(value, fields.problems());
    menu.choices = read_choices(fields);
    if (fields.take("choices_from") != nullptr) {
        fields.one_of("choices_from", {"answer.candidates"}, 0);
        menu.choices_from = "answer.candidates";
    }
    take_target(fields, "none_of_these", menu.none_of_these);
    take_target(fields, "free_text", menu.free_text);
    if (menu.choices.empty() == menu.choices_from.empty())
        complain(
            fields.problems(),
            step.mark,
            fmt::format("menu '{}' needs either 'choices' or 'choices_from'", step.id)
        );
    return menu;
}

StepKind read_confirm(const YamlNode& value, Fields& fields, Step& step, const Defaults&) {
    Confirm confirm;
    step.prompt.ask = read_spoken(value, fields.problems());
    if (const YamlNode* affirm = fields.need("affirm"))
        confirm.affirm = read_target(*affirm, fields.problems());
    if (const YamlNode* deny = fields.need("deny"))
        confirm.deny = read_target(*deny, fields.problems());
    confirm.slot = fields.text("slot");
    return confirm;
}

double read_score(Fields& fields, std::string_view key) {
    const YamlNode* const node = fields.take(key);
    if (node == nullptr) return 0;
    double score = 0;
    const char* const end = node->text.data() + node->text.size();
    const auto [read, error] = std::from_chars(node->text.data(), end, score);
    if (error != std::errc() || read != end || score < 0 || score > 1)
        complain(
            fields.problems(), node->mark, fmt::format("'{}' must be a number from 0 to 1", key)
        );
    return score;
}

// `answer: {query: slots.question, topics: […], min_score: 0.35, clarify_gap: 0.08, max_candidates:
// 3}`
StepKind read_answer(const YamlNode& value, Fields& fields, Step& step, const Defaults&) {
    Answer answer;
    Fields own(value, "'answer'", fields.problems());
    if (const YamlNode* query = own.need("query"))
        answer.query = read_expression(*query, fields.problems());
    answer.topics = own.texts("topics");
    answer.min_score = read_score(own, "min_score");
    answer.clarify_gap = read_score(own, "clarify_gap");
    answer.max_candidates = own.integer("max_candidates", answer.max_candidates, 1, 9);
    own.finish();
    answer.on_ambiguous = {Destination::flow, "pattern_clarification", step.mark};
    if (const YamlNode* node = fields.need("on_answered"))
        answer.on_answered = read_target(*node, fields.problems());
    if (const YamlNode* node = fields.need("on_no_match"))
        answer.on_no_match = read_target(*node, fields.problems());
    take_target(fields, "on_redirected", answer.on_redirected);
    take_target(fields, "on_ambiguous", answer.on_ambiguous);
    return answer;
}

StepKind read_action(const YamlNode& value, Fields& fields, Step&, const Defaults&) {
    Action action;
    action.action = read_text(value, "'action'", fields.problems());
    for (const YamlEntry& entry : fields.entries("with"))
        action.with.emplace(entry.key, read_expression(entry.value, fields.problems()));
    action.timeout = fields.duration("timeout", {});
    take_target(fields, "on_error", action.on_error);
    return action;
}

StepKind read_set(const YamlNode& value, Fields& fields, Step&, const Defaults&) {
    Set set;
    if (value.kind != YamlNode::Kind::mapping)
        complain(fields.problems(), value.mark, "'set' must have keys");
    for (const YamlEntry& entry : value.entries)
        set.assignments.push_back({entry.key, read_expression(entry.value, fields.problems())});
    return set;
}

StepKind read_call(const YamlNode& value, Fields& fields, Step&, const Defaults&) {
    return Call{read_text(value, "'call'", fields.problems())};
}

StepKind read_link(const YamlNode& value, Fields& fields, Step&, const Defaults&) {
    return Link{read_text(value, "'link'", fields.problems())};
}

StepKind read_handoff(const YamlNode& value, Fields& fields, Step&, const Defaults&) {
    return read_handoff_contract(value, fields.problems());
}

Field read_field(const YamlNode& node, const Defaults& defaults, Problems& problems) {
    Field field;
    field.mark = node.mark;
    Fields fields(node, "a field of a form", problems);
    if (const YamlNode* slot = fields.need("collect"))
        field.collect = read_collect_keys(*slot, fields, field.prompt);
    read_prompt(fields, defaults, field.prompt);
    fields.finish();
    return field;
}

StepKind read_form(const YamlNode& value, Fields& fields, Step&, const Defaults& defaults) {
    Form form;
    if (value.kind != YamlNode::Kind::list)
        complain(fields.problems(), value.mark, "'form' must be a list of collects");
    for (const YamlNode& item : value.items)
        form.fields.push_back(read_field(item, defaults, fields.problems()));
    if (const YamlNode* validate = fields.take("validate"))
        form.validate = read_validations(*validate, fields.problems());
    return form;
}

StepKind read_review(const YamlNode& value, Fields& fields, Step& step, const Defaults&) {
    Review review;
    review.slots = read_texts(value, "'review'", fields.problems());
    if (const YamlNode* title = fields.need("title"))
        step.prompt.ask = read_spoken(*title, fields.problems());
    review.choices = read_choices(fields);
    return review;
}

StepKind read_choose_slot(const YamlNode& value, Fields& fields, Step& step, const Defaults&) {
    if (const YamlNode* ask = fields.need("ask"))
        step.prompt.ask = read_spoken(*ask, fields.problems());
    return ChooseSlot{read_text(value, "'choose_slot'", fields.problems())};
}

constexpr KindReader kind_readers[] = {
    {"say", false, read_say},
    {"collect", true, read_collect},
    {"menu", true, read_menu},
    {"confirm", true, read_confirm},
    {"answer", false, read_answer},
    {"action", false, read_action},
    {"set", false, read_set},
    {"call", false, read_call},
    {"link", false, read_link},
    {"handoff", false, read_handoff},
    {"form", true, read_form},
    {"review", true, read_review},
    {"choose_slot", true, read_choose_slot},
};

}  // namespace

const KindReader* kind_reader(std::string_view word) {
    const auto* const found =
        std::find_if(std::begin(kind_readers), std::end(kind_readers), [&](const KindReader& r) {
            return r.word == word;
        });
    return found == std::end(kind_readers) ? nullptr : found;
}

std::string kind_words() {
    std::string words;
    for (const KindReader& reader : kind_readers)
        words += fmt::format("{}{}", words.empty() ? "" : ", ", reader.word);
    return words;
}

}  // namespace dialogs::language
