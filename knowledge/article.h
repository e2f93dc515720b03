#pragma once
#include "dialogs/result.h"

#include <array>
#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// One policy topic as residents are told it. The file format is drawn in README.md.

namespace knowledge {

using Day = std::chrono::year_month_day;

std::string written(Day day);  // 2026-07-01
// Nothing for what is no date written so.
std::optional<Day> day_of(std::string_view written);

// How a source's wording was verified, from the strongest to the weakest.
enum class Checked { text, excerpt, listed, memory };

struct Source {
    std::string title;
    std::string number;   // 民发〔2021〕57号, or who passed it and when
    std::string date;     // ISO 8601, possibly only a year; empty when unknown
    std::string article;  // 第四条、第七条; empty when the whole document is meant
    Checked checked = Checked::memory;
    std::string brief{};  // how SMS cite it, where the rest makes too long words
};

// What only the county can say. An empty value is answered "以县民政局公布为准".
struct LocalValue {
    std::string name;
    std::string value;
};

// A short answer to a follow-up, or the topic of the same library that gives it. One of the two is
// set.
struct Facet {
    std::string text;
    std::string see;
};

enum class Confidence { high, medium };

struct Article {
    std::string id;       // "dibao.materials": the service's short name, a dot, the aspect
    std::string service;  // 最低生活保障
    std::string title;
    std::vector<std::string> colloquial;  // what residents call it, mistakes included
    std::vector<std::string> keywords;
    std::string sms;                                   // fits two SMS segments with the signature
    std::string full;                                  // WeChat and web
    std::map<std::string, Facet, std::less<>> facets;  // by the names in facet_names
    std::vector<Source> sources;
    Day effective_from{};
    Day review_by{};
    Confidence confidence = Confidence::high;
    std::string office;  // who is responsible when it is not the civil-affairs service; else empty
    std::vector<LocalValue> local_values;
    int version = 0;  // as the county worded it; 0: as it came in the folder
};

// An article that counts instead of the folder's of that id, or beside them.
struct Replacement {
    std::string topic;
    int version = 0;  // from 1
    std::string yaml;
};

// How things go in general is told by articles of this service: not about one, so without sides.
inline constexpr std::string_view general_service = "svc";

// "dibao.materials" → "dibao".
std::string_view service_of(std::string_view topic);

// Whether another article refers to `topic` for its side `facet`: asked for materials when the
// article is the one on materials, its own text is meant.
bool is_facet_of_another(
    std::string_view topic, std::string_view facet, const std::vector<Article>& articles
);

// An SMS has no room for more of a source beside the answer.
inline constexpr std::size_t max_brief_characters = 24;

// Parses one article. Unknown and missing keys are errors; `file` only names it in errors, a line
// each: `file:line:column: message`.
dialogs::Result<Article> parse_article(std::string_view yaml, std::string_view file);

// What residents ask next, in the order it is offered.
inline constexpr std::array<std::string_view, 7> facet_names = {
    "conditions", "materials", "process", "time_limit", "amount", "where", "appeal"};

// 条件 材料 流程 时限 标准 地点 监督, and 依据 (basis.h); empty for an unknown facet.
std::string_view facet_label(std::string_view facet);

// An SMS form must leave room in two segments of 67 characters for the signature and a closing
// line.
inline constexpr std::size_t max_sms_characters = 118;

}  // namespace knowledge
