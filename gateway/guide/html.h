#pragma once
#include <string>
#include <string_view>

// Text on its way into a page: nothing an article says can become markup.

namespace gateway::guide {

// As it may stand in an element or between double quotes. Control characters but line ends are
// left out.
std::string escaped(std::string_view text);

std::string link(std::string_view address, std::string_view words);
std::string paragraph(std::string_view text);

// An article's full form: 【headings】 on lines of their own, "- " lines a list, other lines
// paragraphs.
std::string prose(std::string_view full);

}  // namespace gateway::guide
