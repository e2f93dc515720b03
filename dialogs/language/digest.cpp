#include "dialogs/language/digest.h"

#include "dialogs/language/walk.h"

#include <fmt/format.h>
#include <openssl/sha.h>

#include <array>

namespace dialogs::language {

namespace {

// A canonical text, part by part. Every part is told apart from its neighbours by its length.
class Structure {
public:
    Structure(const Script& script, const Flow& flow) : script_(script), flow_(flow) {}

    std::string take() { return std::move(text_); }

    void add(std::string_view part) { text_ += fmt::format("{}:{}", part.size(), part); }

    void add(const Expression& expression) { add(expression.source); }

    void add(const Target& target) {
        add(std::to_string(static_cast<int>(target.to)));
        const Step* const step = target.to == Destination::step ? flow_.step(target.name) : nullptr;
        add(step != nullptr && !step->was.empty() ? step->was : target.name);
    }

    void add(const Next& next) {
        add(next.answer_facet);
        for (const std::string& slot : next.clear)
            add(slot);
        for (const Branch& branch : next.branches) {
            add(branch.when ? branch.when->source : "else");
            add(branch.then);
        }
    }

    void add_slot(const std::string& name) {
        add(name);
        const SlotDefinition* const slot = script_.slot(flow_.id, name);
        if (slot != nullptr) add(*slot);
    }

    void add(const SlotDefinition& slot) { add(slot_digest(slot)); }

    void add(const std::vector<Choice>& choices) {
        for (const Choice& choice : choices) {
            add(choice.id);
            add(choice.key);
            add(choice.next);
        }
    }

    void add(const std::vector<Validation>& validations) {
        for (const Validation& validation : validations)
            add(validation.when);
    }

    void kind(const Route&) {}
    void kind(const Say&) {}
    void kind(const Collect& collect) {
        add_slot(collect.slot);
        add(collect.validate);
    }
    void kind(const Menu& menu) {
        add(menu.choices);
        add(menu.choices_from);
        add(menu.none_of_these);
        add(menu.free_text);
    }
    void kind(const Confirm& confirm) {
        add(confirm.affirm);
        add(confirm.deny);
        add(confirm.slot);
    }
    void kind(const Answer& answer) {
        add(answer.query);
        for (const std::string& topic : answer.topics)
            add(topic);
        add(answer.on_answered);
        if (answer.on_redirected) add(answer.on_redirected);
        add(answer.on_ambiguous);
        add(answer.on_no_match);
    }
    void kind(const Action& action) {
        add(action.action);
        for (const auto& [name, value] : action.with) {
            add(name);
            add(value);
        }
        add(action.on_error);
    }
    void kind(const Set& set) {
        for (const Assignment& assignment : set.assignments) {
            add(assignment.slot);
            add(assignment.value);
        }
    }
    void kind(const Call& call) { add(call.flow); }
    void kind(const Link& link) { add(link.flow); }
    void kind(const Handoff& handoff) {
        add(handoff.queue);
        add(handoff.on_sla_missed);
        add(handoff.on_closed);
        if (handoff.on_returned) add(handoff.on_returned);
    }
    void kind(const Form& form) {
        for (const Field& field : form.fields) {
            kind(field.collect);
            add(field.prompt.on_unknown);
            add(field.prompt.on_max_attempts);
        }
        add(form.validate);
    }
    void kind(const Review& review) {
        for (const std::string& slot : review.slots)
            add_slot(slot);
        add(review.choices);
    }
    void kind(const ChooseSlot& choose) { add(choose.review); }

private:
    const Script& script_;
    const Flow& flow_;
    std::string text_;
};

}  // namespace

std::string sha256_hex(std::string_view bytes) {
    std::array<unsigned char, SHA256_DIGEST_LENGTH> hash{};
    SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), hash.data());
    std::string hex;
    for (const unsigned char byte : hash)
        hex += fmt::format("{:02x}", byte);
    return hex;
}

std::string slot_digest(const SlotDefinition& slot) {
    const SlotType& type = slot.type;
    std::string text = fmt::format(
        "{} {} {} {} {} {}",
        static_cast<int>(type.base),
        type.length,
        type.check,
        type.pattern.source,
        type.accept_full_id,
        slot.multi
    );
    for (const Option& option : slot.of)
        text += " of " + option.id;
    for (const std::string& form : slot.accept)
        text += " accept " + form;
    return sha256_hex(text);
}

std::string step_digest(const Script& script, const Flow& flow, const Step& step) {
    Structure structure(script, flow);
    structure.add(std::to_string(step.kind.index()));
    std::visit([&](const auto& kind) { structure.kind(kind); }, step.kind);
    structure.add(step.next);
    structure.add(step.prompt.on_unknown);
    structure.add(step.prompt.on_max_attempts);
    if (step.timeout) structure.add(step.timeout->next);
    structure.add(step.required_grant);
    if (step.grants) structure.add(step.grants->name);
    return sha256_hex(structure.take());
}

std::string flow_digest(const Script& script, const Flow& flow) {
    Structure structure(script, flow);
    for (const SlotDefinition& slot : flow.slots) {
        structure.add(slot.name);
        structure.add(slot);
    }
    for (const Step& step : flow.steps) {
        structure.add(step.was.empty() ? step.id : step.was);
        structure.add(step_digest(script, flow, step));
    }
    return sha256_hex(structure.take());
}

}  // namespace dialogs::language
