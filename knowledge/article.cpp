#include "knowledge/article.h"

namespace knowledge {

std::string_view facet_label(std::string_view facet) {
    static constexpr std::array<std::string_view, facet_names.size()> labels = {
        "条件", "材料", "流程", "时限", "标准", "地点", "监督"};
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (facet_names[i] == facet) return labels[i];
    }
    return {};
}

}  // namespace knowledge
