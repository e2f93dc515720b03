#include "gateway/register/row.h"

#include "dialogs/text/clean.h"
#include "dialogs/text/id_card.h"
#include "dialogs/text/phone.h"
#include "gateway/register/receipt.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <utility>

namespace gateway::registers {
namespace {

// The stages an application can be at, and how they are told when the file says no more.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> stages{{
    {"submitted", "已提交，待受理"},
    {"village_review", "村里核实中"},
    {"town_review", "乡镇审核中"},
    {"county_review", "县里确认中"},
    {"publicity", "公示中"},
    {"approved", "已通过"},
    {"rejected", "未通过"},
    {"supplement", "需补材料"},
}};

bool all_digits(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<int> number(std::string_view digits) {
    int value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
    return value;
}

// 2026-11-22, and 2026/1/5 as spreadsheets write it; gives the former, or nothing.
std::string iso_date(std::string text) {
    std::ranges::replace(text, '/', '-');
    const auto first = text.find('-');
    const auto second = text.find('-', first + 1);
    if (first != 4 || second == std::string::npos) return {};
    const auto year = number(text.substr(0, first));
    const auto month = number(text.substr(first + 1, second - first - 1));
    const auto day = number(text.substr(second + 1));
    if (!year || !month || !day || *month < 1 || *day < 1) return {};
    const std::chrono::year_month_day date(
        std::chrono::year(*year),
        std::chrono::month(static_cast<unsigned>(*month)),
        std::chrono::day(static_cast<unsigned>(*day))
    );
    if (!date.ok()) return {};
    const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    return std::to_string(*year) + "-" + two(*month) + "-" + two(*day);
}

bool is_area_code(std::string_view code) {
    const bool length_fits = code.size() == 6 || code.size() == 9 || code.size() == 12;
    return length_fits && all_digits(code);
}

std::string what_is_wrong(const ApplicationRow& row, const RowRules& rules) {
    const auto longer = [](const std::string& text, std::size_t letters) {
        return dialogs::text::code_points(text) > letters;
    };
    if (row.receipt_no.empty() && row.external_no.empty()) return "受理编号和业务编号至少填一个";
    if (!row.receipt_no.empty() && !is_receipt_no(row.receipt_no)) {
        return "受理编号不对：应是12位数字，且末位校验正确";
    }
    if (longer(row.external_no, 64)) return "业务编号超过64个字";
    if (row.item.empty() || longer(row.item, 40)) return "事项为空或超过40个字";
    if (row.name.empty() || longer(row.name, 40)) return "姓名为空或超过40个字";
    if (!dialogs::text::is_id_card(row.id_no)) return "身份证号不对";
    if (!row.phone.empty() && !dialogs::text::is_mobile(row.phone) &&
        !dialogs::text::is_landline(row.phone)) {
        return "电话不对：应是手机号或带区号的固定电话";
    }
    if (!is_area_code(row.area)) return "区划代码不对：应是6、9或12位数字";
    if (rules.knows_area && !rules.knows_area(row.area)) return "区划代码不在本县名录中";
    if (row.stage_text.empty()) return "环节不对：请看导入说明";
    if (longer(row.stage_text, 60)) return "环节说明超过60个字";
    if (row.updated_on.empty()) return "更新日期不对：应写成2026-11-22";
    if (row.updated_on > rules.today) return "更新日期在今天之后";
    if (longer(row.supplement, 200)) return "需补材料超过200个字";
    if (row.stage == "supplement" && row.supplement.empty()) return "环节是补材料，但需补材料为空";
    return {};
}

}  // namespace

std::vector<std::string> stage_names() {
    std::vector<std::string> names;
    for (const auto& [name, words] : stages)
        names.emplace_back(name);
    return names;
}

std::optional<std::string_view> stage_words(std::string_view stage) {
    for (const auto& [name, words] : stages) {
        if (name == stage) return words;
    }
    return std::nullopt;
}

ApplicationRow read_row(
    const Columns& columns,
    const std::vector<std::string>& record,
    const RowRules& rules,
    std::string& why
) {
    why.clear();
    if (record.size() != columns.count()) {
        why = "列数和表头不一致";
        return {};
    }
    for (const auto& field : record) {
        if (!dialogs::text::is_valid_utf8(field)) {
            why = "不是UTF-8编码：请另存为“CSV UTF-8”";
            return {};
        }
    }
    ApplicationRow row;
    row.receipt_no = columns.get(record, "receipt_no");
    row.item = columns.get(record, "item");
    row.name = columns.get(record, "name");
    row.id_no = columns.get(record, "id_no");
    std::ranges::replace(row.id_no, 'x', 'X');
    row.phone = columns.get(record, "phone");
    std::erase_if(row.phone, [](char c) { return c == ' ' || c == '-'; });
    row.area = columns.get(record, "area");
    row.stage = columns.get(record, "stage");
    // Only a known stage has words: an unknown one is left without and found out below.
    if (const auto words = stage_words(row.stage)) {
        row.stage_text = columns.get(record, "stage_text");
        if (row.stage_text.empty()) row.stage_text = *words;
    }
    row.updated_on = iso_date(columns.get(record, "updated_on"));
    row.supplement = columns.get(record, "supplement");
    row.external_no = columns.get(record, "external_no");
    why = what_is_wrong(row, rules);
    return row;
}

}  // namespace gateway::registers
