#include "gateway/guide/documents.h"
#include "gateway/guide/sources.h"
#include "gateway/guide/told.h"

namespace gateway::guide {

std::string render_rules(const Edition& edition, const Service& service) {
    std::string html;
    const auto conditions = told_of(edition, service, "conditions");
    const auto amounts = told_of(edition, service, "amount");
    if (!conditions.empty()) html += "<h2 class=\"part\">谁能办</h2>" + sections(conditions);
    if (!amounts.empty()) html += "<h2 class=\"part\">标准</h2>" + sections(amounts);
    if (html.empty()) html = ask_there(edition, service, "具体规定");
    // An article that is told whole tells its own.
    auto others = service.articles;
    for (const auto& told : {conditions, amounts}) {
        for (const auto& one : told)
            if (one.whole) std::erase(others, one.article);
    }
    html += local_values(others);
    html += "<h2>文件依据</h2>" + source_list(service.articles);
    return html + "<p>发短信问过以后回“依据”，也会告诉您是哪个文件、哪一条。</p>";
}

}  // namespace gateway::guide
