#pragma once
#include "dialogs/result.h"
#include "knowledge/article.h"

#include <string>
#include <vector>

namespace knowledge {

// Reads every *.yaml of a folder, in the order of their names, and checks what no file alone can
// show: ids twice, a file not named after its id, facets that refer to no article. All faults at
// once.
dialogs::Result<std::vector<Article>> read_articles(
    const std::string& folder, const std::vector<Replacement>& replacements = {}
);

// Takes out those that are no articles, or refer to ones that are not among the folder's and the
// others; what is wrong with them, as below.
std::vector<std::string> leave_out_unfit(
    const std::vector<Article>& folder, std::vector<Replacement>& replacements
);

// The replacement as an article that can stand among `articles`: its id is its topic, and what it
// refers to is there. Faults as `dibao.standard@3:line:column: message`.
dialogs::Result<Article> fit_in(
    const std::vector<Article>& articles, const Replacement& replacement
);

}  // namespace knowledge
