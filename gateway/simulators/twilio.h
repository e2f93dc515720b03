#pragma once
#include "gateway/config/channel.h"
#include "gateway/simulators/simulator.h"

#include <mutex>
#include <set>

namespace gateway::simulators {

// Twilio with a phone behind it: messages by REST and basic auth, webhooks signed over the public
// address, status callbacks (sent, delivered or undelivered), the list of what was sent to a
// number. Who answers STOP gets nothing more (21610) until he writes START. Who fetches a picture
// is sent on to where it lies.
class TwilioSimulator : public Simulator {
public:
    TwilioSimulator(config::Twilio settings, Surroundings around)
        : Simulator(std::move(around)), settings_(std::move(settings)) {}

    std::string usual_sender() const override { return "+8613800000000"; }
    Told answer(const Asked& asked) override;
    bool act(const std::string& from, const std::string& line) override;
    std::string usage() const override;

private:
    channels::Call carry(const Letter& letter, Hand hand) override;
    bool is_taken(const Letter& letter, const Told& got) override;
    Errand delivery() const override;
    void note(const Letter& letter) override;
    Told take(const Asked& asked);
    Told list(const Asked& asked, Trouble trouble) const;
    Told give_media(const Asked& asked, Trouble trouble) const;
    std::string messages_path() const;
    http::Fields text_form(const Letter& letter) const;
    channels::Call signed_call(const std::string& rest, const http::Fields& form, Hand hand) const;
    void promise_receipts(const Asked& asked, const std::string& sid);
    bool is_stopped(const std::string& person);

    config::Twilio settings_;
    std::mutex mutex_;
    std::set<std::string> stopped_;
};

}  // namespace gateway::simulators
