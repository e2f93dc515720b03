#pragma once
#include "gateway/simulators/httpd.h"
#include "gateway/simulators/trouble.h"

#include <optional>
#include <string>

// What residents send beside words, as small files of their kind.

namespace gateway::simulators {

// Of "/send KIND WORDS"; empty for any other line.
std::string kind_sent(const std::string& line);
std::string words_sent(const std::string& line);

// By its media_id, as WeChat and WeCom hand it out: "voice-7", "video-8", "file-9", "image-10"; of
// "gone-…" there is nothing (40007).
Told file_of(const std::string& media_id);

// Where a file lies that its provider's API only tells the address of, and what such a call brings:
// one byte a second, too much, or on to somewhere else where that is the trouble. It takes no
// proof: the address is signed. Nothing for other calls.
std::string file_path(const std::string& media_id, Trouble trouble);
std::optional<Told> lying_file(const Asked& asked);
// The same address by another name of this machine, which no gateway has on its list.
std::string astray(std::string url);

}  // namespace gateway::simulators
