#include "gateway/guide/documents.h"
#include "gateway/guide/html.h"
#include "gateway/guide/told.h"

namespace gateway::guide {
namespace {

// What to bring when nobody knows yet what is needed.
std::string usual_papers(const Edition& edition) {
    const auto* where = find(edition.articles, "svc.where");
    if (where == nullptr) return {};
    const auto papers = where->facets.find("materials");
    return papers == where->facets.end() ? std::string() : paragraph(papers->second.text);
}

}  // namespace

std::string render_materials(const Edition& edition, const Service& service) {
    const auto told = told_of(edition, service, "materials");
    if (!told.empty()) return sections(told);
    return ask_there(edition, service, "申报材料") + usual_papers(edition);
}

}  // namespace gateway::guide
