#include "gateway/config/settings.h"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace gateway::config {
namespace {

using dialogs::language::complain;
using dialogs::language::YamlNode;

constexpr std::size_t hook_secret_min = 16;  // characters; 128 bits written in base64url are 22

constexpr int rate_max = 100'000;
constexpr std::array<std::pair<std::string_view, int>, 3> rate_units{
    {{"/s", 1}, {"/min", 60}, {"/h", 3600}}};

bool is_web_address(std::string_view text) {
    const auto after = text.starts_with("https://") ? 8U : text.starts_with("http://") ? 7U : 0U;
    return after != 0 && text.size() > after &&
           text.find_first_of(" \t\r\n\"<>") == std::string_view::npos;
}

// Every name below a country or a company's ending, "*.com", is nobody's list.
bool is_host(std::string_view text) {
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789-.:";
    const bool all_below = text.starts_with("*.");
    if (all_below) text.remove_prefix(2);
    return !text.empty() && text.find_first_not_of(letters) == std::string_view::npos &&
           !text.starts_with('.') && (!all_below || text.find('.') != std::string_view::npos);
}

// A name would be looked up, and might be another machine's tomorrow.
bool is_ip(std::string host) {
    std::array<unsigned char, sizeof(in6_addr)> address{};
    if (inet_pton(AF_INET, host.c_str(), address.data()) == 1) return true;
    const bool bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
    return bracketed &&
           inet_pton(AF_INET6, host.substr(1, host.size() - 2).c_str(), address.data()) == 1;
}

bool is_listen_address(std::string_view text) {
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos || colon == 0) return false;
    std::uint16_t port = 0;
    const auto [end, error] =
        std::from_chars(text.data() + colon + 1, text.data() + text.size(), port);
    return is_ip(std::string(text.substr(0, colon))) && error == std::errc() &&
           end == text.data() + text.size();
}

}  // namespace

std::string Settings::needed(std::string_view key) {
    const YamlNode* node = fields_.need(key);
    if (node == nullptr) return {};
    std::string text = fields_.text(key);
    if (text.empty()) wrong(key, "must not be empty");
    return text;
}

void Settings::web_address(std::string_view key, std::string& target) {
    if (fields_.take(key) == nullptr) return;
    target = fields_.text(key);
    while (target.ends_with('/'))
        target.pop_back();
    if (!is_web_address(target)) wrong(key, "must be an http:// or https:// address");
}

void Settings::hosts(std::string_view key, std::vector<std::string>& target) {
    if (fields_.take(key) == nullptr) return;
    target = fields_.texts(key);
    if (!std::ranges::all_of(target, is_host))
        wrong(key, "must be names of hosts, as cdn.example.com or *.example.com");
}

void Settings::listen_address(std::string_view key, std::string& target) {
    target = fields_.text(key, target);
    if (!is_listen_address(target)) wrong(key, "must be an address and a port: 127.0.0.1:8080");
}

Secret Settings::secret(std::string_view key) {
    const YamlNode* node = fields_.need(key);
    if (node == nullptr) return {};
    if (node->kind == YamlNode::Kind::text) {
        if (node->text.empty()) wrong(key, "must not be empty");
        return Secret(node->text);
    }
    const YamlNode* file = node->find("file");
    const YamlNode* variable = node->find("env");
    if (node->entries.size() != 1 || (file == nullptr && variable == nullptr)) {
        wrong(key, "must be a text, {file: PATH} or {env: NAME}");
        return {};
    }
    if (!options_.read_secrets) return {};
    auto value = file != nullptr ? ops::secret_from_file(file->text)
                                 : ops::secret_from_environment(variable->text);
    if (value) return std::move(*value);
    wrong(key, value.error().detail);
    return {};
}

void Settings::wrong(std::string_view key, std::string_view why) {
    const YamlNode* node = fields_.take(key);
    complain(
        fields_.problems(),
        node != nullptr ? node->mark : fields_.mark(),
        fmt::format("'{}' of {}: {}", key, fields_.what(), why)
    );
}

Secret Settings::hook_secret() {
    Secret given = secret("hook_secret");
    const std::size_t length = given.reveal().size();
    if (options_.read_secrets && length != 0 && length < hook_secret_min)
        wrong("hook_secret", "must have at least 16 characters");
    return given;
}

std::optional<Rate> Settings::rate(std::string_view key) {
    if (fields_.take(key) == nullptr) return std::nullopt;
    const std::string text = fields_.text(key);
    const auto slash = std::min(text.find('/'), text.size());
    Rate rate;
    const auto* end = text.data() + slash;
    const auto [rest, error] = std::from_chars(text.data(), end, rate.messages);
    const bool number = error == std::errc() && rest == end && rate.messages > 0;
    for (const auto& [unit, seconds] : rate_units) {
        if (!number || rate.messages > rate_max || text.substr(slash) != unit) continue;
        rate.per = std::chrono::seconds(seconds);
        return rate;
    }
    wrong(key, "must be a number of messages and a time: 10/s, 20/min or 1000/h");
    return std::nullopt;
}

}  // namespace gateway::config
