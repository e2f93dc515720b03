#pragma once
#include "gateway/turns/bundle.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// 回复镇名查询: who writes the name of a town, or of a village, is told where its civil-affairs
// service centre is.

namespace gateway::turns {

// Nothing unless the whole message names one place of the county, alone or with 民政电话, 地址,
// 服务中心 and the like. What the county has not filled in is said to be so.
std::optional<dialogs::Passage> town_office(
    const config::Organisation& organisation, std::string_view message
);

// What the articles answer, or a town's office.
dialogs::Found look_up(const Bundle& bundle, const dialogs::LookUp& wanted);

// "倴城镇: phone, address of its office is not filled in", a line a town.
std::vector<std::string> unfilled_offices(const config::Organisation& organisation);

}  // namespace gateway::turns
