#include "gateway/guide/site.h"

#include "gateway/guide/frame.h"
#include "gateway/guide/poster.h"
#include "gateway/guide/service_pages.h"
#include "gateway/guide/styles.h"

#include <algorithm>
#include <optional>

namespace gateway::guide {
namespace {

Page missing() { return {404, "text/html; charset=utf-8", missing_page(), {}}; }

Page wrong(std::string_view why) {
    Frame frame;
    frame.title = "打印不了";
    frame.crumbs = {{"/guide/", "全部事项"}};
    Page page;
    page.status = 400;
    page.body = framed(frame, why);
    return page;
}

Page shown(std::string html) { return {200, "text/html; charset=utf-8", std::move(html), {}}; }

std::optional<Paper> paper_of(std::string_view name) {
    if (name.empty() || name == "a4") return Paper::a4;
    if (name == "a3") return Paper::a3;
    return std::nullopt;
}

// `service` null: the station's poster.
Page poster(const Edition& edition, const Wanted& wanted, const Service* service) {
    const auto* area = wanted.scene.empty() ? &edition.organisation.county()
                                            : edition.organisation.find(wanted.scene);
    if (area == nullptr) return wrong("<p>没有这个地方。请从列表里选镇、村。</p>");
    const auto paper = paper_of(wanted.paper);
    if (!paper) return wrong("<p>只能用A4或A3纸。</p>");
    auto html = service ? service_poster(edition, *service, *area, *paper)
                        : station_poster(edition, catalogue(edition.articles), *area, *paper);
    if (!html) return wrong("<p>网址太长，印不成二维码。</p>");
    return shown(std::move(*html));
}

Page below_service(
    const Edition& edition, const Wanted& wanted, const Service& service, std::string_view rest
) {
    if (rest.empty()) return shown(service_page(edition, service));
    if (rest == "poster") return poster(edition, wanted, &service);
    const auto document = std::ranges::find(documents, rest, &Document::slug);
    if (document == documents.end()) return missing();
    return shown(document_page(edition, service, *document));
}

}  // namespace

Page page_at(const Edition& edition, const Wanted& wanted) {
    const auto path = wanted.path;
    if (path == "poster") return poster(edition, wanted, nullptr);
    if (const auto style = style_sheet(path); !style.empty())
        return {200, "text/css; charset=utf-8", std::string(style), {}};
    const auto services = catalogue(edition.articles);
    if (path.empty()) return shown(index_page(edition, services));
    const auto slash = path.find('/');
    const auto service = std::ranges::find(services, path.substr(0, slash), &Service::slug);
    if (service == services.end()) return missing();
    if (slash == std::string_view::npos)
        return {308, "text/plain; charset=utf-8", {}, "/guide/" + service->slug + "/"};
    return below_service(edition, wanted, *service, path.substr(slash + 1));
}

}  // namespace gateway::guide
