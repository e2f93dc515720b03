#include "gateway/guide/told.h"

#include "gateway/guide/html.h"

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
        return {article, own->second.text, false};
    return {article, article->full, true};
}

std::string section(const Article& article, const std::string& body) {
    return fmt::format("<section><h2>{}</h2>{}</section>", escaped(article.title), body);
}

}  // namespace

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
    return article ? section(*article, prose(article->full)) : std::string();
}

std::string ask_there(const Edition& edition, const Service& service, std::string_view what) {
    std::string html = paragraph(fmt::format("{}以县民政局公布为准。", what));
    for (const Article* article : service.articles) {
        if (!article->office.empty())
            html += paragraph(fmt::format("{}：归{}管。", article->title, article->office));
    }
    if (const auto* where = find(edition.articles, "svc.where")) html += paragraph(where->sms);
    return html;
}

}  // namespace gateway::guide
