#include "gateway/channels/codec/number.h"

#include <cstddef>

namespace gateway::channels::codec {
namespace {

constexpr std::size_t max_digits = 20;  // an access number with its extension; E.164 has 15
constexpr std::string_view mainland = "+86";

bool is_mobile(std::string_view digits) {
    return digits.size() == 11 && digits[0] == '1' && digits[1] >= '3';
}

// The digits, with one + before them if the number is an international one.
std::string bare(std::string_view text) {
    std::string out;
    for (const char letter : text) {
        if (letter >= '0' && letter <= '9') {
            out += letter;
        } else if (letter == '+' && out.empty()) {
            out += letter;
        } else if (letter != ' ' && letter != '-' && letter != '(' && letter != ')') {
            return {};
        }
    }
    if (out.starts_with("00")) out.replace(0, 2, "+");
    return out;
}

}  // namespace

std::string canonical_number(std::string_view text) {
    auto number = bare(text);
    const std::size_t plus = number.starts_with('+') ? 1 : 0;
    const auto digits = number.size() - plus;
    if (digits < 3 || digits > max_digits) return {};
    const std::string_view all(number);
    if (plus == 0 && is_mobile(all)) return std::string(mainland) + number;
    if (plus == 0 && all.starts_with("86") && is_mobile(all.substr(2))) return "+" + number;
    return number;
}

std::string dialled_number(std::string_view canonical) {
    if (canonical.starts_with(mainland) && is_mobile(canonical.substr(mainland.size())))
        canonical.remove_prefix(mainland.size());
    return std::string(canonical);
}

}  // namespace gateway::channels::codec
