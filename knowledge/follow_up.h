#pragma once
#include <string_view>

namespace knowledge {

inline constexpr std::string_view asked_fee = "fee";

// The facet asked for by a message that names nothing but a facet: "要带啥" asks for materials,
// "那得多少天呢" for time_limit. Empty for anything else, "低保要带啥" too: that is a question of
// its own. "要花钱吗" asks for asked_fee: what it costs, not what is paid out.
std::string_view asked_facet(std::string_view question);

// The one facet that a question names beside its matter: "高龄津贴多少天能批下来" time_limit.
// Only words that can mean nothing else count; empty where there are none, or of two facets.
std::string_view named_facet(std::string_view question);

}  // namespace knowledge
