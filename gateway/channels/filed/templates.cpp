#include "gateway/channels/filed/templates.h"

#include "dialogs/text/clean.h"
#include "dialogs/text/segments.h"
#include "gateway/channels/codec/marked.h"
#include "gateway/channels/codec/numbered.h"
#include "gateway/channels/page.h"

#include <algorithm>
#include <utility>

namespace gateway::channels::filed {
namespace {

using dialogs::text::Unit;

constexpr std::string_view all_on_page = "请看网页";

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Of an address's letters, brackets and quotation marks left out: they enclose it.
bool is_address_letter(char c) {
    return is_letter(c) || (c >= '0' && c <= '9') ||
           std::string_view("-._~:/?#@&=+%").find(c) != std::string_view::npos;
}

// https://…, www.…, or a name that ends like a domain: mz.example.gov.cn/a.
bool is_address(std::string_view run) {
    if (run.find("://") != run.npos || run.starts_with("www.")) return true;
    const auto host = run.substr(0, run.find_first_of("/?#:"));
    const auto dot = host.rfind('.');
    if (dot == host.npos || dot == 0 || host.size() - dot < 3) return false;
    return std::ranges::all_of(host.substr(dot + 1), is_letter);
}

// The length of the address that `text` begins with; a full stop after it is the sentence's.
std::size_t address_length(std::string_view text) {
    std::size_t end = 0;
    while (end < text.size() && is_address_letter(text[end]))
        ++end;
    while (end > 0 && std::string_view(".:?").find(text[end - 1]) != std::string_view::npos)
        --end;
    return is_address(text.substr(0, end)) ? end : 0;
}

std::string without_addresses(std::string_view text) {
    std::string kept;
    bool inside = false;  // a run that is no address is not looked at again within
    while (!text.empty()) {
        const auto length = inside ? 0 : address_length(text);
        if (length == 0) kept += text.front();
        inside = length == 0 && is_address_letter(text.front());
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return kept;
}

// A space in the place of each: what stands around it may not grow together to an address.
std::string basic_plane_only(std::string_view text) {
    auto letters = dialogs::text::to_utf32(text);
    std::ranges::replace_if(
        letters, [](char32_t letter) { return letter > 0xFFFF; }, U' '
    );
    return dialogs::text::to_utf8(letters);
}

// What a variable may hold of it. Every round but the last takes an address away.
std::string holdable(std::string_view text) {
    auto before = basic_plane_only(text);
    auto kept = without_addresses(before);
    while (kept != before) {
        before = std::exchange(kept, {});
        kept = without_addresses(before);
    }
    return kept;
}

// What a small variable holds is little enough without a number.
std::vector<std::string> several(const std::string& line, std::size_t max) {
    constexpr std::size_t least_numbered = 20;
    auto parts = dialogs::text::split(line, Unit::utf16_units, max);
    if (max < least_numbered || parts.size() < 2) return parts;
    const auto room = max - codec::number_units;
    return codec::numbered(dialogs::text::split(line, Unit::utf16_units, room));
}

}  // namespace

bool holds(std::string_view text) { return holdable(text) == text; }

std::string one_line(std::string_view text) {
    constexpr std::u32string_view stops = U"。！？；：，、…!?;:,";
    std::u32string line;
    for (const auto letter : dialogs::text::to_utf32(text)) {
        const bool ends = letter == U'\n' || letter == U'\r';
        if (letter == U'【') {
            line += U'「';
        } else if (letter == U'】') {
            line += U'」';
        } else if (!ends) {
            line += letter == U'\t' ? U' ' : letter;
        } else if (!line.empty() && stops.find(line.back()) == stops.npos) {
            line += U'；';
        }
    }
    while (!line.empty() && (line.back() == U'；' || line.back() == U' '))
        line.pop_back();
    return dialogs::text::to_utf8(line);
}

std::vector<std::string> plan(std::string_view text, const Templates& templates) {
    const auto line = one_line(text);
    const auto max = templates.variable_max;
    const bool fits = dialogs::text::measure(line, Unit::utf16_units) <= max && holds(line);
    if (fits) return line.empty() ? std::vector<std::string>{} : std::vector{line};
    if (!templates.page) return several(line, max);
    const auto parts = dialogs::text::split(holdable(line), Unit::utf16_units, max);
    // A cut may leave what reads like an address: a.cn of a.cn0315.
    const auto first = parts.empty() ? std::string() : holdable(parts.front());
    const auto beginning = first.empty() ? std::string(all_on_page) : first;
    return {codec::mark(page_wanted, beginning)};
}

std::size_t pieces_of_token(std::size_t variable_max) {
    return (page_token_length + variable_max - 1) / std::max<std::size_t>(variable_max, 1);
}

std::vector<std::string> pieces(std::string_view token, std::size_t variable_max) {
    const auto count = pieces_of_token(variable_max);
    const auto each = (token.size() + count - 1) / count;
    std::vector<std::string> all;
    for (std::size_t at = 0; at < token.size(); at += each)
        all.emplace_back(token.substr(at, each));
    return all;
}

}  // namespace gateway::channels::filed
