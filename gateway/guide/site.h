#pragma once
#include "gateway/guide/catalogue.h"

#include <string>
#include <string_view>

// Every address under /guide/ and what is there. Pure: the same edition gives the same bytes.

namespace gateway::guide {

struct Page {
    int status = 200;  // 200, 308 with `location`, 400 or 404 with a page that says so
    std::string type = "text/html; charset=utf-8";
    std::string body;
    std::string location;
};

struct Wanted {
    std::string_view path;   // after /guide/
    std::string_view scene;  // the code of an area; empty: the county
    std::string_view paper;  // "a4", "a3"; empty: a4
};

Page page_at(const Edition& edition, const Wanted& wanted);

}  // namespace gateway::guide
