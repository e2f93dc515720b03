#include "gateway/guide/sources.h"

#include "gateway/guide/html.h"
#include "knowledge/local_values.h"

#include <fmt/format.h>

#include <algorithm>

namespace gateway::guide {
namespace {

using knowledge::Article;
using knowledge::Source;
using knowledge::written;

struct Cited {
    const Source* source;
    std::vector<std::string_view> places;  // 第四条
};

std::string_view checked_words(knowledge::Checked checked) {
    switch (checked) {
        case knowledge::Checked::text: return "已核对原文";
        case knowledge::Checked::excerpt: return "已核对节选";
        case knowledge::Checked::listed: return "已核对篇目";
        case knowledge::Checked::memory: break;
    }
    return "待核对";
}

std::vector<Cited> cited_by(const std::vector<const Article*>& articles) {
    std::vector<Cited> all;
    for (const auto* article : articles) {
        for (const auto& source : article->sources) {
            auto known = std::ranges::find_if(all, [&](const Cited& one) {
                return one.source->title == source.title && one.source->number == source.number;
            });
            if (known == all.end()) known = all.insert(all.end(), Cited{&source, {}});
            if (source.article.empty()) continue;
            if (std::ranges::find(known->places, source.article) == known->places.end())
                known->places.push_back(source.article);
        }
    }
    return all;
}

}  // namespace

std::string source_list(const std::vector<const Article*>& articles) {
    std::string html = "<ul>";
    for (const auto& [source, places] : cited_by(articles)) {
        auto line = source->title;
        if (!source->number.empty()) line += fmt::format("（{}）", source->number);
        if (!source->date.empty()) line += "，" + source->date;
        if (!places.empty()) line += fmt::format("：{}", fmt::join(places, "；"));
        line += fmt::format("（{}）", checked_words(source->checked));
        html += fmt::format("<li>{}</li>", escaped(line));
    }
    return html + "</ul>";
}

std::string announced_by(const Article& article) {
    return fmt::format("以{}公布为准", knowledge::announcing_office(article));
}

std::string local_values(const std::vector<const Article*>& articles) {
    std::string html;
    std::vector<std::string_view> told;
    for (const auto* article : articles) {
        for (const auto& [name, value] : article->local_values) {
            if (std::ranges::find(told, name) != told.end()) continue;
            told.push_back(name);
            const auto said = value.empty() ? announced_by(*article) : value;
            html += fmt::format("<li>{}：{}</li>", escaped(name), escaped(said));
        }
    }
    return html.empty() ? html : fmt::format("<h2>本县规定</h2><ul>{}</ul>", html);
}

std::string validity(const std::vector<const Article*>& articles) {
    const auto newest = std::ranges::max(articles, {}, &Article::effective_from)->effective_from;
    const auto review = std::ranges::min(articles, {}, &Article::review_by)->review_by;
    return fmt::format("内容自{}起施行，{}前复核。", written(newest), written(review));
}

std::string short_sources(const std::vector<const Article*>& articles) {
    std::vector<std::string> titles;
    for (const auto* article : articles) {
        if (article->sources.empty()) continue;
        const auto& source = article->sources.front();
        auto title = source.title + (source.date.empty() ? "" : "，" + source.date);
        if (std::ranges::find(titles, title) == titles.end()) titles.push_back(std::move(title));
    }
    return fmt::format("依据：{}。", fmt::join(titles, "；"));
}

}  // namespace gateway::guide
