#pragma once
#include "dialogs/result.h"

#include <istream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// RFC 4180 as spreadsheets write it: optional byte order mark, CRLF or LF, quoted fields with
// commas, quotes and line ends in them.

namespace gateway::registers {

class CsvReader {
public:
    using Record = std::vector<std::string>;
    static constexpr std::size_t record_max = 64 * 1024;  // bytes: a runaway quote ends here

    explicit CsvReader(std::istream& in);

    // The next record, none at the end; empty lines are passed over. malformed for a stray quote:
    // reading goes on with the next line. After an unclosed quote nothing is left, and too_large
    // ends the reading.
    dialogs::Result<std::optional<Record>> next();

    int line() const { return line_; }  // where the last record began, from 1

private:
    int take();
    void skip_line();
    dialogs::Result<int> quoted(std::string& field);
    dialogs::Result<int> field(std::string& text);

    std::istream& in_;
    int line_ = 0;
    int next_line_ = 1;
    std::size_t taken_ = 0;  // bytes of the record being read
};

// One record with its line end, quoted where needed. A field that a spreadsheet would take for a
// formula gets a leading apostrophe.
std::string csv_line(const std::vector<std::string>& fields);

}  // namespace gateway::registers
