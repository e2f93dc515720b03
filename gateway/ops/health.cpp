#include "gateway/ops/health.h"

namespace gateway::ops {

void Health::add(std::string name, Check check, bool decides, Remark remark) {
    entries_.push_back({std::move(name), std::move(check), decides, std::move(remark)});
}

Health::Report Health::report() const {
    Report report{!draining_, {}};
    std::string lines;
    for (const Entry& entry : entries_) {
        const auto state = entry.check();
        if (!state && entry.decides) report.ready = false;
        lines += entry.name + ": " + (state ? "ok" : "failing: " + state.error().detail);
        if (entry.remark) lines += " (" + entry.remark() + ")";
        lines += '\n';
    }
    if (draining_) lines += "draining: shutting down\n";
    report.text = (report.ready ? "ready\n" : "not ready\n") + lines;
    return report;
}

}  // namespace gateway::ops
