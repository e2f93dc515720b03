#include "dialogs/language/pattern.h"

#include "dialogs/text/clean.h"

#include <algorithm>
#include <optional>

namespace dialogs::language {

namespace {

constexpr std::size_t max_elements = 64;
constexpr int max_count = 1000;

// Reads a pattern from left to right; `error` is set at the first thing it does not know.
class PatternParser {
public:
    explicit PatternParser(std::u32string source) : source_(std::move(source)) {}

    std::variant<Pattern, std::string> parse() {
        Pattern pattern;
        while (at_ < source_.size() && error_.empty()) {
            PatternElement element = single();
            quantify(element);
            pattern.elements.push_back(std::move(element));
            if (pattern.elements.size() > max_elements) error_ = "pattern has more than 64 parts";
        }
        if (!error_.empty()) return error_;
        return pattern;
    }

private:
    bool take(char32_t letter) {
        if (at_ >= source_.size() || source_[at_] != letter) return false;
        ++at_;
        return true;
    }

    PatternElement single() {
        PatternElement element;
        if (take(U'[')) {
            read_class(element);
        } else if (take(U'.')) {
            element.negated = true;  // not one of none: anything
        } else {
            const bool escaped = take(U'\\');
            if (at_ >= source_.size()) {
                error_ = "pattern ends after '\\'";
                return element;
            }
            const char32_t letter = source_[at_++];
            if (!escaped &&
                std::u32string_view(U"()|{}?*+^$]").find(letter) != std::u32string_view::npos)
                error_ = "pattern: '" + text::to_utf8(letter) + "' has no meaning here, write '\\" +
                         text::to_utf8(letter) + "'";
            element.ranges.emplace_back(letter, letter);
        }
        return element;
    }

    void read_class(PatternElement& element) {
        element.negated = take(U'^');
        while (at_ < source_.size() && source_[at_] != U']') {
            take(U'\\');
            if (at_ >= source_.size()) break;
            const char32_t first = source_[at_++];
            char32_t last = first;
            if (at_ + 1 < source_.size() && source_[at_] == U'-' && source_[at_ + 1] != U']') {
                last = source_[at_ + 1];
                at_ += 2;
            }
            if (last < first) error_ = "pattern: a range runs backwards";
            element.ranges.emplace_back(first, last);
        }
        if (!take(U']')) error_ = "pattern: '[' is never closed";
        if (element.ranges.empty() && error_.empty()) error_ = "pattern: '[]' is empty";
    }

    void quantify(PatternElement& element) {
        if (take(U'?')) {
            element.least = 0;
        } else if (take(U'*')) {
            element.least = 0;
            element.most = -1;
        } else if (take(U'+')) {
            element.most = -1;
        } else if (take(U'{')) {
            element.least = count();
            element.most = take(U',') ? count() : element.least;
            if (!take(U'}') && error_.empty()) error_ = "pattern: a count is written {n} or {n,m}";
            if (element.most < element.least && error_.empty())
                error_ = "pattern: a count runs backwards";
        }
    }

    int count() {
        int value = 0;
        bool any = false;
        for (; at_ < source_.size() && source_[at_] >= U'0' && source_[at_] <= U'9' &&
               value <= max_count;
             ++at_, any = true)
            value = value * 10 + static_cast<int>(source_[at_] - U'0');
        if (!any && error_.empty()) error_ = "pattern: a count is written {n} or {n,m}";
        if (value > max_count && error_.empty()) error_ = "pattern: a count is over 1000";
        return value;
    }

    std::u32string source_;
    std::size_t at_ = 0;
    std::string error_;
};

bool fits(const PatternElement& element, char32_t letter) {
    const bool inside =
        std::any_of(element.ranges.begin(), element.ranges.end(), [&](const auto& range) {
            return range.first <= letter && letter <= range.second;
        });
    return inside != element.negated;
}

// From the ends that the parts before can reach to those that this part can reach: those with such
// an end `least` to `most` letters before them, all of which fit.
std::vector<bool> advance(
    const PatternElement& element, const std::u32string& text, const std::vector<bool>& from
) {
    std::vector<bool> to(from.size(), false);
    const auto least = static_cast<std::size_t>(element.least);
    std::vector<std::size_t> run(from.size(), 0);  // fitting letters right before a position
    for (std::size_t end = 1; end < from.size(); ++end)
        run[end] = fits(element, text[end - 1]) ? run[end - 1] + 1 : 0;
    std::vector<std::size_t> starts(
        from.size() + 1, 0
    );  // how many of `from` lie before a position
    for (std::size_t i = 0; i < from.size(); ++i)
        starts[i + 1] = starts[i] + (from[i] ? 1 : 0);
    for (std::size_t end = 0; end < from.size(); ++end) {
        const std::size_t most = element.most < 0
                                     ? run[end]
                                     : std::min(run[end], static_cast<std::size_t>(element.most));
        if (most < least) continue;
        to[end] = starts[end - least + 1] > starts[end - most];
    }
    return to;
}

}  // namespace

bool Pattern::matches(std::string_view utf8) const {
    const std::u32string text = text::to_utf32(utf8);
    std::vector<bool> reachable(text.size() + 1, false);
    reachable[0] = true;
    for (const PatternElement& element : elements)
        reachable = advance(element, text, reachable);
    return reachable.back();
}

std::variant<Pattern, std::string> compile_pattern(std::string_view source) {
    auto compiled = PatternParser(text::to_utf32(source)).parse();
    if (Pattern* pattern = std::get_if<Pattern>(&compiled)) pattern->source = source;
    return compiled;
}

}  // namespace dialogs::language
