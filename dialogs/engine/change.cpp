#include "dialogs/engine/change.h"

#include <algorithm>
#include <span>

namespace dialogs::engine {

namespace {

using Words = std::span<const std::string_view>;

constexpr std::string_view openings[] = {
    "不对不对", "不对",   "不是",     "刚才说错了", "刚说错了", "我说错了", "说错了",
    "写错了",   "打错了", "发错了",   "搞错了",     "弄错了",   "填错了",   "记错了",
    "输错了",   "错了",   "更正一下", "更正",       "改一下",   "说错",     "写错"};
constexpr std::string_view weak_openings[] = {"不对不对", "不对", "不是"};
constexpr std::string_view becomes[] = {
    "应该改成", "改成", "改为", "换成", "改到", "应该是", "应当是", "应是"};
constexpr std::string_view mistakes[] = {
    "说错了",
    "写错了",
    "填错了",
    "打错了",
    "弄错了",
    "搞错了",
    "记错了",
    "发错了",
    "输错了",
    "错了",
    "不对",
    "有误",
    "要改",
    "改一下",
    "得改"};
constexpr std::string_view verbs[] = {
    "我想改一下",
    "我要改一下",
    "我想修改",
    "我要修改",
    "我想改",
    "我要改",
    "修改一下",
    "修改",
    "更改",
    "改一下",
    "更正",
    "要改",
    "想改",
    "改"};
constexpr std::string_view links[] = {
    "我说的是", "应该是", "应当是", "我是说", "改成", "改为", "应是", "是", "说", "叫"};
constexpr std::string_view plain_links[] = {"应该是", "应当是", "应是", "是", "叫", "：", ":"};
constexpr std::string_view marks[] = {"，", ",", "。", "、", "：", ":", "！", "!", " "};
constexpr std::string_view before_target[] = {
    "把",
    "将",
    "我的",
    "老人的",
    "刚才那个",
    "刚才的",
    "刚才",
    "上面的",
    "前面的",
    "那个",
    "这个",
    "我"};
constexpr std::string_view after_target[] = {"的", "那里", "那项", "那个", "，", ",", " "};

bool take_off(std::string_view& text, std::string_view beginning) {
    if (!text.starts_with(beginning)) return false;
    text.remove_prefix(beginning.size());
    return true;
}

bool take_off_any(std::string_view& text, Words beginnings) {
    return std::any_of(beginnings.begin(), beginnings.end(), [&](auto beginning) {
        return take_off(text, beginning);
    });
}

std::string target_of(std::string_view text) {
    while (take_off_any(text, before_target)) {
    }
    const auto shorter = [&](std::string_view ending) {
        if (!text.ends_with(ending)) return false;
        text.remove_suffix(ending.size());
        return true;
    };
    while (std::any_of(std::begin(after_target), std::end(after_target), shorter)) {
    }
    return std::string{text};
}

// What should stand there instead: "，是李家庄" → "李家庄".
std::string value_of(std::string_view text) {
    take_off(text, "了");
    while (take_off_any(text, marks)) {
    }
    take_off_any(text, links);
    return std::string{text};
}

// The parts of `text` before and after the first of `words` in it; none at its very beginning.
std::optional<Change> split_at(std::string_view text, Words words) {
    for (const std::string_view word : words) {
        const auto at = text.find(word);
        if (at == 0 || at == std::string_view::npos) continue;
        return Change{target_of(text.substr(0, at)), value_of(text.substr(at + word.size()))};
    }
    return {};
}

// "不对，是李家庄"; "不是本地人" says nothing of a mistake.
std::optional<Change> opened(std::string_view text) {
    const std::string_view whole = text;
    if (!take_off_any(text, openings)) return {};
    const bool weak = std::any_of(
        std::begin(weak_openings),
        std::end(weak_openings),
        [&](std::string_view opening) { return whole.starts_with(opening); }
    );
    take_off(text, "了");
    std::string_view rest = text;
    const bool parted = take_off_any(rest, marks);
    while (take_off_any(rest, marks)) {
    }
    if (rest.empty()) return weak ? std::optional<Change>{} : Change{{}, {}, true};
    const bool linked = take_off_any(rest, links);
    if (!parted && !linked) return {};
    if (rest.empty()) return {};
    return Change{{}, std::string{rest}};
}

}  // namespace

std::optional<Change> read_change(std::string_view text) {
    if (auto change = opened(text)) return change;
    std::string_view rest = text;
    const bool told = take_off_any(rest, verbs);
    if (told) {
        if (auto change = split_at(rest, becomes)) return change;
        if (rest.empty()) return {};
        return Change{target_of(rest), {}};
    }
    if (auto change = split_at(text, mistakes)) return change;
    return split_at(text, becomes);
}

std::optional<Change> split_at_link(std::string_view text) { return split_at(text, plain_links); }

}  // namespace dialogs::engine
