#include "gateway/simulators/records.h"

#include <algorithm>
#include <iterator>

namespace gateway::simulators {
namespace {

constexpr std::size_t most = 1000;

}  // namespace

void Records::add(Record record) {
    const std::lock_guard lock(mutex_);
    records_.push_back(std::move(record));
    if (records_.size() > most) records_.pop_front();
}

std::vector<Record> Records::of(std::string_view to) const {
    const std::lock_guard lock(mutex_);
    std::vector<Record> found;
    const auto his = [to](const Record& record) { return record.to == to; };
    std::ranges::copy_if(records_, std::back_inserter(found), his);
    return found;
}

}  // namespace gateway::simulators
