#include "knowledge/local_values.h"

#include "dialogs/text/clean.h"
#include "knowledge/passages.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace knowledge {
namespace {

using Letters = std::u32string_view;

constexpr Letters sentence_ends = U"。；\n";
constexpr Letters list_marks = U"、和，";
// 以县民政局公布为准, 以县民政局公布数为准
constexpr std::array<Letters, 2> announced = {U"公布为准", U"公布数为准"};
// Words for the same: 金额以…公布为准 is told by a value that is called 补贴标准.
constexpr std::array<Letters, 4> amounts = {U"标准", U"金额", U"线", U"比例"};

struct Value {
    std::u32string name;  // without what stands in brackets
    const LocalValue* given = nullptr;
};
using Values = std::vector<const Value*>;

bool has(Letters text, Letters part) { return text.find(part) != Letters::npos; }

std::vector<Letters> items_of(Letters list) {
    std::vector<Letters> items;
    while (!list.empty()) {
        const auto end = std::min(list.find_first_of(list_marks), list.size());
        if (end > 0) items.push_back(list.substr(0, end));
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return items;
}

// 本县起领年龄 → 起领年龄
Letters bare(Letters item) {
    for (const Letters word : {U"本县", U"当地", U"当年", U"当前", U"具体"})
        if (item.starts_with(word)) item.remove_prefix(word.size());
    return item;
}

bool is_named(Letters item, const Value& value) {
    if (has(item, U"多少岁")) return value.name.ends_with(U"年龄");
    return std::ranges::any_of(items_of(value.name), [&](Letters part) {
        return item.size() > 1 && (has(part, item) || has(item, part));
    });
}

bool speaks_of_amount(const Value& value) {
    return std::ranges::any_of(amounts, [&](Letters word) { return has(value.name, word); });
}

template <typename Test>
Values those(const std::vector<Value>& values, Test test) {
    Values found;
    for (const auto& value : values) {
        if (test(value)) found.push_back(&value);
    }
    return found;
}

// The values that an item of what is announced would be told by; `stated`: it is a sentence's
// beginning, 标准由省里定.
Values meant_by(Letters item, const std::vector<Value>& values, bool stated) {
    item = bare(item);
    auto named = those(values, [&](const Value& value) { return is_named(item, value); });
    if (!named.empty()) return named;
    for (const auto word : amounts) {
        if (stated && has(item, word))
            return those(values, [&](const Value& value) { return has(value.name, word); });
    }
    const bool any_amount = std::ranges::find(amounts, item) != amounts.end();
    return any_amount ? those(values, speaks_of_amount) : Values();
}

bool is_filled(const Value* value) { return !value->given->value.empty(); }

// A sentence that says what somebody announces: "其余，" "金额" "以县民政局公布为准"
// "，每年要确认".
struct Announcement {
    Letters before;
    Letters what;
    Letters by;
    Letters after;
    bool stated = false;  // `what` says something by itself: 标准由省里定，以县民政局公布为准
};

std::optional<Announcement> announcement_in(Letters sentence) {
    for (const auto words : announced) {
        const auto end = sentence.find(words);
        if (end == Letters::npos) continue;
        auto begin = sentence.substr(0, end).rfind(U'以');
        if (begin == Letters::npos || begin == 0) return std::nullopt;
        const auto after = end + words.size();
        if (sentence[begin - 1] == U'请') --begin;
        Announcement found;
        found.by = sentence.substr(begin, after - begin);
        found.after = sentence.substr(after);
        auto what = sentence.substr(0, begin);
        found.stated = what.ends_with(U'，');
        if (found.stated) what.remove_suffix(1);
        const auto comma = found.stated ? Letters::npos : what.rfind(U'，');
        const auto split = comma == Letters::npos ? 0 : comma + 1;
        found.before = what.substr(0, split);
        found.what = what.substr(split);
        return found;
    }
    return std::nullopt;
}

std::string told(const Values& values) {
    std::string text;
    for (const auto* value : values)
        text += (text.empty() ? "" : "，") + value->given->name + "：" + value->given->value;
    return text;
}

// What is known of it is said, and what is left of it announced.
std::string told(const Announcement& announcement, const std::vector<Value>& values) {
    using dialogs::text::to_utf8;
    Values known;
    std::u32string open;
    for (const auto item : items_of(announcement.what)) {
        const auto meant = meant_by(item, values, announcement.stated);
        for (const auto* value : meant) {
            if (is_filled(value) && std::ranges::find(known, value) == known.end())
                known.push_back(value);
        }
        // 标准由省里定: a statement asks for nothing by itself, unless it says what.
        const bool asks = !announcement.stated || !meant.empty() || has(item, U"哪");
        if (!asks || (!meant.empty() && std::ranges::all_of(meant, is_filled))) continue;
        open += open.empty() ? U"" : U"、";
        open += item;
    }
    const auto before = to_utf8(announcement.before), by = to_utf8(announcement.by);
    const auto what = to_utf8(announcement.what), after = to_utf8(announcement.after);
    if (known.empty()) return before + what + (announcement.stated ? "，" : "") + by + after;
    const auto said = told(known);
    if (announcement.stated)
        return before + what + "，" + (open.empty() ? said : by + "。" + said) + after;
    return before + said + (open.empty() ? "" : "，" + to_utf8(open) + by) + after;
}

}  // namespace

std::string announcing_office(const Article& article) {
    const auto office = deciding_office(article);
    return office.empty() ? "县民政局" : office;
}

std::string with_local_values(const Article& article, std::string_view text) {
    if (text.find("为准") == std::string_view::npos) return std::string(text);  // announces nothing
    std::vector<Value> values;
    for (const auto& value : article.local_values) {
        const auto name = dialogs::text::to_utf32(value.name);
        values.push_back({name.substr(0, name.find(U'（')), &value});
    }
    const auto letters = dialogs::text::to_utf32(text);
    std::string whole;
    for (Letters rest = letters; !rest.empty();) {
        const auto end = std::min(rest.find_first_of(sentence_ends), rest.size());
        const auto sentence = rest.substr(0, end);
        const auto found = announcement_in(sentence);
        whole += found ? told(*found, values) : dialogs::text::to_utf8(sentence);
        if (end < rest.size()) whole += dialogs::text::to_utf8(rest[end]);
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return whole;
}

}  // namespace knowledge
