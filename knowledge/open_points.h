#pragma once
#include "knowledge/library.h"

#include <string>
#include <vector>

// What the articles still want of the county and of their editors.

namespace knowledge {

// "dibao.standard: 现行城市低保标准（元/人·月） is not filled in".
struct OpenPoint {
    std::string topic;
    std::string message;
};

// What our own services' articles leave out: sides that are told nowhere, and whether the source
// that is cited names no article of law.
std::vector<OpenPoint> gaps(const Library& library);

// Local values nobody filled in, and articles whose review is overdue on `today`.
std::vector<OpenPoint> open_points(const Library& library, Day today);

}  // namespace knowledge
