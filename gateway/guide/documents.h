#pragma once
#include "gateway/guide/catalogue.h"

#include <array>
#include <string>
#include <string_view>

// The six documents of a service that the county hangs on the wall, a file for each. They give the
// inside of a page, under its title; none is ever empty.

namespace gateway::guide {

std::string render_items(const Edition& edition, const Service& service);
std::string render_rules(const Edition& edition, const Service& service);
std::string render_materials(const Edition& edition, const Service& service);
std::string render_process(const Edition& edition, const Service& service);
std::string render_steps(const Edition& edition, const Service& service);
std::string render_promise(const Edition& edition, const Service& service);

struct Document {
    std::string_view slug;  // in addresses: /guide/dibao/materials
    std::string_view title;
    std::string (*render)(const Edition&, const Service&);
};

inline constexpr std::array<Document, 6> documents = {{
    {"items", "服务事项清单", render_items},
    {"rules", "政策规定", render_rules},
    {"materials", "申报材料", render_materials},
    {"process", "审批流程", render_process},
    {"steps", "办事指南", render_steps},
    {"promise", "服务承诺", render_promise},
}};

}  // namespace gateway::guide
