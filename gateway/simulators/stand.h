#pragma once
#include "dialogs/result.h"
#include "gateway/config/config.h"
#include "gateway/simulators/simulator.h"

#include <memory>
#include <string>

namespace gateway::simulators {

// A provider at its address. What calls it ends before it does.
class Stand {
public:
    Stand(std::unique_ptr<Agenda> agenda, std::unique_ptr<Simulator> provider)
        : provider_(std::move(provider)), agenda_(std::move(agenda)) {}

    // False when the address is taken.
    bool open(int port);

    int port() const { return httpd_->port(); }
    Simulator* operator->() const { return provider_.get(); }
    Simulator& operator*() const { return *provider_; }

private:
    std::unique_ptr<Simulator> provider_;
    std::unique_ptr<Agenda> agenda_;
    std::unique_ptr<Httpd> httpd_;
};

// For one channel of the configuration. Faults: malformed (no such channel, one that has no
// provider, or its address is not on this machine), unavailable (the address is taken).
dialogs::Result<Stand> simulate(
    const config::Config& config, const std::string& channel, Tell tell
);

}  // namespace gateway::simulators
