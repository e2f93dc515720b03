#include "gateway/http/form.h"

#include <algorithm>

namespace gateway::http {
namespace {

using dialogs::Error;
using dialogs::Fault;
using dialogs::Result;

constexpr std::size_t fields_max = 100;

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

bool is_unreserved(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

Result<std::string> decode(std::string_view text, bool plus_is_space) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%') {
            const int high = i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
            const int low = high >= 0 ? hex_value(text[i + 2]) : -1;
            if (low < 0) return Error{Fault::malformed, "a bad percent escape"};
            out += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            out += plus_is_space && text[i] == '+' ? ' ' : text[i];
        }
    }
    return out;
}

}  // namespace

Result<std::string> percent_decode(std::string_view text) { return decode(text, false); }

std::string percent_encode(std::string_view text) {
    static constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        if (is_unreserved(c)) {
            out += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out += '%';
        out += digits[byte >> 4U];
        out += digits[byte & 15U];
    }
    return out;
}

bool Form::has(std::string_view name) const {
    for (const auto& [key, value] : fields_) {
        if (key == name) return true;
    }
    return false;
}

std::string_view Form::get(std::string_view name) const {
    for (const auto& [key, value] : fields_) {
        if (key == name) return value;
    }
    return {};
}

std::vector<std::string_view> Form::all(std::string_view name) const {
    std::vector<std::string_view> values;
    for (const auto& [key, value] : fields_) {
        if (key == name) values.emplace_back(value);
    }
    return values;
}

Result<Form> decode_form(std::string_view text) {
    Fields fields;
    while (!text.empty()) {
        const std::string_view field = text.substr(0, text.find('&'));
        text.remove_prefix(std::min(text.size(), field.size() + 1));
        if (field.empty()) continue;
        if (fields.size() == fields_max) return Error{Fault::too_large, "over 100 form fields"};
        const std::size_t equals = field.find('=');
        auto name = decode(field.substr(0, equals), true);
        if (!name) return name.error();
        auto value = decode(equals == std::string_view::npos ? "" : field.substr(equals + 1), true);
        if (!value) return value.error();
        fields.emplace_back(std::move(*name), std::move(*value));
    }
    return Form(std::move(fields));
}

std::string encode_form(const Fields& fields) {
    std::string out;
    for (const auto& [name, value] : fields) {
        if (!out.empty()) out += '&';
        out += percent_encode(name) + '=' + percent_encode(value);
    }
    return out;
}

std::string_view cookie(const Request& request, std::string_view name) {
    for (const auto& [key, line] : request.headers) {
        if (!equals_ignoring_case(key, "Cookie")) continue;
        std::string_view rest = line;
        while (!rest.empty()) {
            const std::string_view written = rest.substr(0, rest.find(';'));
            rest.remove_prefix(std::min(rest.size(), written.size() + 1));
            const std::string_view pair = trimmed(written);
            const std::size_t equals = pair.find('=');
            if (equals != std::string_view::npos && pair.substr(0, equals) == name)
                return pair.substr(equals + 1);
        }
    }
    return {};
}

}  // namespace gateway::http
