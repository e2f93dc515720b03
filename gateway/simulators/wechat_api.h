#pragma once
#include "gateway/config/wechat.h"
#include "gateway/ops/clock.h"
#include "gateway/simulators/access_token.h"
#include "gateway/simulators/httpd.h"
#include "gateway/simulators/trouble.h"

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace gateway::simulators {

// What an official account's server knows: its token, its menu, how much each follower still
// takes, who opted in to which notice. Any thread.
class WechatApi {
public:
    struct Tools {
        ops::Clock clock;  // the provider's
        Troubles& troubles;
        // What a follower is shown, and by which medium.
        std::function<
            void(const std::string& person, const std::string& medium, const std::string& text)>
            show;
        std::function<void(const std::string& line)> tell;
        // An event that the account posts after it has answered: its XML besides who and when.
        std::function<void(const std::string& person, const std::string& fields)> post;
    };

    WechatApi(config::Wechat settings, Tools tools)
        : settings_(std::move(settings)), tools_(std::move(tools)) {}

    Told answer(const Asked& asked);

    // The follower wrote, or touched the account (followed, scanned, clicked).
    void heard(const std::string& person);
    void touched(const std::string& person);
    // He opted in to one notice more, or to none any more.
    void opted(const std::string& person, const std::string& template_id, bool accepted);

private:
    struct Follower {
        std::optional<dialogs::Time> heard;
        std::optional<dialogs::Time> touched;
        int sent = 0;        // since he wrote
        int sent_after = 0;  // since he touched it
    };

    Told give_token(const std::string& body);
    Told take(const Asked& asked);
    Told take_media(const Asked& asked);
    int errcode_for(const Asked& asked, const std::string& person, Trouble trouble);
    int use_window(Follower& follower);
    int use_opt_in(const std::string& person, const std::string& template_id);
    std::string report(const std::string& path, const std::string& person, const std::string& body);

    config::Wechat settings_;
    Tools tools_;
    AccessToken token_;
    std::mutex mutex_;
    std::int64_t notices_ = 0;
    std::map<std::string, Follower> followers_;
    std::map<std::pair<std::string, std::string>, int> opt_ins_;
};

}  // namespace gateway::simulators
