#pragma once
#include "gateway/config/channel.h"
#include "gateway/ops/json.h"
#include "gateway/simulators/access_token.h"
#include "gateway/simulators/simulator.h"

#include <map>
#include <mutex>

namespace gateway::simulators {

// A DingTalk corporation with a robot. Each message brings its own way back, good for 90 minutes;
// later, and for notices, there is the OpenAPI with its token. The group's robot checks what signs
// its calls. Files are told of by codes, and the OpenAPI says where they lie.
class DingtalkSimulator : public Simulator {
public:
    DingtalkSimulator(config::Dingtalk settings, Surroundings around)
        : Simulator(std::move(around)), settings_(std::move(settings)) {}

    std::string usual_sender() const override { return "manager01"; }
    Told answer(const Asked& asked) override;
    bool act(const std::string& from, const std::string& line) override;
    std::string usage() const override;

private:
    channels::Call carry(const Letter& letter, Hand hand) override;
    bool is_taken(const Letter& letter, const Told& got) override;
    Told give_token(const nlohmann::json& asked) const;
    Told take_back(const std::string& session, const nlohmann::json& message, Trouble trouble);
    Told take_direct(const Asked& asked, const nlohmann::json& message, Trouble trouble);
    Told take_group(const Asked& asked, const nlohmann::json& message) const;
    Told give_file(const Asked& asked, const nlohmann::json& message, Trouble trouble);
    bool takes_token(const Asked& asked, Trouble trouble);
    std::string open_way(const Letter& letter);
    // What the robot is told of a letter, without what is in it.
    nlohmann::json around(const Letter& letter);
    channels::Call signed_call(const nlohmann::json& message, Hand hand) const;

    struct Way {
        std::string person;
        dialogs::Time until;
    };

    config::Dingtalk settings_;
    AccessToken token_;
    std::mutex mutex_;
    std::map<std::string, Way> ways_;  // by session
};

}  // namespace gateway::simulators
