#include "gateway/guide/catalogue.h"

#include <algorithm>
#include <map>

namespace gateway::guide {
namespace {

using knowledge::Article;

// Articles under these first words are about no single service.
constexpr std::string_view common_word = "svc";
constexpr std::string_view urgent_word = "safety";

std::string first_word(const Article& article) {
    return article.id.substr(0, article.id.find('.'));
}

// 儿童福利 is child, adoption and orphan: the word most of its articles have names it.
std::string slug_of(const Service& service) {
    std::map<std::string, int> counts;
    for (const auto* article : service.articles)
        ++counts[first_word(*article)];
    const auto fewer = [](const auto& a, const auto& b) { return a.second < b.second; };
    return std::ranges::max_element(counts, fewer)->first;
}

Shelf shelf_of(const Service& service) {
    if (service.slug == urgent_word) return Shelf::urgent;
    if (service.slug == common_word) return Shelf::common;
    const bool elsewhere = std::ranges::none_of(service.articles, [](const Article* article) {
        return article->office.empty();
    });
    return elsewhere ? Shelf::others : Shelf::ours;
}

}  // namespace

std::vector<Service> catalogue(const std::vector<Article>& articles) {
    std::map<std::string_view, Service> by_name;
    for (const auto& article : articles)
        by_name[article.service].articles.push_back(&article);
    std::vector<Service> services;
    for (auto& [name, service] : by_name) {
        std::ranges::sort(service.articles, {}, &Article::id);
        service.name = name;
        service.slug = slug_of(service);
        service.shelf = shelf_of(service);
        services.push_back(std::move(service));
    }
    std::ranges::sort(services, [](const Service& a, const Service& b) {
        return std::tie(a.shelf, a.slug) < std::tie(b.shelf, b.slug);
    });
    return services;
}

const Article* find(const std::vector<Article>& articles, std::string_view topic) {
    const auto found = std::ranges::find(articles, topic, &Article::id);
    return found == articles.end() ? nullptr : &*found;
}

}  // namespace gateway::guide
