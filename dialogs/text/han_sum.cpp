#include "dialogs/text/han_sum.h"

namespace dialogs::text {

namespace {

constexpr std::int64_t ten_thousand = 10'000;
constexpr std::int64_t hundred_million = 100'000'000;
constexpr std::int64_t bound = 1'000'000'000'000'000'000;  // keeps every product below in 64 bits

int length_of(std::int64_t unit) {
    int zeros = 0;
    for (; unit >= 10; unit /= 10)
        ++zeros;
    return zeros;
}

}  // namespace

bool HanSum::add(Digits digits) {
    if (current_) {
        adjacent_digits_ = true;
        return false;
    }
    current_ = digits;
    return true;
}

bool HanSum::zero() {
    if (current_ || zero_ || (section_ == 0 && total_ == 0)) return false;
    zero_ = true;
    return true;
}

bool HanSum::tens(std::int64_t value, std::int64_t unit) {
    if (last_unit_ != 0 && unit >= last_unit_) return false;
    if (zero_ && last_unit_ == unit * 10) return false;  // 一千零五百 leaves out nothing
    section_ += value * unit;
    last_unit_ = unit;
    current_.reset();
    zero_ = false;
    return true;
}

bool HanSum::small_unit(std::int64_t unit) {
    if (!current_) return unit == 10 && tens(1, unit);
    const bool one_digit = current_->value >= 1 && current_->value <= 9;
    if (!one_digit || (current_->liang && unit == 10)) return false;
    return tens(current_->value, unit);
}

bool HanSum::twenty_or_thirty(std::int64_t value) { return !current_ && tens(value / 10, 10); }

std::optional<std::int64_t> HanSum::section() const {
    if (!current_) return zero_ ? std::nullopt : std::optional(section_);
    const bool ones = last_unit_ == 0 || last_unit_ == 10 || zero_;
    const bool fits = last_unit_ == 0 || current_->value < last_unit_;
    if (!ones || !fits || (current_->liang && section_ != 0)) return std::nullopt;
    return section_ + current_->value;
}

// 四万万 is 四亿.
bool HanSum::repeats_ten_thousand(std::int64_t unit) const {
    return unit == ten_thousand && last_big_ == ten_thousand && !current_ && !zero_ &&
           section_ == 0 && total_ < ten_thousand * ten_thousand;
}

bool HanSum::big_unit(std::int64_t unit) {
    if (repeats_ten_thousand(unit)) {
        total_ *= unit;
        last_big_ = hundred_million;
        return true;
    }
    const auto part = section();
    if (!part || *part > bound / unit) return false;
    const bool of_hundred_millions = unit == hundred_million && last_big_ == ten_thousand;
    if (of_hundred_millions) {
        if (total_ + *part > bound / unit) return false;
        total_ = (total_ + *part) * unit;
    } else {
        if (*part == 0 || (last_big_ != 0 && unit >= last_big_)) return false;
        total_ += *part * unit;
    }
    last_part_ = *part;
    last_big_ = unit;
    section_ = last_unit_ = 0;
    current_.reset();
    zero_ = false;
    return true;
}

bool HanSum::unit(std::int64_t unit) {
    return unit >= ten_thousand ? big_unit(unit) : small_unit(unit);
}

std::optional<std::int64_t> HanSum::tail() const {
    const std::int64_t above = last_unit_ != 0 ? last_unit_ : last_big_;
    if (above == 0) return current_->value;
    if (current_->liang || current_->value >= above) return std::nullopt;
    if (zero_ || last_unit_ == 10) return current_->value;
    // 一百万五 may be 1005000 or 1050000.
    if (last_unit_ == 0 && last_part_ >= 100) return std::nullopt;
    if (current_->length == length_of(above)) return current_->value;  // 3万5000
    if (current_->length != 1 || current_->value == 0) return std::nullopt;
    return current_->value * above / 10;
}

std::optional<std::int64_t> HanSum::total() const {
    if (!current_) return zero_ ? std::nullopt : std::optional(total_ + section_);
    const auto rest = tail();
    if (!rest) return std::nullopt;
    return total_ + section_ + *rest;
}

}  // namespace dialogs::text
