#pragma once
#include "gateway/channels/weixin/envelope.h"
#include "gateway/channels/weixin/payload.h"
#include "gateway/simulators/httpd.h"
#include "gateway/simulators/place.h"
#include "gateway/simulators/simulator.h"

#include <atomic>
#include <chrono>
#include <map>
#include <mutex>
#include <optional>

namespace gateway::simulators {

// An official account with followers. It waits five seconds for an answer and posts the same
// message three times in all; its token ends when it says so; after five messages, or 48 hours,
// since a follower wrote it takes no more for him.
class WechatSimulator : public Simulator {
public:
    static dialogs::Result<std::unique_ptr<Simulator>> start(
        const config::Wechat& settings, const Place& place, Tell tell
    );

    void say(const std::string& from, const std::string& text) override;
    std::string usual_sender() const override { return "o-simulated-0001"; }
    int port() const override { return httpd_->port(); }

private:
    WechatSimulator(const config::Wechat& settings, Place place, Tell tell);

    Told answer(const Asked& asked);
    Told give_token(const std::string& body);
    Told take_message(const Asked& asked);
    int errcode_for(const std::string& token, const std::string& person, Trouble trouble);
    std::string target(std::string& body) const;
    std::string words_of(const std::string& answer) const;

    struct Follower {
        std::chrono::steady_clock::time_point heard;
        int sent = 0;  // since then
    };

    config::Wechat settings_;
    Place place_;
    Tell tell_;
    std::optional<channels::weixin::Envelope> envelope_;
    std::atomic<int> written_ = 0;
    std::mutex mutex_;
    int token_ = 1;
    std::map<std::string, Follower> followers_;
    std::unique_ptr<Httpd> httpd_;  // last: it calls the rest
};

}  // namespace gateway::simulators
