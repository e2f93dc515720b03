#pragma once
#include "dialogs/result.h"

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

// Which column of a file is which: headers in English or as the county's people write them.

namespace gateway::registers {

class Columns {
public:
    // malformed: a required column is missing, one is there twice, or one is not known.
    static dialogs::Result<Columns> from_header(const std::vector<std::string>& header);

    std::size_t count() const { return count_; }
    // The trimmed field of that English name; empty when the file has no such column.
    std::string get(const std::vector<std::string>& record, std::string_view name) const;

private:
    std::map<std::string, std::size_t, std::less<>> position_;
    std::size_t count_ = 0;
};

}  // namespace gateway::registers
