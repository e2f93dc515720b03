#pragma once
#include "gateway/guide/catalogue.h"

#include <string>
#include <vector>

// Where what is written comes from, and for how long it holds.

namespace gateway::guide {

// Every source once, with all its articles that are named, and how far its wording was checked.
std::string source_list(const std::vector<const knowledge::Article*>& articles);

// 以县医疗保障局公布为准: who says what is not filled in, the office that decides the matter.
std::string announced_by(const knowledge::Article& article);

// What only the county can say; a value not filled in is announced.
std::string local_values(const std::vector<const knowledge::Article*>& articles);

// "内容自2026-07-01起施行，2027-06-30前复核。": the newest beginning, the nearest review.
std::string validity(const std::vector<const knowledge::Article*>& articles);

// The strongest source of each article once, for a line at the foot of a page.
std::string short_sources(const std::vector<const knowledge::Article*>& articles);

}  // namespace gateway::guide
