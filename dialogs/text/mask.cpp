#include "dialogs/text/clean.h"
#include "dialogs/text/cursor.h"
#include "dialogs/text/id_card.h"
#include "dialogs/text/phone.h"

#include <algorithm>

namespace dialogs::text {

namespace {

std::string starred(std::string_view text, std::size_t front, std::size_t back) {
    if (text.size() <= front + back) return std::string(text.size(), '*');
    std::string shown(text);
    std::fill(
        shown.begin() + static_cast<std::ptrdiff_t>(front),
        shown.end() - static_cast<std::ptrdiff_t>(back),
        '*'
    );
    return shown;
}

char ascii_digit(char32_t letter) {
    if (letter >= U'０' && letter <= U'９') return static_cast<char>('0' + (letter - U'０'));
    return is_ascii_digit(letter) ? static_cast<char>(letter) : '\0';
}

bool is_x(char32_t letter) {
    return letter == U'x' || letter == U'X' || letter == U'Ｘ' || letter == U'ｘ';
}

// Digits and a final X; `joined` ones may have spaces and hyphens between them.
struct Run {
    std::string digits;
    std::size_t length = 0;  // of the run in the text
};

Run run_at(std::u32string_view text, bool joined) {
    Run run;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (const char digit = ascii_digit(text[at])) {
            run.digits += digit;
        } else if (run.digits.size() == 17 && is_x(text[at])) {
            run.digits += 'X';
            run.length = at + 1;
            return run;
        } else if (joined && (text[at] == U' ' || text[at] == U'-')) {
            continue;
        } else {
            break;
        }
        run.length = at + 1;
    }
    return run;
}

// Card numbers have 15 to 19 characters; a mistyped one is as personal as a right one.
// Joined, that many digits may as well be two dates: then only 18.
std::string masked_run(const Run& run, bool joined) {
    const auto size = run.digits.size();
    if (joined ? size == 18 : size >= 15) return mask_id_card(run.digits);
    const bool abroad = size > 11 && run.digits.starts_with("86");
    const auto number = abroad ? run.digits.substr(2) : run.digits;
    if (is_mobile(number) || is_landline(number)) {
        return (abroad ? "86" : "") + mask_phone(number);
    }
    return {};
}

}  // namespace

std::string mask_id_card(std::string_view number) { return starred(number, 4, 4); }

std::string mask_phone(std::string_view number) {
    return starred(number, is_mobile(number) ? 3 : 0, 4);
}

std::string mask_name(std::string_view name) {
    const auto letters = to_utf32(name);
    if (letters.empty()) return {};
    return to_utf8(letters.front()) +
           std::string(std::max<std::size_t>(letters.size() - 1, 1), '*');
}

std::string mask(std::string_view text) {
    const auto letters = to_utf32(text);
    const std::u32string_view view(letters);
    std::string masked;
    for (std::size_t at = 0; at < view.size();) {
        if (ascii_digit(view[at]) == '\0') {
            masked += to_utf8(view[at++]);
            continue;
        }
        const auto rest = view.substr(at);
        auto run = run_at(rest, true);
        auto shown = masked_run(run, true);
        if (shown.empty()) {
            run = run_at(rest, false);
            shown = masked_run(run, false);
        }
        masked += shown.empty() ? to_utf8(rest.substr(0, run.length)) : shown;
        at += run.length;
    }
    return masked;
}

}  // namespace dialogs::text
