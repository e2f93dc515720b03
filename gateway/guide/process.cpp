#include "gateway/guide/documents.h"
#include "gateway/guide/told.h"

namespace gateway::guide {

std::string render_process(const Edition& edition, const Service& service) {
    const auto steps = told_of(edition, service, "process");
    const auto limits = told_of(edition, service, "time_limit");
    std::string html = steps.empty() ? ask_there(edition, service, "办理流程") : sections(steps);
    if (!limits.empty()) html += "<h2 class=\"part\">办理时限</h2>" + sections(limits);
    return html;
}

}  // namespace gateway::guide
