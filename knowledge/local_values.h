#pragma once
#include "knowledge/article.h"

#include <string>
#include <string_view>

// What only the county can say, in the articles' texts.

namespace knowledge {

// Who announces what is not filled in: the office that decides, or 县民政局.
std::string announcing_office(const Article& article);

// One of the article's texts with the values that the county filled in: 金额以县民政局公布为准
// becomes 各年龄段金额：每月50元. What is not filled in stays to be announced.
std::string with_local_values(const Article& article, std::string_view text);

}  // namespace knowledge
