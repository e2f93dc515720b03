#pragma once
#include "gateway/channels/weixin/payload.h"
#include "gateway/config/channel.h"
#include "gateway/ops/json.h"
#include "gateway/simulators/access_token.h"
#include "gateway/simulators/cards.h"
#include "gateway/simulators/sealed.h"
#include "gateway/simulators/simulator.h"

namespace gateway::simulators {

// An application of a WeCom corporation and its members. Messages are always sealed; it waits five
// seconds for an answer and posts the same message three times in all. It takes texts and cards
// with buttons for members, and markdown for the group of its robot. A button may be pressed more
// than once, as it may before its card is changed.
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
    Told take(const Asked& asked);
    Told take_message(const nlohmann::json& message);
    bool take_card(const std::string& person, const nlohmann::json& card);
    Told change_card(const nlohmann::json& change);
    void knock(const std::string& from, channels::weixin::Lines rest);
    void press(const std::string& from, const std::string& what);
    void send_media(const std::string& from, const std::string& kind);
    Told take_group(const Asked& asked);

    config::Wecom settings_;
    Sealed sealed_;
    AccessToken token_;
    Cards cards_;
};

}  // namespace gateway::simulators
