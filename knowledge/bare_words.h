#pragma once
#include <span>
#include <string_view>

namespace knowledge {

// 救助, 残疾, 我够不够: words of many services. Whatever the classifier takes them for is a guess;
// these topics, at most three, are offered instead. Empty for any other message.
std::span<const std::string_view> topics_of_bare_word(std::string_view message);

}  // namespace knowledge
