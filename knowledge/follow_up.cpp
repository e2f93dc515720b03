#include "knowledge/follow_up.h"

#include "dialogs/text/clean.h"
#include "dialogs/text/normalise.h"
#include "knowledge/basis.h"
#include "knowledge/danger/word_index.h"
#include "knowledge/danger/words.h"

#include <cstddef>
#include <string>
#include <vector>

// clang-format off: the words of a facet stand as running text

namespace knowledge {
namespace {

struct Wording {
    std::string_view facet;
    std::string_view words;   // longer ones first
    std::string_view around;  // what may stand beside these words, and only these
};

// In the order they decide: "去哪交材料" is about the place, "材料啥时候交" about the materials.
constexpr Wording wordings[] = {
    {"appeal",
     "不批咋办 不给办咋办 不给批 批不下来 批不下 批不了 办不下来 不让办 不给办 不给咋办 没通过 "
     "不通过 不批 没批 投诉 举报 监督 不服 申诉",
     "咋办 怎么办 了 要是"},
    {"where",
     "什么地方 啥地方 哪个地方 哪个部门 哪个单位 哪个窗口 在哪里 去哪里 到哪里 去哪儿 在哪儿 "
     "到哪儿 上哪儿 往哪儿 搁哪儿 地址 电话号码 电话是多少 电话多少 电话 搁哪 上哪 去哪 在哪 到哪 "
     "往哪 找哪 哪里 哪儿 找谁 哪办 哪交 哪补 哪领",
     "在 上 到 找 补 登记 窗口 联系"},
    {asked_fee,
     "花多少钱 交多少钱 收多少钱 掏多少钱 花不花钱 要不要钱 收不收钱 收不收费 花钱 要钱 收钱 "
     "交钱 掏钱 收费 免费 费用 手续费 工本费",
     "补 登记 不用"},
    {"amount",
     "一个月多少 一年多少 多少钱 几个钱 多少元 多少块 多钱 给多少 发多少 领多少 标准是多少 标准 "
     "金额 多少",
     ""},
    {"time_limit",
     "多长时间 什么时候 啥时候 几个月 多少天 多少日子 几个工作日 多少工作日 多少个工作日 多久 几天 "
     "时限 期限 多会儿 多咱 当天 当场",
     "等 花 之内 以内 内 办完 办好 办成 拿到 到手 登记 补"},
    {"materials",
     "要什么文件 要啥文件 要哪些文件 带什么文件 带啥文件 带哪些文件 交什么文件 交啥文件 拿什么文件 "
     "拿啥文件 准备什么文件 什么材料 哪些材料 啥材料 什么手续 啥手续 什么证件 啥证件 哪些证件 "
     "什么证明 啥证明 哪些证明 "
     "什么东西 啥东西 哪些东西 带什么 带啥 拿什么 拿啥 带哪些 拿哪些 准备什么 准备啥 要什么 要啥 "
     "需要啥 材料 证件 手续",
     "拿 东西 证明 补 登记 过去"},
    {"conditions",
     "什么条件 啥条件 哪些条件 什么人 啥样的 什么样的 哪些人 啥人 谁能 够不够 条件 资格",
     "补 登记"},
    {"process",
     "怎么申请 咋申请 怎么办理 怎么登记 咋登记 怎么补 咋补 怎么办 咋办 咋弄 怎么弄 咋整 流程 步骤 "
     "程序 怎么领 咋领",
     ""},
    {basis_facet,
     "什么时候的文件 什么时候的规定 啥时候的规定 哪年的文件 哪年的规定 根据什么 依据什么 什么依据 "
     "哪条规定 哪条法律 哪部法律 哪一条 什么规定 什么文件 什么法律 红头文件 哪个文件 哪个政策 "
     "谁规定 "
     "哪里规定 哪儿规定 根据啥 依据啥 啥依据 啥规定 啥文件 啥法律 文件号 凭什么 凭啥 依据 文件 "
     "文号 "
     "出处 法条 条款 哪条 规定 yiju",
     "有没有 政策 法律 法规 国家 上级 上面 具体 这么 你们 一下 看看 告诉 你 您 说 看 查 发 写 上 "
     "里 "
     "在 来 个"},
};

// A facet named within a question: a word of each list must be there, and none that turns it into
// another question. 多少钱 may be what somebody earns, 多久 how long ago he left, 咋办 all there is
// to ask; and who speaks of a 红头文件 tells of a cheat, so 依据 is not among them.
struct Naming {
    std::string_view facet;
    std::string_view words;
    std::string_view with;  // empty: nothing more
    std::string_view without;
};

constexpr Naming namings[] = {
    {"appeal",
     "不批 没批 批不下来 批不了 不给批 不给办 没通过 不通过",
     "咋办 怎么办 咋整 上哪告 去哪告",
     ""},
    {"where",
     "哪办 哪里办 哪儿办 啥地方办 什么地方办 哪个部门办 哪个单位办 哪个窗口 找谁办 哪申请 "
     "哪里申请 哪儿申请 哪登记 哪里登记 哪儿登记 哪领 哪里领 哪儿领 哪交 哪里交 哪儿交 哪补 "
     "哪里补 哪儿补 哪报名 哪里报名 哪儿报名 电话多少 电话是多少 地址在哪 地址是哪",
     "",
     "钱去哪"},
    {asked_fee,
     "收费吗 收费不 收不收费 要钱吗 要钱不 要不要钱 收不收钱 收钱吗 花钱吗 花钱不 免费吗 免费不",
     "",
     ""},
    {"amount",
     "给多少 发多少 领多少 补多少 给几个钱 一个月多少 每月多少 每个月多少 一年多少 补贴多少钱 "
     "补助多少钱 津贴多少钱 标准多少 标准是多少",
     "",
     "收入 存款 工资 多少天 多少次 多少年 多少岁 多少回 挣"},
    {"time_limit",
     "多长时间 多少天 多少日子 几天 多久 几个月 几个工作日 多少工作日 多少个工作日 啥时候 "
     "什么时候 多会儿 多咱",
     "批 办下来 办完 办好 办成 办结 审核 审批 出结果",
     "发 到账 打钱 停 公示 之前 那几 这几 前几 头几 好几"},
    {"materials",
     "带啥 带什么 带哪些 啥材料 什么材料 哪些材料 啥手续 什么手续 哪些手续 啥证件 "
     "什么证件 哪些证件 啥证明 什么证明 哪些证明 准备啥 准备什么",
     "",
     "手续费"},
    {"conditions", "啥条件 什么条件 哪些条件 啥样条件 谁能申请 什么人能 哪些人能 啥人能", "", ""},
    {"process",
     "怎么申请 咋申请 怎么办理 咋办理 怎么登记 咋登记 怎么领 咋领 啥流程 什么流程 申请流程 "
     "办理流程 流程是",
     "",
     ""},
};

// What may stand around any facet without making it another question.
constexpr std::string_view fillers =
    "一个月 每个月 每月 一年 每年 材料 手续 要不要 用不用 是不是 能不能 钱 请问 我问 那么 这个 "
    "那个 还有 需要 都要 应该 一般 大概 申请 办理 一共 最多 能给 准备 得要 可以 那 这 都 得 要 我 "
    "俺 呢 啊 呀 吗 吧 嘛 么 的 去 办 是 能 给 领 交 批 下来 带 有 需 用 还 再 才 就";

// Removes every word of a list, wherever it stands.
void remove_all(std::string& text, std::string_view words) {
    danger::any_word(words, [&](std::string_view word) {
        for (auto at = text.find(word); at != text.npos; at = text.find(word))
            text.erase(at, word.size());
        return false;
    });
}

// Which facets of a list have one of their words in the question.
template <std::size_t count, class Facet>
std::vector<bool> heard_in(std::string_view question, const Facet (&facets)[count]) {
    static const auto watch = [&facets] {
        danger::WordIndex words;
        for (std::size_t i = 0; i < count; ++i)
            danger::any_word(facets[i].words, [&](std::string_view word) {
                words.add(word, i);
                return false;
            });
        return words;
    }();
    return watch.owners_in(question);
}

bool asks_for(const Wording& facet, std::string question) {
    remove_all(question, facet.words);
    constexpr std::string_view or_not = "不";  // 要钱不
    if (question.ends_with(or_not)) question.erase(question.size() - or_not.size());
    remove_all(question, facet.around);
    remove_all(question, fillers);
    return question.empty();
}

bool holds_any(std::string_view question, std::string_view words) {
    return danger::any_word(words, [&](std::string_view word) {
        return question.find(word) != question.npos;
    });
}

bool names(const Naming& facet, std::string_view question) {
    return (facet.with.empty() || holds_any(question, facet.with)) &&
           !holds_any(question, facet.without);
}

}  // namespace

std::string_view asked_facet(std::string_view question) {
    constexpr std::size_t longest_follow_up = 45;  // bytes: fifteen characters
    const auto whole = dialogs::text::bare(question);
    if (whole.size() > longest_follow_up) return {};
    const auto heard = heard_in(whole, wordings);
    for (std::size_t i = 0; i < heard.size(); ++i) {
        if (heard[i] && asks_for(wordings[i], whole)) return wordings[i].facet;
    }
    return {};
}

std::string_view named_facet(std::string_view question) {
    constexpr std::size_t longest = 60;  // characters; in a story much is said by the way
    if (dialogs::text::code_points(question) > longest) return {};
    const auto whole = dialogs::text::bare(question);
    std::string_view named;
    const auto heard = heard_in(whole, namings);
    for (std::size_t i = 0; i < heard.size(); ++i) {
        if (!heard[i] || !names(namings[i], whole)) continue;
        if (!named.empty()) return {};
        named = namings[i].facet;
    }
    return named;
}

}  // namespace knowledge
