#pragma once
#include "dialogs/result.h"

#include <functional>
#include <string>
#include <vector>

// Whether this process should be given work. Each part adds a check that is asked on every probe,
// so it must be quick: look at a flag, not at a network.

namespace gateway::ops {

class Health {
public:
    using Check = std::function<dialogs::Result<void>()>;

    // What an operator wants to know besides.
    using Remark = std::function<std::string()>;

    // A check that does not decide is shown but leaves the gateway ready.
    void add(std::string name, Check check, bool decides = true, Remark remark = {});

    // From now on not ready: shutting down.
    void drain() { draining_ = true; }

    struct Report {
        bool ready = false;
        std::string text;  // a line for each check: "database: ok", "disk: failing: under 64 MB
                           // free", "channel sms: ok (breaker closed, 0 waiting)"
    };
    Report report() const;

private:
    struct Entry {
        std::string name;
        Check check;
        bool decides;
        Remark remark;
    };
    std::vector<Entry> entries_;
    bool draining_ = false;
};

}  // namespace gateway::ops
