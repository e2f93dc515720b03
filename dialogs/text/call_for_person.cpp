#include "dialogs/text/call_for_person.h"

#include "dialogs/text/clean.h"

#include <algorithm>
#include <span>

// The message is taken apart into words of four kinds, the longest first; a word of no kind means
// that it says something else.

namespace dialogs::text {

namespace {

using Words = std::span<const std::string_view>;

constexpr std::size_t longest = 24;  // characters

// Nobody else can be meant.
constexpr std::string_view persons[] = {
    "民政局的工作人员", "民政局的同志", "民政局的人", "民政的人", "你们那的人", "你们的人",
    "工作人员",         "人工客服",     "人工服务",   "人工坐席", "在线客服",   "值班人员",
    "管事的人",         "管事的",       "值班的",     "办事员",   "接线员",     "话务员",
    "大活人",           "客服",         "坐席",       "人工",     "真人",       "活人"};
// Only with a verb before them.
constexpr std::string_view anybody[] = {"个人", "人", "同志", "领导", "负责人"};
constexpr std::string_view calls[] = {
    "转接到",
    "接通",
    "转接",
    "转到",
    "接到",
    "联系",
    "找",
    "转",
    "接",
    "叫",
    "让",
    "换",
    "来",
    "要",
    "喊",
    "派",
    "跟",
    "和",
    "同"};
constexpr std::string_view around[] = {
    "不想跟机器人", "不跟机器人", "不要机器人", "不用机器人", "别用机器人", "别机器人", "机器人",
    "打个电话",     "回个电话",   "打电话",     "回电话",     "接电话",     "说说话",   "说句话",
    "有没有",       "能不能",     "可不可以",   "行不行",     "好不好",     "说话",     "讲话",
    "聊聊",         "谈谈",       "说说",       "通话",       "沟通",       "回电",     "回话",
    "帮忙",         "赶紧",       "赶快",       "麻烦",       "直接",       "还是",     "一下",
    "一个",         "一位",       "可以",       "你们",       "我要",       "我想",     "有吗",
    "行吗",         "好吗",       "说",         "讲",         "聊",         "谈",       "我",
    "俺",           "咱",         "给",         "帮",         "请",         "想",       "能",
    "快",           "有",         "没",         "吗",         "么",         "呢",       "吧",
    "啊",           "呀",         "了",         "你",         "您",         "那",       "就",
    "再",           "个",         "位",         "下",         "到",         "去"};

bool take(std::string_view& text, Words words) {
    std::size_t most = 0;
    for (const auto word : words) {
        if (text.starts_with(word)) most = std::max(most, word.size());
    }
    text.remove_prefix(most);
    return most > 0;
}

}  // namespace

bool calls_for_person(const Normalised& message) {
    std::string_view rest = message.bare;
    if (code_points(rest) > longest) return false;
    bool called = false;
    bool named = false;
    while (!rest.empty()) {
        if (take(rest, persons)) {
            named = true;
        } else if (called && take(rest, anybody)) {
            named = true;
        } else if (take(rest, calls)) {
            called = true;
        } else if (!take(rest, around)) {
            return false;
        }
    }
    return named;
}

}  // namespace dialogs::text
