#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace dialogs::engine {

// That something told before is wrong, in plain words.
struct Change {
    std::string target;  // "第2项", "名字", "老人的电话"; empty: what was told last
    std::string value;   // what it should be; empty: it is to be asked for
    bool alone = false;  // nothing but the words that it is wrong
};

// "不对，是李家庄", "改第2项", "村名错了，是李家庄", "把电话改成13812345678", "说错了"; nothing for
// a message that speaks of no mistake. A bare 不对 or 不是 is an answer, not a change.
std::optional<Change> read_change(std::string_view text);

// "电话是138…" → its target and value; nothing without such a word between them.
std::optional<Change> split_at_link(std::string_view text);

}  // namespace dialogs::engine
