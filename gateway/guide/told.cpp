#include "gateway/guide/told.h"

#include "gateway/guide/html.h"
#include "gateway/guide/sources.h"
#include "knowledge/local_values.h"
#include "knowledge/passages.h"

#include <fmt/format.h>

#include <algorithm>

namespace gateway::guide {
namespace {

using knowledge::Article;

bool is_referred_to(const Edition& edition, const Article& article, std::string_view facet) {
    return std::ranges::any_of(edition.articles, [&](const Article& other) {
        const auto told = other.facets.find(facet);
        return told != other.facets.end() && told->second.see == article.id;
    });
}

// What the article itself says of it; an article without a text is not meant.
Told told_by(const Article* article, std::string_view facet) {
    const auto own = article->facets.find(facet);
    if (own != article->facets.end() && !own->second.text.empty())
        return {article, knowledge::with_local_values(*article, own->second.text), false};
    return whole(*article);
}

// The service's articles are decided by one office, or nobody but us can be named for all.
std::string announced_for(const Service& service) {
    const auto& first = *service.articles.front();
    const bool one = std::ranges::all_of(service.articles, [&](const Article* article) {
        return announced_by(*article) == announced_by(first);
    });
    return announced_by(one ? first : Article{});
}

std::string section(const Article& article, const std::string& body) {
    return fmt::format("<section><h2>{}</h2>{}</section>", escaped(article.title), body);
}

}  // namespace

Told whole(const Article& article) {
    return {&article, knowledge::passage_of(article, 1).full, true};
}

std::vector<Told> told_of(const Edition& edition, const Service& service, std::string_view facet) {
    std::vector<Told> all;
    for (const Article* article : service.articles) {
        const auto own = article->facets.find(facet);
        const bool has = own != article->facets.end();
        if (has && !own->second.see.empty()) article = find(edition.articles, own->second.see);
        if (article == nullptr) continue;
        if (!has && !is_referred_to(edition, *article, facet)) continue;
        if (std::ranges::find(all, article, &Told::article) == all.end())
            all.push_back(told_by(article, facet));
    }
    return all;
}

std::string sections(const std::vector<Told>& told) {
    std::string html;
    for (const auto& one : told)
        html += section(*one.article, one.whole ? prose(one.text) : paragraph(one.text));
    return html;
}

std::string section_of(const Edition& edition, std::string_view topic) {
    const auto* article = find(edition.articles, topic);
    return article ? section(*article, prose(whole(*article).text)) : std::string();
}

std::string ask_there(const Edition& edition, const Service& service, std::string_view what) {
    std::string html = paragraph(fmt::format("{}{}。", what, announced_for(service)));
    for (const Article* article : service.articles) {
        if (!article->office.empty())
            html += paragraph(fmt::format("{}：归{}管。", article->title, article->office));
    }
    if (const auto* where = find(edition.articles, "svc.where"))
        html += paragraph(knowledge::passage_of(*where, 1).sms);
    return html;
}

}  // namespace gateway::guide
