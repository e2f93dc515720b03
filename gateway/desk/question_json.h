#pragma once
#include "knowledge/library.h"
#include "storage/questions.h"

#include <string>
#include <string_view>
#include <vector>

// The JSON of questions the bot did not settle; README.md has its shapes.

namespace gateway::desk {

std::string question_json(const storage::OpenQuestion& question, const knowledge::Library& library);
std::string questions_json(
    const std::vector<storage::OpenQuestion>& questions,
    const std::string& next_cursor,
    const knowledge::Library& library
);
// {"files":[{"name":"dibao.process.txt","text":"低保咋办\n"}]}: to be added to knowledge/phrasings.
// `questions` are sorted by topic.
std::string phrasings_json(const std::vector<storage::OpenQuestion>& questions);
// {"question":…,"yaml":…}
std::string drafted_json(
    const storage::OpenQuestion& question, const knowledge::Library& library, std::string_view yaml
);

}  // namespace gateway::desk
