#pragma once
#include "dialogs/language/types.h"

#include <string>
#include <string_view>
#include <vector>

// What people call a slot: "电话是13812345678", "名字".

namespace dialogs::engine {

// The words people have for a slot: its label and, when no other of `all` is of its type, what the
// type is called: 电话, 名字, 村.
std::vector<std::string_view> words_for(
    const language::SlotDefinition& slot, const std::vector<const language::SlotDefinition*>& all
);

// "电话是13812345678" for the slot 电话: what follows the word; empty when it is not named.
std::string value_after_name(
    const std::string& part,
    const language::SlotDefinition& slot,
    const std::vector<const language::SlotDefinition*>& all
);

}  // namespace dialogs::engine
