#include "dialogs/language/compiled.h"

#include "dialogs/text/clean.h"

#include <fmt/format.h>

#include <algorithm>

namespace dialogs::language {

namespace {

struct DestinationName {
    std::string_view name;
    Destination to;
};
constexpr DestinationName destinations[] = {
    {"END", Destination::end},
    {"RETURN", Destination::back},
    {"RESUME", Destination::resume},
    {"RESTART", Destination::restart},
    {"DISCARD_AND_CONTINUE", Destination::discard_and_continue},
    {"RESUME_AT_CHECKPOINT", Destination::resume_at_checkpoint},
};

// Where the text itself begins.
Mark start_of(const YamlNode& node) {
    Mark place = node.mark;
    if (node.quoted) ++place.column;
    return place;
}

// What was compiled, with its place; or its error, at the very character.
template <class Compiled, class CompileError>
Compiled placed(
    const YamlNode& node, std::variant<Compiled, CompileError> compiled, Problems& problems
) {
    if (CompileError* error = std::get_if<CompileError>(&compiled)) {
        complain(
            problems,
            shifted(start_of(node), node.text, error->column),
            std::move(error->message),
            "D012"
        );
        return {};
    }
    Compiled result = std::get<Compiled>(std::move(compiled));
    result.mark = start_of(node);
    return result;
}

Branch read_branch(const YamlNode& node, Problems& problems) {
    Branch branch;
    Fields fields(node, "a branch", problems);
    if (const YamlNode* otherwise = fields.take("else")) {
        branch.then = read_target(*otherwise, problems);
    } else {
        if (const YamlNode* condition = fields.need("if"))
            branch.when = read_expression(*condition, problems);
        if (const YamlNode* then = fields.need("then")) branch.then = read_target(*then, problems);
    }
    fields.finish();
    return branch;
}

void read_branches(const YamlNode& node, Next& next, Problems& problems) {
    if (node.kind == YamlNode::Kind::list) {
        for (const YamlNode& item : node.items)
            next.branches.push_back(read_branch(item, problems));
        return;
    }
    next.branches.push_back({std::nullopt, read_target(node, problems)});
}

// `then: 文字` or `then: {say: 文字, clear: [slot]}`
Validation read_validation(const YamlNode& node, Problems& problems) {
    Validation validation;
    Fields fields(node, "a validation", problems);
    if (const YamlNode* condition = fields.need("if"))
        validation.when = read_expression(*condition, problems);
    const YamlNode* const then = fields.need("then");
    fields.finish();
    if (then == nullptr) return validation;
    if (then->kind != YamlNode::Kind::mapping || then->find("say") == nullptr) {
        validation.say = read_spoken(*then, problems);
        return validation;
    }
    Fields parts(*then, "'then' of a validation", problems);
    validation.say = read_spoken(*parts.take("say"), problems);
    validation.clear = parts.texts("clear");
    parts.finish();
    return validation;
}

}  // namespace

Mark shifted(const Mark& mark, std::string_view source, std::size_t offset) {
    Mark place = mark;
    place.column += static_cast<int>(text::code_points(source.substr(0, offset)));
    return place;
}

Expression read_expression(const YamlNode& node, Problems& problems) {
    if (node.kind == YamlNode::Kind::empty) return {};
    return placed(node, compile_expression(read_text(node, "an expression", problems)), problems);
}

Template read_template(const YamlNode& node, Problems& problems) {
    Template text =
        placed(node, compile_template(read_text(node, "what is said", problems)), problems);
    if (node.kind == YamlNode::Kind::text && node.text.empty())
        complain(problems, node.mark, "what is said is empty");
    return text;
}

Text read_spoken(const YamlNode& node, Problems& problems) {
    Text text;
    if (node.kind != YamlNode::Kind::mapping) {
        text.everywhere = read_template(node, problems);
        return text;
    }
    for (const YamlEntry& entry : node.entries)
        text.by_channel.emplace(entry.key, read_template(entry.value, problems));
    return text;
}

std::vector<Text> read_spoken_list(const YamlNode& node, Problems& problems) {
    if (node.kind != YamlNode::Kind::list) return {read_spoken(node, problems)};
    std::vector<Text> texts;
    for (const YamlNode& item : node.items)
        texts.push_back(read_spoken(item, problems));
    return texts;
}

Target read_target(const YamlNode& node, Problems& problems) {
    Target target{Destination::step, read_text(node, "where to go on", problems), node.mark};
    const auto* const found = std::ranges::find(destinations, target.name, &DestinationName::name);
    if (found != std::end(destinations)) target.to = found->to;
    return target;
}

Next read_next(const YamlNode& node, Problems& problems) {
    Next next;
    next.mark = node.mark;
    if (node.kind != YamlNode::Kind::mapping) {
        read_branches(node, next, problems);
        return next;
    }
    Fields fields(node, "'next'", problems);
    next.answer_facet = fields.text("answer_facet");
    next.clear = fields.texts("clear");
    const YamlNode* then = fields.take("then");
    if (then == nullptr) then = fields.take("goto");
    if (then == nullptr) {
        complain(problems, node.mark, "'next' needs 'then' or 'goto'", "D003");
    } else {
        read_branches(*then, next, problems);
    }
    fields.finish();
    return next;
}

std::vector<Validation> read_validations(const YamlNode& node, Problems& problems) {
    std::vector<Validation> validations;
    if (node.kind != YamlNode::Kind::list)
        complain(problems, node.mark, "'validate' must be a list");
    for (const YamlNode& item : node.items)
        validations.push_back(read_validation(item, problems));
    return validations;
}

std::vector<std::string> destination_names() {
    std::vector<std::string> names;
    for (const DestinationName& known : destinations)
        names.emplace_back(known.name);
    return names;
}

void take_target(Fields& fields, std::string_view key, Target& target) {
    if (const YamlNode* node = fields.take(key)) target = read_target(*node, fields.problems());
}

}  // namespace dialogs::language
