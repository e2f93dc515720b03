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

std::string check_together(
    const std::vector<Article>& articles, const std::vector<fs::path>& files
) {
    std::string faults;
    std::map<std::string, std::string> file_of;
    for (std::size_t i = 0; i < articles.size(); ++i) {
        const auto& id = articles[i].id;
        if (files[i].stem() != id)
            faults += fmt::format(
                "{}:1:1: the file must be named {}.yaml after its id\n", files[i].string(), id
            );
        if (const auto known = file_of.emplace(id, files[i].string()); !known.second)
            faults += fmt::format(
                "{}:1:1: id '{}' is also in {}\n", files[i].string(), id, known.first->second
            );
    }
    for (std::size_t i = 0; i < articles.size(); ++i) {
        for (const auto& [name, facet] : articles[i].facets) {
            if (facet.see.empty() || (file_of.contains(facet.see) && facet.see != articles[i].id))
                continue;
            faults += fmt::format(
                "{}:1:1: facet '{}' refers to '{}', which is no other article\n",
                files[i].string(),
                name,
                facet.see
            );
        }
    }
    return faults;
}

}  // namespace

Result<std::vector<Article>> read_articles(const std::string& folder) {
    const auto files = yaml_files(folder);
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
    if (faults.empty()) faults = check_together(articles, *files);
    if (!faults.empty()) {
        faults.pop_back();
        return Error{Fault::malformed, std::move(faults)};
    }
    return articles;
}

}  // namespace knowledge
