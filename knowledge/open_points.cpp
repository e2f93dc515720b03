#include "knowledge/open_points.h"

#include <fmt/format.h>

namespace knowledge {

std::vector<OpenPoint> gaps(const Library& library) {
    std::vector<OpenPoint> found;
    for (const auto& article : library.articles()) {
        if (article.sources.front().article.empty())
            found.push_back({article.id, "the source that is cited names no article"});
        const bool ours = article.office.empty() && service_of(article.id) != general_service;
        if (!ours) continue;
        std::string missing;
        for (const auto name : facet_names) {
            const bool told = article.facets.contains(name) ||
                              is_facet_of_another(article.id, name, library.articles());
            if (!told) missing += (missing.empty() ? "" : "、") + std::string(facet_label(name));
        }
        if (!missing.empty()) found.push_back({article.id, "says nothing of " + missing});
    }
    return found;
}

std::vector<OpenPoint> open_points(const Library& library, Day today) {
    std::vector<OpenPoint> points;
    for (const auto& article : library.articles()) {
        for (const auto& [name, value] : article.local_values) {
            if (value.empty())
                points.push_back(
                    {article.id, fmt::format("local value '{}' is not filled in", name)}
                );
        }
        const auto& due = article.review_by;
        if (due < today)
            points.push_back(
                {article.id,
                 fmt::format(
                     "review was due on {:04}-{:02}-{:02}",
                     int{due.year()},
                     unsigned{due.month()},
                     unsigned{due.day()}
                 )}
            );
    }
    return points;
}

}  // namespace knowledge
