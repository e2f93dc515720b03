#include "gateway/config/filed_notice.h"

#include "dialogs/text/clean.h"

#include <algorithm>
#include <array>

namespace gateway::config {
namespace {

// As 公众平台 › 订阅通知 › 参数值限制 has them.
struct Kind {
    std::string_view name;
    std::string_view limit;
    bool (*fits)(std::u32string_view text);
};

bool is_digit(char32_t letter) { return letter >= U'0' && letter <= U'9'; }
bool is_plain(char32_t letter) { return letter > U' ' && letter < 0x7F; }
bool is_latin(char32_t letter) {
    return (letter >= U'a' && letter <= U'z') || (letter >= U'A' && letter <= U'Z');
}
bool is_han(char32_t letter) { return letter >= 0x3400 && letter <= 0x9FFF; }

template <std::size_t max>
bool at_most(std::u32string_view text) {
    return text.size() <= max;
}

template <std::size_t max, bool (*is_one)(char32_t)>
bool only(std::u32string_view text) {
    return text.size() <= max && std::ranges::all_of(text, is_one);
}

bool is_number_letter(char32_t letter) { return is_digit(letter) || letter == U'.'; }
bool is_phone_letter(char32_t letter) {
    return is_digit(letter) || letter == U'+' || letter == U'-';
}

bool is_symbol(char32_t letter) {
    return !is_digit(letter) && !is_latin(letter) && !is_han(letter);
}

bool is_name(std::u32string_view text) { return text.size() <= 10 || only<20, is_plain>(text); }

// One sign of a currency, ten digits with what follows the point, 元.
bool is_amount(std::u32string_view text) {
    if (!text.empty() && !is_digit(text.front())) text.remove_prefix(1);
    if (text.ends_with(U'元')) text.remove_suffix(1);
    const auto digits = std::ranges::count_if(text, is_digit);
    const auto points = std::ranges::count(text, U'.');
    return digits > 0 && digits <= 10 && points <= 1 &&
           static_cast<std::size_t>(digits + points) == text.size();
}

// "2026年11月22日", and after it a time or another day.
bool is_date(std::u32string_view text) {
    return text.size() <= 40 && is_digit(text.front()) && text.find(U'年') < text.find(U'月') &&
           text.find(U'月') < text.find(U'日') && text.find(U'日') != text.npos;
}

// "15:01", and before it a day.
bool is_time(std::u32string_view text) {
    const auto colon = text.find(U':');
    if (colon == text.npos || colon == 0 || colon + 2 >= text.size() || text.size() > 40)
        return false;
    return is_digit(text[colon - 1]) && is_digit(text[colon + 1]) && is_digit(text[colon + 2]);
}

constexpr std::array kinds = {
    Kind{"thing", "最多20个字", at_most<20>},
    Kind{"short_thing", "最多5个字", at_most<5>},
    Kind{"phrase", "最多5个汉字", only<5, is_han>},
    Kind{"name", "最多10个汉字或20个字母", is_name},
    Kind{"const", "最多20个字", at_most<20>},
    Kind{"number", "最多32位数字", only<32, is_number_letter>},
    Kind{"letter", "最多32个字母", only<32, is_latin>},
    Kind{"symbol", "最多5个符号", only<5, is_symbol>},
    Kind{"character_string", "最多32个数字、字母或符号", only<32, is_plain>},
    Kind{"time", "时间，如 2026年11月22日 15:01", is_time},
    Kind{"date", "日期，如 2026年11月22日", is_date},
    Kind{"amount", "金额，最多10位数字", is_amount},
    Kind{"phone_number", "最多17位数字", only<17, is_phone_letter>},
    Kind{"car_number", "最多8位", at_most<8>},
};

// "thing1" is a "thing".
const Kind* kind_of(std::string_view key) {
    const auto end = key.find_last_not_of("0123456789");
    if (end == key.npos || end + 1 == key.size()) return nullptr;
    const auto found = std::ranges::find(kinds, key.substr(0, end + 1), &Kind::name);
    return found == kinds.end() ? nullptr : found;
}

bool is_value_name(std::string_view name) {
    return !name.empty() &&
           name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == name.npos;
}

// Hands over the pattern piece by piece; false when it is none.
template <class Words, class Name>
bool walk(std::string_view pattern, Words words, Name name) {
    while (!pattern.empty()) {
        const auto open = std::min(pattern.find('{'), pattern.size());
        words(pattern.substr(0, open));
        if (open == pattern.size()) return true;
        const auto close = pattern.find('}', open);
        if (close == pattern.npos) return false;
        const auto inside = pattern.substr(open + 1, close - open - 1);
        if (!is_value_name(inside) || !name(inside)) return false;
        pattern.remove_prefix(close + 1);
    }
    return true;
}

}  // namespace

std::optional<std::vector<std::string>> values_in(std::string_view pattern) {
    std::vector<std::string> names;
    const bool good = walk(
        pattern,
        [](std::string_view) {},
        [&](std::string_view name) {
            names.emplace_back(name);
            return true;
        }
    );
    if (!good) return std::nullopt;
    return names;
}

std::optional<std::string> filled(std::string_view pattern, const Values& values) {
    std::string text;
    const bool good = walk(
        pattern,
        [&](std::string_view words) { text += words; },
        [&](std::string_view name) {
            const auto found = values.find(name);
            if (found == values.end()) return false;
            text += found->second;
            return true;
        }
    );
    if (!good) return std::nullopt;
    return text;
}

bool fits(std::string_view key, std::string_view text) {
    const auto* kind = kind_of(key);
    if (!kind || text.empty()) return false;
    const auto letters = dialogs::text::to_utf32(text);
    return letters.find(U'\n') == letters.npos && kind->fits(letters);
}

std::string_view limit_of(std::string_view key) {
    const auto* kind = kind_of(key);
    return kind ? kind->limit : std::string_view();
}

}  // namespace gateway::config
