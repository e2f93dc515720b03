#pragma once
#include <cstdint>
#include <optional>

namespace dialogs::text {

// Adds up a number said with units, one word after the other: 一 千 零 五, or 3 万 5.
// The last digit after a unit stands for tenths of it (两千三 2300) unless 零 or 十 comes before.
// Each call answers whether the word can stand there.
class HanSum {
public:
    struct Digits {
        std::int64_t value = 0;
        int length = 1;      // 35 typed in one go is 2 long; a Han digit is 1
        bool liang = false;  // 两 stands before 百 千 万, or alone
    };

    bool add(Digits digits);
    bool unit(std::int64_t unit);
    bool twenty_or_thirty(std::int64_t tens);  // 廿 卅
    bool zero();
    std::optional<std::int64_t> total() const;

    // Two digits side by side: 七八百, 十五六.
    bool adjacent_digits() const { return adjacent_digits_; }

private:
    bool small_unit(std::int64_t unit);
    bool big_unit(std::int64_t unit);
    bool repeats_ten_thousand(std::int64_t unit) const;
    bool tens(std::int64_t value, std::int64_t unit);
    std::optional<std::int64_t> section() const;  // what stands before 万 or 亿
    std::optional<std::int64_t> tail() const;

    std::int64_t total_ = 0;
    std::int64_t section_ = 0;
    std::int64_t last_unit_ = 0;  // in this section
    std::int64_t last_big_ = 0;
    std::int64_t last_part_ = 0;  // what stood before the last big unit
    std::optional<Digits> current_;
    bool zero_ = false;
    bool adjacent_digits_ = false;
};

}  // namespace dialogs::text
