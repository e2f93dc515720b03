#include "gateway/register/error_file.h"

#include "gateway/register/csv.h"

#include <algorithm>

namespace gateway::registers {
namespace {

// An error file that was mended only in part has these columns already.
bool has_own_columns(const std::vector<std::string>& header) {
    return header.size() > 2 && header[0] == "line" && header[1] == "reason";
}

}  // namespace

void ErrorFile::add(int line, const std::string& why, std::vector<std::string> record) {
    if (!begun_) begin();
    if (has_own_columns(header_) && record.size() >= 2)
        record.erase(record.begin(), record.begin() + 2);
    record.insert(record.begin(), {std::to_string(line), why});
    out_ << csv_line(record);
}

void ErrorFile::finish() {
    if (begun_) {
        out_.flush();
        return;
    }
    // Rows of an earlier try, which nobody has to mend any more.
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
}

void ErrorFile::begin() {
    begun_ = true;
    std::error_code ignored;
    out_.open(path_, std::ios::binary | std::ios::trunc);
    // It holds what the rows hold: nobody else's to read.
    constexpr auto owner = std::filesystem::perms::owner_read | std::filesystem::perms::owner_write;
    std::filesystem::permissions(path_, owner, ignored);
    auto header = header_;
    if (!has_own_columns(header)) header.insert(header.begin(), {"line", "reason"});
    out_ << "\xEF\xBB\xBF" << csv_line(header);
}

}  // namespace gateway::registers
