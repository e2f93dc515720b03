#include "gateway/desk/dead_letter_json.h"

#include "gateway/channels/codec/marked.h"
#include "gateway/desk/words.h"
#include "gateway/ops/json.h"

#include <nlohmann/json.hpp>

namespace gateway::desk {
namespace {

using nlohmann::json;

std::string_view name_of(storage::SendClass of) {
    switch (of) {
        case storage::SendClass::answer: return "answer";
        case storage::SendClass::notice: return "notice";
        case storage::SendClass::bulk: return "bulk";
    }
    return "answer";
}

json to_json(const storage::DeadLetter& letter, const Names& names) {
    const auto& part = letter.part;
    json shown = {
        {"id", part.id},
        {"conversation", part.conversation},
        {"seq", part.message},
        {"part", part.part + 1},
        {"channel", part.channel},
        {"address", shown_address({part.channel, part.recipient})},
        {"state", letter.state},
        {"code", letter.code},
        {"attempts", part.attempts},
        {"asked", letter.asked},
        {"asks_again_at", nullptr},
        {"class", name_of(part.send_class)},
        {"author", part.author},
        {"text", nullptr},
        {"area", nullptr},
        {"at", shown_time(part.created_at)},
    };
    if (letter.ask_at) shown["asks_again_at"] = shown_time(*letter.ask_at);
    // What the person would have read, without the way it was to go.
    if (letter.had_case) shown["text"] = channels::codec::read_marked(part.text).text;
    if (const auto* area = names.organisation->find(letter.area))
        shown["area"] = {{"code", letter.area}, {"name", area->name}};
    return shown;
}

}  // namespace

std::string dead_letters_json(
    const std::vector<storage::DeadLetter>& letters,
    const std::string& next_cursor,
    const Names& names
) {
    json list = json::array();
    for (const auto& letter : letters)
        list.push_back(to_json(letter, names));
    json answer = {{"items", std::move(list)}, {"next_cursor", nullptr}};
    if (!next_cursor.empty()) answer["next_cursor"] = next_cursor;
    return ops::write_json(answer);
}

}  // namespace gateway::desk
