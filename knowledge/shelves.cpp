#include "knowledge/shelves.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

namespace knowledge {
namespace {

namespace fs = std::filesystem;
using dialogs::Error;
using dialogs::Fault;
using dialogs::Result;

// A thousand topics are more than any county has; ten thousand files are a wrong folder.
constexpr std::size_t max_articles = 10'000;

Result<std::vector<fs::path>> yaml_files(const std::string& folder) {
    std::error_code failed;
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder, failed)) {
        if (entry.path().extension() == ".yaml") files.push_back(entry.path());
    }
    if (failed) return Error{Fault::not_found, folder + ": " + failed.message()};
    if (files.empty()) return Error{Fault::not_found, folder + ": no articles (*.yaml) here"};
    if (files.size() > max_articles) return Error{Fault::too_large, folder + ": too many articles"};
    std::sort(files.begin(), files.end());
    return files;
}

// Facets that refer to no other article; `known` holds all their ids.
std::string check_references(
    const Article& article, const std::string& file, const std::map<std::string, std::string>& known
) {
    std::string faults;
    for (const auto& [name, facet] : article.facets) {
        if (facet.see.empty() || (known.contains(facet.see) && facet.see != article.id)) continue;
        faults += fmt::format(
            "{}:1:1: facet '{}' refers to '{}', which is no other article\n", file, name, facet.see
        );
    }
    return faults;
}

std::string check_together(
    const std::vector<Article>& articles, const std::vector<fs::path>& files
) {
    std::string faults;
    std::map<std::string, std::string> file_of;
    for (std::size_t i = 0; i < articles.size(); ++i) {
        const auto& id = articles[i].id;
        if (articles[i].version == 0 && files[i].stem() != id)
            faults += fmt::format(
                "{}:1:1: the file must be named {}.yaml after its id\n", files[i].string(), id
            );
        if (const auto known = file_of.emplace(id, files[i].string()); !known.second)
            faults += fmt::format(
                "{}:1:1: id '{}' is also in {}\n", files[i].string(), id, known.first->second
            );
    }
    for (std::size_t i = 0; i < articles.size(); ++i)
        faults += check_references(articles[i], files[i].string(), file_of);
    return faults;
}

// As errors name it: dibao.standard@3.
std::string name_of(const Replacement& replacement) {
    return fmt::format("{}@{}", replacement.topic, replacement.version);
}

Result<Article> read_replacement(const Replacement& replacement) {
    const auto name = name_of(replacement);
    auto article = parse_article(replacement.yaml, name);
    if (!article) return article;
    if (article->id != replacement.topic)
        return Error{
            Fault::malformed,
            fmt::format("{}:1:1: the id must stay '{}'", name, replacement.topic)};
    article->version = replacement.version;
    return article;
}

// In the place of the article it replaces; a new one comes last.
void replace(std::vector<Article>& articles, std::vector<fs::path>& files, Article article) {
    const fs::path name = fmt::format("{}@{}", article.id, article.version);
    const auto known = std::ranges::find(articles, article.id, &Article::id);
    if (known == articles.end()) {
        articles.push_back(std::move(article));
        files.push_back(name);
        return;
    }
    *known = std::move(article);
}

}  // namespace

Result<std::vector<Article>> read_articles(
    const std::string& folder, const std::vector<Replacement>& replacements
) {
    auto files = yaml_files(folder);
    if (!files) return files.error();
    std::vector<Article> articles;
    std::string faults;
    for (const auto& file : *files) {
        std::ifstream in(file);
        const std::string yaml(std::istreambuf_iterator<char>(in), {});
        auto article = parse_article(yaml, file.string());
        if (article)
            articles.push_back(std::move(*article));
        else
            faults += article.error().detail + "\n";
    }
    for (const auto& replacement : replacements) {
        if (!faults.empty()) break;
        auto article = read_replacement(replacement);
        if (article)
            replace(articles, *files, std::move(*article));
        else
            faults += article.error().detail + "\n";
    }
    if (faults.empty()) faults = check_together(articles, *files);
    if (!faults.empty()) {
        faults.pop_back();
        return Error{Fault::malformed, std::move(faults)};
    }
    return articles;
}

std::vector<std::string> leave_out_unfit(
    const std::vector<Article>& folder, std::vector<Replacement>& replacements
) {
    std::vector<std::string> unfit;
    // One that is left out may have been what another refers to.
    for (bool again = true; again;) {
        again = false;
        std::map<std::string, std::string> known;
        for (const auto& article : folder)
            known.emplace(article.id, std::string());
        for (const auto& replacement : replacements)
            known.emplace(replacement.topic, std::string());
        std::vector<Replacement> fit;
        for (auto& replacement : replacements) {
            const auto article = read_replacement(replacement);
            auto fault = article ? check_references(*article, name_of(replacement), known)
                                 : article.error().detail;
            if (fault.empty()) {
                fit.push_back(std::move(replacement));
                continue;
            }
            unfit.push_back(fault.substr(0, fault.find('\n')));
            again = true;
        }
        replacements = std::move(fit);
    }
    return unfit;
}

Result<Article> fit_in(const std::vector<Article>& articles, const Replacement& replacement) {
    auto article = read_replacement(replacement);
    if (!article) return article;
    std::map<std::string, std::string> known{{article->id, {}}};
    for (const auto& other : articles)
        known.emplace(other.id, std::string());
    auto faults = check_references(*article, name_of(replacement), known);
    if (faults.empty()) return article;
    faults.pop_back();
    return Error{Fault::malformed, std::move(faults)};
}

}  // namespace knowledge
