#pragma once
#include "gateway/register/columns.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// One row of an import as it was written, checked field by field before any of it is kept.

namespace gateway::registers {

struct ApplicationRow {
    std::string receipt_no;  // empty: ours to give
    std::string item;
    std::string name;
    std::string id_no;  // 18 characters, X in upper case
    std::string phone;  // bare digits, or empty
    std::string area;
    std::string stage;
    std::string stage_text;
    std::string updated_on;
    std::string supplement;
    std::string external_no;
};

struct RowRules {
    std::string today;  // YYYY-MM-DD
    std::function<bool(std::string_view code)> knows_area;
};

// Those an application can be at: "submitted", "publicity" …
std::vector<std::string> stage_names();

// How a stage is told where no word of the file's may be: 乡镇审核中. Nothing for an unknown one.
std::optional<std::string_view> stage_words(std::string_view stage);

// `why` is filled with what is wrong, in Chinese for the clerk who mends it, or left empty.
ApplicationRow read_row(
    const Columns& columns,
    const std::vector<std::string>& record,
    const RowRules& rules,
    std::string& why
);

}  // namespace gateway::registers
