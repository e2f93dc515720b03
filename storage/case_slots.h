#pragma once
#include "storage/database.h"

#include <string>
#include <string_view>
#include <vector>

namespace storage {

// What the bot had gathered when it handed over, in the order it was asked.
struct CaseSlot {
    std::string label;
    std::string value;
};

namespace cases {

// What was told since: a label that stands there already gets the new value.
Result<void> add_slots(
    Connection& connection, std::string_view no, const std::vector<CaseSlot>& slots
);
Result<std::vector<CaseSlot>> slots(Connection& connection, std::string_view no);

}  // namespace cases
}  // namespace storage
