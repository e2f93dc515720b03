#pragma once
#include <string_view>

// What a file is, by its first bytes: what a sender or a provider calls it may be wrong. Pure.

namespace gateway::media {

// "image/jpeg"; empty for what is not taken from people.
std::string_view type_of(std::string_view bytes);

// Whether a message of that kind (image, voice, video, file) may hold such a file, and it was not
// called something else altogether.
bool suits(std::string_view kind, std::string_view type, std::string_view called);

}  // namespace gateway::media
