#pragma once
#include "gateway/channels/webhook/signature.h"
#include "gateway/config/channel.h"
#include "gateway/ops/json.h"
#include "gateway/simulators/simulator.h"

#include <mutex>
#include <set>

namespace gateway::simulators {

// Another system's program: Standard Webhooks both ways. It knows a repeat by its id and shows it
// once; what is not taken comes again after 5 s, 5 min and 30 min, as the standard advises.
class WebhookSimulator : public Simulator {
public:
    WebhookSimulator(config::Webhook settings, Surroundings around);

    std::string usual_sender() const override { return "+8613800000000"; }
    Told answer(const Asked& asked) override;
    bool act(const std::string& from, const std::string& line) override;
    std::string usage() const override;

private:
    channels::Call carry(const Letter& letter, Hand hand) override;
    bool is_taken(const Letter& letter, const Told& got) override;
    Errand delivery() const override;
    void take(const Asked& asked);
    void bring(const std::string& from, nlohmann::json message);
    void send_file(const std::string& from, const std::string& kind, const std::string& words);
    bool send_place(const std::string& from, const std::string& told);
    Errand receipt(const std::string& id) const;
    channels::Call post(const std::string& id, const nlohmann::json& body, Hand hand) const;

    // Made of the channel's settings, or nothing where they are none; then nobody is believed.
    using Signature = std::optional<channels::webhook::Signature>;

    Signature ours_;
    Signature forged_;
    std::mutex mutex_;
    std::set<std::string> seen_;
};

}  // namespace gateway::simulators
