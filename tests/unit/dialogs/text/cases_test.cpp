#include "dialogs/text/parse.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

// The tables in cases/: a line "value = one way to say it | another way", "today 2026-11-22" before
// dates. What they say is understood so and not otherwise, and what they call null is asked again.

namespace dialogs::text {
namespace {

struct Expected {
    std::string json;
    std::string said;
    std::chrono::year_month_day today;
};

std::string json_for(SlotType type, std::string value) {
    if (value == "null" || type == SlotType::number) return value;
    if (!value.starts_with("lunar ")) return "\"" + value + "\"";
    value.erase(0, value.starts_with("lunar leap ") ? 11 : 6);
    return "{\"date\":\"" + value + "\",\"lunar\":true}";
}

std::chrono::year_month_day day_of(const std::string& line) {
    int year = 0;
    unsigned month = 0;
    unsigned day = 0;
    EXPECT_EQ(std::sscanf(line.c_str(), "today %d-%u-%u", &year, &month, &day), 3) << line;
    return std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day};
}

void add_forms(std::vector<Expected>& cases, const Expected& form) {
    constexpr std::string_view bar = " | ";
    std::string_view rest = form.said;
    for (;;) {
        const auto end = rest.find(bar);
        cases.push_back({form.json, std::string(rest.substr(0, end)), form.today});
        if (end == std::string_view::npos) return;
        rest.remove_prefix(end + bar.size());
    }
}

std::vector<Expected> cases_in(const std::filesystem::path& path, SlotType type) {
    std::ifstream file(path);
    std::chrono::year_month_day today = std::chrono::year{2026} / 11 / 22;
    std::vector<Expected> cases;
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line.front() == '#') continue;
        if (line.starts_with("today ")) {
            today = day_of(line);
            continue;
        }
        const auto equals = line.find(" = ");
        EXPECT_NE(equals, std::string::npos) << path << ": " << line;
        if (equals == std::string::npos) continue;
        const auto value = json_for(type, line.substr(0, equals));
        add_forms(cases, {value, line.substr(equals + 3), today});
    }
    return cases;
}

class Cases : public testing::TestWithParam<const char*> {};

TEST_P(Cases, AreUnderstoodAsTheTablesSay) {
    const std::string table = GetParam();
    const auto type = slot_type(table.substr(0, table.find('.')));
    ASSERT_TRUE(type);
    const auto cases = cases_in("tests/unit/dialogs/text/cases/" + table, *type);
    ASSERT_GT(cases.size(), 50u);
    for (const auto& expected : cases) {
        const auto read = parse(*type, expected.said, expected.today);
        EXPECT_EQ(read.json(), expected.json) << expected.said << ": " << read.why;
    }
}

INSTANTIATE_TEST_SUITE_P(
    EveryType,
    Cases,
    testing::Values(
        "number.txt",
        "number.null.txt",
        "digits.txt",
        "date.txt",
        "date.null.txt",
        "phone.txt",
        "id_card.txt",
        "yes_no.txt"
    )
);

}  // namespace
}  // namespace dialogs::text
