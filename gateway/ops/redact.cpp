#include "gateway/ops/redact.h"

#include "gateway/ops/json.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace gateway::ops {
namespace {

using nlohmann::json;

constexpr std::size_t shown_max = 1000;  // bytes
// Of a body that is no JSON: what is shown stands at its beginning, and a stranger's may be long.
constexpr std::size_t read_max = 8 * 1024;
constexpr std::size_t code_max = 40;  // characters
// More digits than that are somebody's number.
constexpr std::ptrdiff_t digits_max = 5;
constexpr std::array<std::string_view, 9> secret_names{
    "token", "secret", "password", "sign", "sig", "key", "authorization", "credential", "nonce"};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool is_secret(std::string_view name) {
    std::string small(name);
    std::ranges::transform(small, small.begin(), lower);
    return std::ranges::any_of(secret_names, [&](std::string_view part) {
        return small.find(part) != std::string::npos;
    });
}

// Where people's words and names stand, whatever they look like.
bool is_personal(std::string_view name) {
    constexpr std::array<std::string_view, 8> names{
        "content", "text", "body", "name", "nick", "openid", "user", "from"};
    std::string small(name);
    std::ranges::transform(small, small.begin(), lower);
    return std::ranges::any_of(names, [&](std::string_view part) {
        return small.find(part) != std::string::npos;
    });
}

bool is_code(std::string_view value) {
    const auto fits = [](char c) {
        return is_letter(c) || is_digit(c) || std::string_view("_.:-").find(c) != std::string::npos;
    };
    return value.size() <= code_max && std::ranges::all_of(value, fits) &&
           std::ranges::count_if(value, is_digit) <= digits_max;
}

std::size_t letters(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) {
        return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
    }));
}

std::string shown(std::string_view name, std::string_view value) {
    if (is_secret(name)) return "***";
    if (!is_personal(name) && is_code(value)) return std::string(value);
    return fmt::format("‹{}›", letters(value));
}

// The depth is bounded by the parser.
json redacted_json(std::string_view name, const json& value) {
    if (value.is_object()) {
        json all = json::object();
        for (const auto& [key, one] : value.items()) {
            const auto shown_key = is_code(key) ? key : fmt::format("‹{}›", letters(key));
            all[shown_key] = redacted_json(key, one);
        }
        return all;
    }
    if (value.is_array()) {
        json all = json::array();
        for (const auto& one : value)
            all.push_back(redacted_json(name, one));
        return all;
    }
    if (value.is_string()) return shown(name, value.get_ref<const std::string&>());
    if (value.is_number()) return shown(name, value.dump());
    return value;
}

std::string redacted_form(std::string_view form) {
    std::string all;
    while (!form.empty()) {
        const auto pair = form.substr(0, form.find('&'));
        form.remove_prefix(std::min(form.size(), pair.size() + 1));
        const auto equals = std::min(pair.find('='), pair.size());
        const auto name = pair.substr(0, equals);
        const auto value = pair.substr(std::min(pair.size(), equals + 1));
        const bool plain = is_code(name);
        all += (all.empty() ? "" : "&") +
               (plain ? std::string(name) : fmt::format("‹{}›", name.size())) + "=" +
               shown(name, value);
    }
    return all;
}

// <Name>text</Name>, one after another or one within another. Every round takes something away,
// whatever a stranger sent.
std::string redacted_xml(std::string_view xml) {
    std::string all;
    std::string_view name;
    while (!xml.empty()) {
        const auto open = std::min(xml.find('<'), xml.size());
        auto text = xml.substr(0, open);
        xml.remove_prefix(open);
        if (xml.starts_with("<![CDATA[")) {
            const auto end = std::min(xml.find("]]>"), xml.size());
            text = xml.substr(9, end - std::min<std::size_t>(end, 9));
            xml.remove_prefix(std::min(xml.size(), end + 3));
        }
        if (text.find_first_not_of(" \r\n\t") != std::string_view::npos) all += shown(name, text);
        if (!xml.starts_with('<') || xml.starts_with("<![CDATA[")) continue;
        const auto end = std::min(xml.find('>'), xml.size());
        const auto tag = xml.substr(1, end - 1);
        xml.remove_prefix(std::min(xml.size(), end + 1));
        const auto bare = tag.substr(tag.starts_with('/') ? 1 : 0);
        if (!tag.starts_with('/')) name = tag;
        all += '<' + (is_code(bare) ? std::string(tag) : fmt::format("‹{}›", tag.size())) + '>';
    }
    return all;
}

bool looks_like_form(std::string_view body) {
    const auto equals = body.find('=');
    return equals != std::string_view::npos && equals > 0 && is_code(body.substr(0, equals)) &&
           body.find_first_of(" \r\n<{") == std::string_view::npos;
}

// Whose server it is stays; of the path what looks like a word of the provider's.
std::string redacted_path(std::string_view path) {
    std::string all;
    const auto scheme = path.find("://");
    if (scheme != std::string_view::npos && path.starts_with("http")) {
        const auto end = std::min(path.find('/', scheme + 3), path.size());
        all = path.substr(0, end);
        path.remove_prefix(end);
    }
    while (!path.empty()) {
        const auto slash = std::min(path.find('/'), path.size());
        const auto part = path.substr(0, slash);
        all += is_code(part) ? std::string(part) : fmt::format("‹{}›", letters(part));
        path.remove_prefix(slash);
        if (path.empty()) break;
        all += '/';
        path.remove_prefix(1);
    }
    return all;
}

std::string cut(std::string text) {
    if (text.size() <= shown_max) return text;
    auto end = shown_max;
    while ((static_cast<unsigned char>(text[end]) & 0xc0) == 0x80)
        --end;
    return text.substr(0, end) + "…";
}

}  // namespace

std::string redacted(std::string_view body) {
    if (body.empty()) return {};
    if (body.starts_with('{') || body.starts_with('[')) {
        const auto parsed = parse_json(body);
        if (parsed) return cut(write_json(redacted_json("", *parsed)));
    }
    if (body.starts_with('<')) return cut(redacted_xml(body.substr(0, read_max)));
    if (looks_like_form(body)) return cut(redacted_form(body.substr(0, read_max)));
    if (is_code(body)) return std::string(body);
    return fmt::format("‹{} bytes›", body.size());
}

std::string redacted_url(std::string_view url) {
    const auto question = std::min(url.find('?'), url.size());
    auto path = std::string(url.substr(0, question));
    constexpr std::string_view hooks = "/hooks/";
    if (const auto at = path.find(hooks); at != std::string::npos) {
        const auto channel = path.find('/', at + hooks.size());
        if (channel != std::string::npos) path = path.substr(0, channel) + "/***";
    }
    path = path.ends_with("/***") ? redacted_path(path.substr(0, path.size() - 4)) + "/***"
                                  : redacted_path(path);
    if (question == url.size()) return cut(path);
    return cut(path + "?" + redacted_form(url.substr(question + 1)));
}

}  // namespace gateway::ops
