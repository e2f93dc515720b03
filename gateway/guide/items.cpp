#include "gateway/guide/documents.h"
#include "gateway/guide/html.h"
#include "knowledge/passages.h"

#include <fmt/format.h>

namespace gateway::guide {

// A list, not a table: a table needs a screen as wide as its columns.
std::string render_items(const Edition& edition, const Service& service) {
    std::string html = "<ol>";
    for (const auto* article : service.articles) {
        const auto& office =
            article->office.empty() ? edition.organisation.office_for({}).name : article->office;
        html += fmt::format(
            "<li><h2>{}</h2>{}<dl><dt>负责单位</dt><dd>{}</dd><dt>施行日期</dt><dd>{}</dd>"
            "<dt>复核期限</dt><dd>{}</dd></dl></li>",
            escaped(article->title),
            paragraph(knowledge::passage_of(*article, 1).sms),
            escaped(office),
            knowledge::written(article->effective_from),
            knowledge::written(article->review_by)
        );
    }
    return html + "</ol>";
}

}  // namespace gateway::guide
