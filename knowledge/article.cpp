#include "knowledge/article.h"

#include "knowledge/basis.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace knowledge {

std::string written(Day day) {
    return fmt::format(
        "{:04}-{:02}-{:02}",
        static_cast<int>(day.year()),
        static_cast<unsigned>(day.month()),
        static_cast<unsigned>(day.day())
    );
}

std::optional<Day> day_of(std::string_view written) {
    int year = 0;
    unsigned month = 0, day = 0;
    const char* begin = written.data();
    const char* end = begin + written.size();
    const bool shaped = written.size() == 10 && written[4] == '-' && written[7] == '-' &&
                        std::from_chars(begin, begin + 4, year).ptr == begin + 4 &&
                        std::from_chars(begin + 5, begin + 7, month).ptr == begin + 7 &&
                        std::from_chars(begin + 8, end, day).ptr == end;
    const Day read{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
    return shaped && read.ok() ? std::optional(read) : std::nullopt;
}

std::string_view service_of(std::string_view topic) { return topic.substr(0, topic.find('.')); }

bool is_facet_of_another(
    std::string_view topic, std::string_view facet, const std::vector<Article>& articles
) {
    return std::ranges::any_of(articles, [&](const Article& article) {
        const auto side = article.facets.find(facet);
        return side != article.facets.end() && side->second.see == topic;
    });
}

std::string_view facet_label(std::string_view facet) {
    static constexpr std::array<std::string_view, facet_names.size()> labels = {
        "条件", "材料", "流程", "时限", "标准", "地点", "监督"};
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (facet_names[i] == facet) return labels[i];
    }
    return facet == basis_facet ? "依据" : "";
}

}  // namespace knowledge
