#include "dialogs/language/read_types.h"

#include <fmt/format.h>

#include <algorithm>

namespace dialogs::language {

namespace {

// In the order of BaseType.
constexpr std::string_view base_names[] = {
    "text",
    "digits",
    "number",
    "date",
    "phone",
    "id_card",
    "yes_no",
    "choice",
    "person_name",
    "pattern",
    "gazetteer"};
// In the order of FieldKind, without one_of, which is a list of values.
constexpr std::string_view field_names[] = {"text", "date", "bool", "number", "list"};

FieldType read_field_type(const YamlNode& node, Problems& problems) {
    if (node.kind == YamlNode::Kind::list)
        return {FieldKind::one_of, read_texts(node, "the values of a field", problems)};
    const auto* const found = std::find(std::begin(field_names), std::end(field_names), node.text);
    if (found == std::end(field_names)) {
        complain(
            problems,
            node.mark,
            fmt::format("'{}' is not text, date, bool, number, list or a list of values", node.text)
        );
        return {};
    }
    return {static_cast<FieldKind>(found - std::begin(field_names)), {}};
}

std::map<std::string, FieldType> read_field_types(
    std::span<const YamlEntry> entries, Problems& problems
) {
    std::map<std::string, FieldType> fields;
    for (const YamlEntry& entry : entries)
        fields.emplace(entry.key, read_field_type(entry.value, problems));
    return fields;
}

Lockout read_lockout(const YamlNode& node, Problems& problems) {
    Lockout lockout;
    Fields fields(node, "'lockout'", problems);
    lockout.by = fields.texts("by");
    lockout.failures = fields.integer("failures", lockout.failures, 1, 100);
    lockout.window = fields.duration("window", std::chrono::hours(24));
    fields.finish();
    return lockout;
}

SlotType type_named(
    const YamlNode& node, const std::map<std::string, SlotType>& types, Problems& problems
) {
    const auto custom = types.find(node.text);
    if (custom != types.end()) return custom->second;
    SlotType type;
    type.name = node.text;
    const auto* const base = std::find(std::begin(base_names), std::end(base_names), node.text);
    if (base == std::end(base_names)) {
        complain(problems, node.mark, fmt::format("there is no type '{}'", node.text), "D002");
    } else {
        type.base = static_cast<BaseType>(base - std::begin(base_names));
    }
    return type;
}

// `child: 子女`, or `child: {label: 子女, synonyms: [儿子, 女儿]}`
Option read_option(const YamlEntry& entry, Problems& problems) {
    if (entry.value.kind != YamlNode::Kind::mapping)
        return {entry.key, read_text(entry.value, "a label", problems)};
    Fields fields(entry.value, fmt::format("option '{}'", entry.key), problems);
    Option option{entry.key, fields.text("label", entry.key), fields.texts("synonyms")};
    fields.finish();
    return option;
}

}  // namespace

SlotType read_type(const YamlEntry& entry, Problems& problems) {
    SlotType type;
    type.name = entry.key;
    if (!is_id(entry.key))
        complain(
            problems, entry.mark, fmt::format("'{}' is not a name like id_last4", entry.key), "D007"
        );
    Fields fields(entry.value, fmt::format("type '{}'", entry.key), problems);
    fields.need("base");
    type.base = static_cast<BaseType>(
        fields.one_of("base", {std::begin(base_names), std::end(base_names)}, 0)
    );
    type.length = fields.integer("length", 0, 1, 100);
    type.unknown_words = fields.texts("unknown_words");
    if (fields.take("check") != nullptr) {
        fields.one_of("check", {"iso7064_mod_11_10"}, 0);
        type.check = "iso7064_mod_11_10";
    }
    if (const YamlNode* node = fields.take("pattern")) {
        auto pattern = compile_pattern(read_text(*node, "'pattern'", problems));
        if (const std::string* error = std::get_if<std::string>(&pattern))
            complain(problems, node->mark, *error, "D012");
        else
            type.pattern = std::get<Pattern>(std::move(pattern));
    } else if (type.base == BaseType::pattern) {
        complain(problems, entry.mark, fmt::format("type '{}' needs 'pattern'", entry.key));
    }
    if (fields.take("accept_full_id") != nullptr) {
        fields.one_of("accept_full_id", {"take_last_4"}, 0);
        type.accept_full_id = "take_last_4";
    }
    type.source = fields.text("source");
    type.fuzzy = static_cast<text::Fuzzy>(fields.one_of("fuzzy", {"pinyin", "none"}, 0));
    type.max_candidates =
        fields.integer("max_candidates", type.max_candidates, 1, text::Gazetteer::max_candidates);
    fields.finish();
    return type;
}

SlotDefinition read_slot(
    const YamlEntry& entry, const std::map<std::string, SlotType>& types, Problems& problems
) {
    SlotDefinition slot;
    slot.name = entry.key;
    slot.mark = entry.mark;
    if (!is_id(entry.key))
        complain(
            problems,
            entry.mark,
            fmt::format("'{}' is not a name like elder_name", entry.key),
            "D007"
        );
    Fields fields(entry.value, fmt::format("slot '{}'", entry.key), problems);
    if (const YamlNode* type = fields.need("type")) slot.type = type_named(*type, types, problems);
    for (const YamlEntry& option : fields.entries("of"))
        slot.of.push_back(read_option(option, problems));
    if (slot.type.base == BaseType::choice && slot.of.empty())
        complain(problems, entry.mark, fmt::format("choice slot '{}' needs 'of'", entry.key));
    slot.multi = fields.truth("multi", false);
    slot.max_chars = fields.integer("max_chars", 0, 1, 4000);
    slot.sensitive = fields.truth("sensitive", false);
    slot.optional = fields.truth("optional", false);
    slot.persist = static_cast<Persist>(fields.one_of(
        "persist", {"none", "flow", "session", "contact"}, static_cast<std::size_t>(Persist::flow)
    ));
    slot.label = fields.text("label", entry.key);
    slot.accept = fields.each_of("accept", {"date", "lunar_date", "age"});
    slot.default_offer = fields.text("default_offer");
    fields.finish();
    return slot;
}

ActionContract read_action_contract(const YamlEntry& entry, Problems& problems) {
    ActionContract contract;
    contract.name = entry.key;
    contract.mark = entry.mark;
    if (!is_id(entry.key))
        complain(
            problems,
            entry.mark,
            fmt::format("'{}' is not a name like office_hours", entry.key),
            "D007"
        );
    Fields fields(entry.value, fmt::format("action '{}'", entry.key), problems);
    contract.with = read_field_types(fields.entries("with"), problems);
    contract.result = read_field_types(fields.entries("result"), problems);
    contract.timeout = fields.duration("timeout", {});
    if (const YamlNode* lockout = fields.take("lockout"))
        contract.lockout = read_lockout(*lockout, problems);
    contract.idempotency = fields.text("idempotency");
    fields.finish();
    return contract;
}

}  // namespace dialogs::language
