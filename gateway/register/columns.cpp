#include "gateway/register/columns.h"

namespace gateway::registers {
namespace {

using dialogs::Error;
using dialogs::Fault;
using dialogs::Result;

struct Column {
    std::string_view name;
    std::string_view chinese;
    bool required;
};
constexpr std::array columns{
    Column{"receipt_no", "受理编号", false},
    Column{"item", "事项", true},
    Column{"name", "姓名", true},
    Column{"id_no", "身份证号", true},
    Column{"phone", "电话", false},
    Column{"area", "区划代码", true},
    Column{"stage", "环节", true},
    Column{"stage_text", "环节说明", false},
    Column{"updated_on", "更新日期", true},
    Column{"supplement", "需补材料", false},
    Column{"external_no", "业务编号", false},
    // What an error file has besides: it can be mended and taken again.
    Column{"line", "行号", false},
    Column{"reason", "原因", false},
};

std::string trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    const auto from = text.find_first_not_of(blanks);
    if (from == std::string_view::npos) return {};
    return std::string(text.substr(from, text.find_last_not_of(blanks) - from + 1));
}

}  // namespace

Result<Columns> Columns::from_header(const std::vector<std::string>& header) {
    Columns found;
    found.count_ = header.size();
    for (std::size_t i = 0; i < header.size(); ++i) {
        const auto title = trimmed(header[i]);
        const Column* known = nullptr;
        for (const auto& column : columns) {
            if (column.name == title || column.chinese == title) known = &column;
        }
        // The title is not quoted: a file without a header begins with somebody's data.
        if (known == nullptr) {
            return Error{
                Fault::malformed,
                "1: column " + std::to_string(i + 1) + " of the header is not known"};
        }
        if (!found.position_.emplace(std::string(known->name), i).second) {
            return Error{
                Fault::malformed, "1: the column " + std::string(known->name) + " is there twice"};
        }
    }
    for (const auto& column : columns) {
        if (column.required && !found.position_.contains(column.name)) {
            return Error{
                Fault::malformed, "1: the header lacks the column " + std::string(column.name)};
        }
    }
    return found;
}

std::string Columns::get(const std::vector<std::string>& record, std::string_view name) const {
    const auto at = position_.find(name);
    if (at == position_.end() || at->second >= record.size()) return {};
    return trimmed(record[at->second]);
}

}  // namespace gateway::registers
