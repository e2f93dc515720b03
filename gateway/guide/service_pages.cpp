#include "gateway/guide/service_pages.h"

#include "gateway/guide/frame.h"
#include "gateway/guide/html.h"
#include "gateway/guide/sources.h"

#include <fmt/format.h>

namespace gateway::guide {
namespace {

constexpr std::string_view home = "/guide/";

std::string address_of(const Service& service, std::string_view rest = {}) {
    return fmt::format("{}{}/{}", home, service.slug, rest);
}

std::string_view heading_of(Shelf shelf) {
    switch (shelf) {
        case Shelf::urgent: return "紧急情况";
        case Shelf::ours: return "民政服务事项";
        case Shelf::others: return "归别的部门管，我们帮您转";
        case Shelf::common: break;
    }
    return "怎么办、到哪办";
}

// A village stands behind its town, and an old telephone shows no indentation but spaces.
std::string area_choices(const config::Organisation& organisation) {
    std::string html;
    for (const auto& area : organisation.areas()) {
        const std::string_view indent = area.code.size() == 12 ? "　" : "";
        html += fmt::format(
            "<option value=\"{}\">{}{}</option>", escaped(area.code), indent, escaped(area.name)
        );
    }
    return html;
}

// Chooses a place and a paper without any script.
std::string poster_form(const Edition& edition, std::string_view address) {
    return fmt::format(
        "<form class=\"print\" action=\"{}poster\"><h2>打印张贴</h2>"
        "<p><label>挂在哪里<br><select name=\"scene\">{}</select></label></p>"
        "<p><label>纸张<br><select name=\"paper\"><option value=\"a4\">A4</option>"
        "<option value=\"a3\">A3</option></select></label></p>"
        "<p><button>生成带二维码的张贴页</button></p></form>",
        escaped(address),
        area_choices(edition.organisation)
    );
}

}  // namespace

std::string index_page(const Edition& edition, const std::vector<Service>& services) {
    std::string html;
    const Service* before = nullptr;
    for (const auto& service : services) {
        if (before == nullptr || before->shelf != service.shelf) {
            if (before != nullptr) html += "</ul>";
            html += fmt::format("<h2>{}</h2><ul class=\"list\">", heading_of(service.shelf));
        }
        html += fmt::format("<li>{}</li>", link(address_of(service), service.name));
        before = &service;
    }
    if (before != nullptr) html += "</ul>";
    Frame frame;
    frame.title = edition.organisation.county().name + "民政服务事项";
    return framed(frame, html + poster_form(edition, home));
}

std::string service_page(const Edition& edition, const Service& service) {
    std::string html = "<ul class=\"list\">";
    for (const auto& document : documents)
        html +=
            fmt::format("<li>{}</li>", link(address_of(service, document.slug), document.title));
    html += "</ul><h2>包括这些事</h2><ul>";
    for (const auto* article : service.articles)
        html += fmt::format("<li>{}</li>", escaped(article->title));
    html += "</ul>" + poster_form(edition, address_of(service));
    Frame frame;
    frame.title = service.name;
    frame.crumbs = {{std::string(home), "全部事项"}};
    frame.foot = validity(service.articles);
    return framed(frame, html);
}

std::string document_page(
    const Edition& edition, const Service& service, const Document& document
) {
    Frame frame;
    frame.title = fmt::format("{}：{}", service.name, document.title);
    frame.crumbs = {{std::string(home), "全部事项"}, {address_of(service), service.name}};
    frame.foot = short_sources(service.articles) + validity(service.articles);
    return framed(frame, document.render(edition, service));
}

std::string missing_page() {
    Frame frame;
    frame.title = "没有这一页";
    frame.crumbs = {{std::string(home), "全部事项"}};
    return framed(frame, "<p>网址可能写错了，或这件事换了名字。请从“全部事项”里找。</p>");
}

}  // namespace gateway::guide
