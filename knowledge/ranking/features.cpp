#include "knowledge/ranking/features.h"

#include "dialogs/text/clean.h"
#include "dialogs/text/normalise.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace knowledge {
namespace {

constexpr std::uint32_t fnv_offset = 2166136261U;
constexpr std::uint32_t fnv_prime = 16777619U;

class Hash {
public:
    explicit Hash(std::uint32_t kind) { add(kind); }
    void add(std::uint32_t value) {
        for (int shift = 0; shift < 32; shift += 8)
            state_ = (state_ ^ ((value >> shift) & 0xFFU)) * fnv_prime;
    }
    std::uint32_t value() const { return state_; }

private:
    std::uint32_t state_ = fnv_offset;
};

class Bag {
public:
    void add(Group group, const Hash& hash) { seen_.push_back({hash.value(), group, 1}); }

    std::vector<Feature> take() {
        std::sort(seen_.begin(), seen_.end(), [](const Feature& a, const Feature& b) {
            return a.id < b.id;
        });
        std::vector<Feature> out;
        for (const auto& feature : seen_) {
            if (!out.empty() && out.back().id == feature.id)
                out.back().value += 1;
            else
                out.push_back(feature);
        }
        for (auto& feature : out)
            feature.value = 1 + std::log(feature.value);
        return out;
    }

private:
    std::vector<Feature> seen_;
};

bool is_han(char32_t c) { return (c >= 0x3400 && c <= 0x9FFF) || c >= 0x20000; }
bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_latin(char32_t c) { return c >= U'a' && c <= U'z'; }

// Lower case letters, digits and Han; every run of anything else is one space. A space stands at
// both ends, so that grams know where clauses begin and end.
std::u32string clauses(std::string_view question) {
    std::u32string out = U" ";
    for (char32_t c : dialogs::text::folded(question)) {
        if (c >= U'A' && c <= U'Z') c += U'a' - U'A';
        if (is_han(c) || is_digit(c) || is_latin(c))
            out.push_back(c);
        else if (out.back() != U' ')
            out.push_back(U' ');
        if (out.size() > max_question_characters) break;
    }
    if (out.back() != U' ') out.push_back(U' ');
    return out;
}

void add_letters(Bag& bag, std::u32string_view text) {
    for (std::size_t start = 0; start < text.size(); ++start) {
        Hash hash(1);
        for (std::size_t length = 1; length <= 4 && start + length <= text.size(); ++length) {
            hash.add(static_cast<std::uint32_t>(text[start + length - 1]));
            if (length == 1 && text[start] == U' ') continue;
            bag.add(Group::letters, hash);
        }
    }
}

// The sounds of a text, spaces left out: who types by sound puts no clause where it belongs.
std::u32string heard_in(std::u32string_view text, const Sounds& sounds) {
    std::u32string letters;
    for (const char32_t letter : text) {
        if (letter != U' ') letters.push_back(letter);
    }
    return sounds.of(letters);
}

void add_sounds(Bag& bag, std::u32string_view heard) {
    for (std::size_t start = 0; start < heard.size(); ++start) {
        Hash hash(2);
        for (std::size_t length = 1; length <= 3 && start + length <= heard.size(); ++length) {
            hash.add(static_cast<std::uint32_t>(heard[start + length - 1]));
            if (length > 1) bag.add(Group::sounds, hash);
        }
    }
}

int digit_value(char32_t c) {
    static constexpr std::u32string_view digits = U"零一二三四五六七八九";
    if (is_digit(c)) return static_cast<int>(c - U'0');
    if (c == U'两') return 2;
    const auto at = digits.find(c);
    return at == std::u32string_view::npos ? -1 : static_cast<int>(at);
}

// The number that ends before `end`: 85, 八十五, 八五. -1 if there is none.
int number_before(std::u32string_view text, std::size_t end) {
    std::size_t start = end;
    while (start > 0 && end - start < 4 &&
           (digit_value(text[start - 1]) >= 0 || text[start - 1] == U'十'))
        --start;
    if (start == end) return -1;
    int value = 0;
    for (std::size_t i = start; i < end; ++i) {
        if (text[i] == U'十') {
            value = value == 0 ? 10 : value * 10;
            continue;
        }
        const bool after_ten = i > start && text[i - 1] == U'十';
        value = after_ten ? value + digit_value(text[i]) : value * 10 + digit_value(text[i]);
    }
    return value;
}

// Ages decide between topics: a child, a worker, an elder, one of eighty and more.
void add_ages(std::u32string_view text, std::vector<std::uint16_t>& meanings) {
    for (std::size_t i = 1; i < text.size(); ++i) {
        const bool years = text[i] == U'岁';
        const bool about = i >= 2 && years &&
                           (text[i - 1] == U'多' || text[i - 1] == U'来' || text[i - 1] == U'周');
        if (!years && text[i] != U'了') continue;
        const int age = number_before(text, about ? i - 1 : i);
        if (age < (years ? 0 : 50) || age > 120) continue;
        const int band = age < 18 ? 0 : age < 60 ? 1 : age < 80 ? 2 : 3;
        meanings.push_back(static_cast<std::uint16_t>(0xFF00 + band));
    }
}

void add_meanings(
    Bag& bag, std::u32string_view text, std::u32string_view heard, const Lexicon& lexicon
) {
    auto meanings = lexicon.concepts(text, heard);
    add_ages(text, meanings);
    std::sort(meanings.begin(), meanings.end());
    meanings.erase(std::unique(meanings.begin(), meanings.end()), meanings.end());
    for (std::size_t i = 0; i < meanings.size(); ++i) {
        Hash one(3);
        one.add(std::uint32_t{meanings[i]});
        bag.add(Group::meanings, one);
        for (std::size_t j = i + 1; j < meanings.size(); ++j) {
            Hash pair = one;
            pair.add(std::uint32_t{meanings[j]});
            bag.add(Group::meanings, pair);
        }
    }
}

}  // namespace

std::vector<Feature> features(std::string_view question, const Vocabulary& vocabulary) {
    Bag bag;
    const auto text = clauses(question);
    add_letters(bag, vocabulary.words.plain(text));
    add_letters(bag, text);
    const auto heard = heard_in(text, vocabulary.sounds);
    add_sounds(bag, heard);
    add_meanings(bag, text, heard, vocabulary.words);
    return bag.take();
}

}  // namespace knowledge
