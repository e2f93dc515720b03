#include "gateway/guide/poster.h"

#include "gateway/guide/fit.h"
#include "gateway/guide/html.h"
#include "gateway/guide/qr.h"
#include "gateway/guide/sources.h"
#include "gateway/http/etag.h"
#include "knowledge/passages.h"

#include <fmt/format.h>

namespace gateway::guide {
namespace {

struct Poster {
    std::string title;
    std::vector<Passage> passages;
    std::vector<const knowledge::Article*> articles;
};

std::string clock_time(std::chrono::minutes since_midnight) {
    return fmt::format("{:02}:{:02}", since_midnight.count() / 60, since_midnight.count() % 60);
}

std::string hours_text(const config::Hours& hours) {
    std::vector<std::string> spans;
    for (const auto& [from, to] : hours)
        spans.push_back(clock_time(from) + "–" + clock_time(to));
    return fmt::format("{}", fmt::join(spans, "、"));
}

// 示例一村民政服务站; a town's and the county's offices have names of their own.
std::string station_name(const config::Organisation& organisation, const config::Area& area) {
    if (area.code.size() == 12) return area.name + "民政服务站";
    return organisation.office_for(area.code).name;
}

std::string office_line(const config::Organisation& organisation, const config::Area& area) {
    const auto& office = organisation.office_for(area.code);
    auto line = fmt::format("{}，工作日{}", office.name, hours_text(office.hours));
    if (!office.phone.empty()) line += "，电话" + office.phone;
    return line;
}

// One matter has room for each of its sides; several have a short text each.
std::vector<Passage> passages_of(const Service& service) {
    std::vector<Passage> passages;
    for (const auto* article : service.articles)
        passages.push_back({article->title, knowledge::passage_of(*article, 1).sms});
    if (service.articles.size() > 1) return passages;
    for (const auto name : knowledge::facet_names) {
        const auto& article = *service.articles.front();
        const auto facet = article.facets.find(name);
        if (facet == article.facets.end() || facet->second.text.empty()) continue;
        passages.push_back(
            {std::string(knowledge::facet_label(name)), knowledge::passage_of(article, name, 1).sms}
        );
    }
    return passages;
}

// More than a wall can hold is asked for by the code: the titles say what.
std::size_t make_fit(std::vector<Passage>& passages) {
    auto size = size_that_fits(passages);
    if (size) return *size;
    for (auto& passage : passages)
        passage.text.clear();
    size = size_that_fits(passages);
    for (; !size; size = size_that_fits(passages))
        passages.pop_back();
    return *size;
}

std::string html_of(const std::vector<Passage>& passages) {
    std::string html;
    for (const auto& [heading, text] : passages)
        html += fmt::format(
            "<h2>{}</h2>{}", escaped(heading), text.empty() ? std::string() : paragraph(text)
        );
    return html;
}

dialogs::Result<std::string> printed(
    const Edition& edition, Poster poster, const config::Area& area, Paper paper
) {
    const auto type = make_fit(poster.passages);
    const auto text = html_of(poster.passages);
    const auto address = chat_address(edition, area);
    auto code = qr_code(address, "二维码：扫一扫打开问答");
    if (!code) return code.error();
    const std::string_view size = paper == Paper::a3 ? "a3" : "a4";
    return fmt::format(
        "<!doctype html>\n<html lang=\"zh-CN\" class=\"{0}\"><head><meta charset=\"utf-8\">"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{1}</title>"
        "<link rel=\"stylesheet\" href=\"/guide/poster.css\">"
        "<link rel=\"stylesheet\" href=\"/guide/{0}.css\"></head><body>"
        "<p class=\"screen\">按 Ctrl+P 打印。{2}</p><main class=\"t{3}\">"
        "<header><p class=\"place\">{4}</p><h1>{1}</h1></header><div class=\"text\">{5}</div>"
        "<footer>{6}<div><p class=\"call\">手机扫一扫，直接问</p><p>{7}</p>"
        "<p>不会用手机：找村民政协理员，或打12345。有危险打110，急病120，着火119。</p>"
        "<p class=\"small\">{8}{9}版本{10}</p></div></footer></main></body></html>\n",
        size,
        escaped(poster.title),
        link("/guide/", "回到全部事项"),
        type,
        escaped(station_name(edition.organisation, area)),
        text,
        *code,
        escaped(office_line(edition.organisation, area)),
        escaped(short_sources(poster.articles)),
        validity(poster.articles),
        // Told apart by what is written on it, so that an old one on a wall is known.
        http::etag_of(poster.title + text).substr(1, 8)
    );
}

}  // namespace

std::string chat_address(const Edition& edition, const config::Area& area) {
    return fmt::format("{}/chat/?scene={}", edition.public_url, area.code);
}

dialogs::Result<std::string> service_poster(
    const Edition& edition, const Service& service, const config::Area& area, Paper paper
) {
    Poster poster;
    poster.title = service.name;
    poster.articles = service.articles;
    poster.passages = passages_of(service);
    return printed(edition, std::move(poster), area, paper);
}

dialogs::Result<std::string> station_poster(
    const Edition& edition,
    const std::vector<Service>& services,
    const config::Area& area,
    Paper paper
) {
    Poster poster;
    poster.title = "服务事项和服务承诺";
    std::string names;
    for (const auto& service : services) {
        if (service.shelf == Shelf::ours || service.shelf == Shelf::others)
            names += (names.empty() ? "" : "、") + service.name;
    }
    poster.passages.push_back({"可以问、可以办", names + "。"});
    for (const std::string_view topic : {"svc.promise", "svc.where", "svc.complaint"}) {
        const auto* article = find(edition.articles, topic);
        if (article == nullptr) continue;
        poster.articles.push_back(article);
        poster.passages.push_back({article->title, knowledge::passage_of(*article, 1).sms});
    }
    if (poster.articles.empty())
        for (const auto& article : edition.articles)
            poster.articles.push_back(&article);
    return printed(edition, std::move(poster), area, paper);
}

}  // namespace gateway::guide
