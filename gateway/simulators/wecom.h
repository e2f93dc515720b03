#pragma once
#include "gateway/config/channel.h"
#include "gateway/simulators/access_token.h"
#include "gateway/simulators/sealed.h"
#include "gateway/simulators/simulator.h"

namespace gateway::simulators {

// An application of a WeCom corporation and its members. Messages are always sealed; it waits five
// seconds for an answer and posts the same message three times in all. It takes texts and cards
// with buttons for members, and markdown for the group of its robot.
class WecomSimulator : public Simulator {
public:
    WecomSimulator(config::Wecom settings, Surroundings around);

    std::string usual_sender() const override { return "ZhangSan"; }
    Told answer(const Asked& asked) override;
    bool act(const std::string& from, const std::string& line) override;
    std::string usage() const override;

private:
    channels::Call carry(const Letter& letter, Hand hand) override;
    bool is_taken(const Letter& letter, const Told& got) override;
    Errand delivery() const override;
    Told give_token(const Asked& asked) const;
    Told take_message(const Asked& asked);
    Told take_group(const Asked& asked);

    config::Wecom settings_;
    Sealed sealed_;
    AccessToken token_;
};

}  // namespace gateway::simulators
