#pragma once
#include "gateway/config/channel.h"
#include "gateway/ops/json.h"
#include "gateway/simulators/cloud_signature.h"
#include "gateway/simulators/simulator.h"

namespace gateway::simulators {

// 腾讯云短信 with a phone behind it: SendSms by TC3, callbacks for what the phone writes and for
// receipts, PullSmsSendStatusByPhoneNumber for how messages ended. Every answer has status 200, and
// what is wrong is told for each number. A receipt names only the provider's own serial number,
// even where it overtakes the answer that tells it.
class TencentSmsSimulator : public Simulator {
public:
    TencentSmsSimulator(config::TencentSms settings, Surroundings around)
        : Simulator(std::move(around)), settings_(std::move(settings)) {}

    std::string usual_sender() const override { return "13800000000"; }
    Told answer(const Asked& asked) override;

private:
    channels::Call carry(const Letter& letter, Hand hand) override;
    bool is_taken(const Letter& letter, const Told& got) override;
    Errand delivery() const override;
    Told send(const nlohmann::json& asked, Trouble trouble);
    Told tell_statuses(const nlohmann::json& asked, Trouble trouble) const;
    void promise_receipt(const std::string& number, const std::string& serial);

    config::TencentSms settings_;
};

}  // namespace gateway::simulators
