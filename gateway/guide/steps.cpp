#include "gateway/guide/documents.h"
#include "gateway/guide/told.h"

namespace gateway::guide {

std::string render_steps(const Edition& edition, const Service& service) {
    std::vector<Told> all;
    for (const auto* article : service.articles)
        all.push_back(whole(*article));
    std::string html = sections(all);
    const auto where = told_of(edition, service, "where");
    if (!where.empty()) html += "<h2 class=\"part\">到哪办</h2>" + sections(where);
    return html;
}

}  // namespace gateway::guide
