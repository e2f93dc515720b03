#pragma once
#include "dialogs/effect.h"
#include "dialogs/language/types.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

// How choices are written on channels without buttons. The engine sends it, lint counts it.

namespace dialogs::language {

// "请回复数字：\n1查政策\n2查办理进度\n0找工作人员"
std::string with_choices(std::string_view text, std::span<const dialogs::Choice> choices);

// Characters of a value that a read-back shows, with a … for the rest.
inline constexpr std::size_t longest_shown = 60;

// One line of a read-back.
struct Item {
    std::string label;
    std::string value;
};

// "请核对：\n（一）姓名：王桂花\n（二）住址：李家庄": marks that are no answers to a menu.
std::string with_items(std::string_view text, std::span<const Item> items);

// The options of a choice slot, keyed 1, 2, 3 …
std::vector<dialogs::Choice> numbered(const std::vector<Option>& options);

// Those of a confirm and a yes_no slot: 1 是, 2 否.
std::vector<dialogs::Choice> yes_or_no();

}  // namespace dialogs::language
