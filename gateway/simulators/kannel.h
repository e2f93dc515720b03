#pragma once
#include "gateway/config/channel.h"
#include "gateway/simulators/simulator.h"

namespace gateway::simulators {

// A smsbox with a phone behind it: sendsms, get-url for what the phone writes, dlr-url for
// receipts (8 handed over, 1 delivered, 2 failed).
class KannelSimulator : public Simulator {
public:
    KannelSimulator(config::Kannel settings, Surroundings around)
        : Simulator(std::move(around)), settings_(std::move(settings)) {}

    std::string usual_sender() const override { return "13800000000"; }
    Told answer(const Asked& asked) override;

private:
    channels::Call carry(const Letter& letter, Hand hand) override;
    bool is_taken(const Letter& letter, const Told& got) override;
    void promise_receipts(const std::string& url);

    config::Kannel settings_;
};

}  // namespace gateway::simulators
