#pragma once
#include "gateway/config/channel.h"
#include "gateway/ops/json.h"
#include "gateway/simulators/access_token.h"
#include "gateway/simulators/kf_queue.h"
#include "gateway/simulators/sealed.h"
#include "gateway/simulators/simulator.h"
#include "gateway/simulators/window.h"

#include <map>
#include <mutex>
#include <set>

namespace gateway::simulators {

// 微信客服: the hook is told only that something waits, and sync_msg gives it. Who comes for the
// first time enters, and may be welcomed once within 20 s. After five messages, or 48 hours, since
// a customer wrote it takes no more for him; what does not arrive is told in the queue. Nor does it
// while he waits for a servicer of its own client, is with one, or their talk is over (95018).
class WechatKfSimulator : public Simulator {
public:
    WechatKfSimulator(config::WechatKf settings, Surroundings around);

    std::string usual_sender() const override { return "wm-simulated-0001"; }
    Told answer(const Asked& asked) override;
    bool act(const std::string& from, const std::string& line) override;
    std::string usage() const override;

private:
    channels::Call carry(const Letter& letter, Hand hand) override;
    bool is_taken(const Letter&, const Told& got) override { return got.status == 200; }
    Errand delivery() const override;
    void note(const Letter& letter) override;
    void welcome(const Letter& letter);
    void send_media(const std::string& from, const std::string& kind);
    bool change_state(const std::string& person, const std::string& state);
    int state_of(const std::string& person);
    Told tell_state(const nlohmann::json& asked);
    Told take_over(const nlohmann::json& asked);
    void keep(nlohmann::json item, dialogs::Time at);
    Told give_token(const Asked& asked) const;
    Told give_page(const nlohmann::json& asked);
    Told take_message(const nlohmann::json& message);
    Told take_welcome(const nlohmann::json& message);
    Told taken(const std::string& person, const nlohmann::json& message);

    struct Guest {
        std::string person;
        dialogs::Time until;  // he may be welcomed
    };

    config::WechatKf settings_;
    Sealed sealed_;
    AccessToken token_;
    Window window_;
    KfQueue queue_;
    std::mutex mutex_;
    std::set<std::string> known_;          // who entered before
    std::map<std::string, Guest> guests_;  // by the code that welcomes them
    std::map<std::string, int> states_;    // of talks, where they are not ours
};

}  // namespace gateway::simulators
