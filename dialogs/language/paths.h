#pragma once
#include "dialogs/language/script.h"

#include <optional>
#include <string>
#include <string_view>

// What expressions and texts may refer to. The engine answers each of them:
//
//   slots.<name>, slots.<name>.label         the flow's slots, and those that any flow keeps for
//   the session result.<action>.<field>                  of the last call of that action input.text
//   .kind                         the message of this turn session.failures .turns misses and
//   messages so far channel.name    contact.phone    contact.channel handoff.case_no .ticket_no
//   .joined .office_open .next_open flow.id .description .origin             origin: the flow that
//   was interrupted step.id .ask .help                       of the step that was interrupted
//   correction.label .value                  the slot just corrected
//   answer.topic .title .source .candidates  the article shown last

namespace dialogs::language {

struct PathFault {
    std::string code;  // D012, or D020 for a result
    std::string message;
};

// None when `flow` may use the path.
std::optional<PathFault> check_path(const Script& script, const Flow& flow, std::string_view path);

// "slots.elder_name.label" → "elder_name"; empty for other paths.
std::string_view slot_of(std::string_view path);

struct ResultPath {
    std::string_view action;
    std::string_view field;
};
std::optional<ResultPath> result_of(std::string_view path);

// The values a path can have, when they are known: ids of a choice slot, an enumerated result.
std::vector<std::string> possible_values(
    const Script& script, const Flow& flow, std::string_view path
);

}  // namespace dialogs::language
