#pragma once
#include "dialogs/language/fields.h"
#include "dialogs/language/script.h"

namespace dialogs::language {

// An entry of `types`.
SlotType read_type(const YamlEntry& entry, Problems& problems);

// An entry of a flow's `slots`; `types` are those of bot.yaml.
SlotDefinition read_slot(
    const YamlEntry& entry, const std::map<std::string, SlotType>& types, Problems& problems
);

// An entry of `actions`.
ActionContract read_action_contract(const YamlEntry& entry, Problems& problems);

}  // namespace dialogs::language
