#include "knowledge/follow_up.h"

#include "dialogs/text/normalise.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace knowledge {
namespace {

struct Wording {
    std::string_view facet;
    std::vector<std::string_view> words;  // longer ones first
};

// In the order they decide: "去哪交材料" is about the place, "材料啥时候交" about the materials.
const std::vector<Wording>& wordings() {
    static const std::vector<Wording> all = {
        {"where",
         {"什么地方", "啥地方", "哪个部门", "哪个窗口", "在哪里", "去哪里", "到哪里", "去哪儿",
          "在哪儿",   "地址",   "电话",     "搁哪",     "上哪",   "去哪",   "在哪",   "到哪",
          "往哪",     "哪里",   "哪儿",     "找谁",     "哪办",   "哪交"}},
        {"amount",
         {"一个月多少",
          "一年多少",
          "多少钱",
          "几个钱",
          "多少元",
          "多少块",
          "多钱",
          "给多少",
          "发多少",
          "领多少",
          "标准是多少",
          "标准",
          "金额",
          "多少"}},
        {"time_limit",
         {"多长时间",
          "什么时候",
          "啥时候",
          "几个月",
          "多少天",
          "多久",
          "几天",
          "时限",
          "期限",
          "多会儿",
          "多咱"}},
        {"materials",
         {"什么材料",
          "哪些材料",
          "啥材料",
          "什么手续",
          "啥手续",
          "什么证件",
          "啥证件",
          "哪些证件",
          "带什么",
          "带啥",
          "拿什么",
          "拿啥",
          "带哪些",
          "要什么",
          "要啥",
          "需要啥",
          "材料",
          "证件",
          "手续"}},
        {"conditions",
         {"什么条件",
          "啥条件",
          "哪些条件",
          "什么人",
          "啥样的",
          "什么样的",
          "哪些人",
          "谁能",
          "够不够",
          "条件",
          "资格"}},
        {"process",
         {"怎么申请",
          "咋申请",
          "怎么办理",
          "怎么办",
          "咋办",
          "咋弄",
          "怎么弄",
          "咋整",
          "流程",
          "步骤",
          "程序",
          "怎么领",
          "咋领"}},
        {"appeal",
         {"不批咋办",
          "不给办咋办",
          "不批",
          "不给办",
          "没批",
          "投诉",
          "举报",
          "监督",
          "不服",
          "申诉"}},
    };
    return all;
}

// What may stand around the facet without making it another question.
constexpr std::array<std::string_view, 52> fillers = {
    "一个月", "每个月", "每月", "一年", "每年", "材料", "手续", "钱",   "请问", "我问", "那么",
    "这个",   "那个",   "还有", "需要", "都要", "应该", "一般", "大概", "申请", "办理", "一共",
    "最多",   "能给",   "准备", "得要", "那",   "这",   "都",   "得",   "要",   "我",   "俺",
    "呢",     "啊",     "呀",   "吗",   "吧",   "的",   "去",   "办",   "是",   "能",   "给",
    "领",     "交",     "批",   "下来", "带",   "有",   "需",   "用"};

// Removes the first of `words` found; false if none is there.
bool remove_one(std::string& text, const std::vector<std::string_view>& words) {
    for (const auto word : words) {
        const auto at = text.find(word);
        if (at == std::string::npos) continue;
        text.erase(at, word.size());
        return true;
    }
    return false;
}

void remove_all(std::string& text, std::string_view word) {
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word))
        text.erase(at, word.size());
}

}  // namespace

std::string_view asked_facet(std::string_view question) {
    constexpr std::size_t longest_follow_up = 45;  // bytes: fifteen characters
    const auto whole = dialogs::text::squeeze(dialogs::text::normalise(question).text);
    if (whole.size() > longest_follow_up) return {};
    for (const auto& [facet, words] : wordings()) {
        auto rest = whole;
        if (!remove_one(rest, words)) continue;
        while (remove_one(rest, words)) {
        }
        for (const auto filler : fillers)
            remove_all(rest, filler);
        if (rest.empty()) return facet;
    }
    return {};
}

}  // namespace knowledge
