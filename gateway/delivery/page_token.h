#pragma once
#include <string>

namespace gateway::delivery {

// A page's address at random (channels/page.h): nobody guesses one of 2^128.
std::string page_token();

}  // namespace gateway::delivery
