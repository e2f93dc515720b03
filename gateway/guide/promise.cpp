#include "gateway/guide/documents.h"
#include "gateway/guide/told.h"

namespace gateway::guide {

std::string render_promise(const Edition& edition, const Service& service) {
    std::string html = section_of(edition, "svc.promise");
    const auto limits = told_of(edition, service, "time_limit");
    if (!limits.empty()) html += "<h2 class=\"part\">办理时限</h2>" + sections(limits);
    const auto appeal = told_of(edition, service, "appeal");
    if (!appeal.empty()) html += "<h2 class=\"part\">不服怎么办</h2>" + sections(appeal);
    html += section_of(edition, "svc.complaint");
    return html.empty() ? ask_there(edition, service, "服务承诺") : html;
}

}  // namespace gateway::guide
