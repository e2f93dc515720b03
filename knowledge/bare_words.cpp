#include "knowledge/bare_words.h"

#include "dialogs/text/normalise.h"
#include "knowledge/decision.h"

#include <algorithm>
#include <array>
#include <vector>

namespace knowledge {
namespace {

struct BareWord {
    std::vector<std::string_view> words;
    std::array<std::string_view, most_choices> topics;
};

const std::vector<BareWord>& bare_words() {
    static const std::vector<BareWord> all = {
        {{"救助", "社会救助", "救济", "困难"}, {"dibao.conditions", "linshi.apply", "medical.aid"}},
        {{"残疾", "残疾人", "残疾补贴", "残补"},
         {"disabled.cert", "disabled.living", "disabled.care"}},
        {{"五保", "五保户"}, {"tekun.conditions", "tekun.apply", "tekun.benefits"}},
        {{"补贴", "补助", "津贴"}, {"elder.allowance", "disabled.living", "linshi.amount"}},
        {{"老人", "老年人"}, {"elder.allowance", "elder.disability", "elder.home"}},
        {{"养老"}, {"elder.home", "elder.support", "redirect.hrss"}},
        {{"孩子", "儿童", "娃"}, {"child.distress", "child.defacto", "orphan.apply"}},
        {{"我够不够",
          "够不够",
          "我够条件不",
          "够条件不",
          "我够条件吗",
          "够条件吗",
          "我符合不",
          "符合不",
          "我符合吗",
          "符合吗",
          "我够格不",
          "够格不",
          "我够格吗",
          "够格吗"},
         {"dibao.conditions", "tekun.conditions", "linshi.conditions"}},
    };
    return all;
}

}  // namespace

std::span<const std::string_view> topics_of_bare_word(std::string_view message) {
    const auto bare = dialogs::text::bare(message);
    for (const auto& [words, topics] : bare_words()) {
        if (std::ranges::find(words, bare) != words.end()) return topics;
    }
    return {};
}

}  // namespace knowledge
