#pragma once
#include "dialogs/result.h"

#include <string>
#include <vector>

namespace gateway {

// Approved versions of articles that do not fit the scripts or the other articles any more: the log
// tells of each, and /readyz of all until another reading leaves none out. Loop thread.
class LeftOutVersions {
public:
    // Those of the bundle that is in force now: why, a line each.
    void tell(const std::vector<std::string>& left_out);

    dialogs::Result<void> state() const;

private:
    std::string why_;
};

}  // namespace gateway
