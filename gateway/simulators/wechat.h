#pragma once
#include "gateway/config/channel.h"
#include "gateway/simulators/sealed.h"
#include "gateway/simulators/simulator.h"
#include "gateway/simulators/wechat_api.h"

namespace gateway::simulators {

// An official account with followers. It waits five seconds for an answer and posts the same
// message three times in all; what its API answers is wechat_api.h.
class WechatSimulator : public Simulator {
public:
    WechatSimulator(config::Wechat settings, Surroundings around);

    std::string usual_sender() const override { return "o-simulated-0001"; }
    Told answer(const Asked& asked) override { return api_.answer(asked); }
    bool act(const std::string& from, const std::string& line) override;
    std::string usage() const override;

private:
    channels::Call carry(const Letter& letter, Hand hand) override;
    bool is_taken(const Letter& letter, const Told& got) override;
    Errand delivery() const override;
    void note(const Letter& letter) override { api_.heard(letter.from); }
    WechatApi::Tools api_tools();

    // `fields` is the XML besides who, to whom and when.
    std::string message(
        const std::string& from, const std::string& type, const std::string& fields
    );
    Errand errand_of(const std::string& from, std::string message);
    void send_media(const std::string& from, const std::string& kind, const std::string& heard);

    config::Wechat settings_;
    Sealed sealed_;
    WechatApi api_;
};

}  // namespace gateway::simulators
