#include "gateway/desk/question_json.h"

#include "gateway/desk/words.h"
#include "gateway/ops/json.h"

#include <nlohmann/json.hpp>

namespace gateway::desk {
namespace {

using nlohmann::json;
using ops::write_json;
using storage::OpenQuestion;

json topic(const std::string& id, const knowledge::Library& library) {
    if (id.empty()) return nullptr;
    const auto* article = library.find(id);
    return {{"topic", id}, {"title", article ? article->title : id}};
}

json offered(std::string_view topics, const knowledge::Library& library) {
    json all = json::array();
    while (!topics.empty()) {
        const auto comma = topics.find(',');
        all.push_back(topic(std::string(topics.substr(0, comma)), library));
        topics.remove_prefix(comma == std::string_view::npos ? topics.size() : comma + 1);
    }
    return all;
}

json to_json(const OpenQuestion& question, const knowledge::Library& library) {
    return {
        {"id", question.id},
        {"text", question.text},
        {"outcome", question.outcome},
        {"offered", offered(question.topics, library)},
        {"times", question.times},
        {"first_at", shown_time(question.first_at)},
        {"last_at", shown_time(question.last_at)},
        {"state", question.state},
        {"belongs_to", topic(question.topic, library)},
        {"phrasing", question.phrasing},
    };
}

}  // namespace

std::string question_json(const OpenQuestion& question, const knowledge::Library& library) {
    return write_json(to_json(question, library));
}

std::string questions_json(
    const std::vector<OpenQuestion>& questions,
    const std::string& next_cursor,
    const knowledge::Library& library
) {
    json items = json::array();
    for (const auto& question : questions)
        items.push_back(to_json(question, library));
    json next = nullptr;
    if (!next_cursor.empty()) next = next_cursor;
    return write_json({{"items", std::move(items)}, {"next_cursor", std::move(next)}});
}

std::string phrasings_json(const std::vector<OpenQuestion>& questions) {
    json files = json::array();
    for (const auto& question : questions) {
        const auto name = question.topic + ".txt";
        if (files.empty() || files.back()["name"] != name)
            files.push_back({{"name", name}, {"text", ""}});
        auto& text = files.back()["text"].get_ref<std::string&>();
        text += question.phrasing + "\n";
    }
    return write_json({{"files", std::move(files)}});
}

std::string drafted_json(
    const OpenQuestion& question, const knowledge::Library& library, std::string_view yaml
) {
    return write_json({{"question", to_json(question, library)}, {"yaml", yaml}});
}

}  // namespace gateway::desk
