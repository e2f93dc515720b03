#pragma once
#include "gateway/channels/channel.h"
#include "gateway/simulators/httpd.h"

#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace gateway::simulators {

// A call that a provider makes of its own accord, until the gateway takes it or patience ends.
struct Errand {
    std::string name;                        // as it is told of: 投递, 回执
    std::function<channels::Call()> call;    // made anew for each try, for it may be signed
    std::function<bool(const Told&)> taken;  // reads the gateway's answer
    std::chrono::milliseconds patience{10'000};
    std::vector<std::chrono::seconds> pauses{};  // before the second try, and each after it
    std::string last_word{};                     // what is told when all was in vain
};

}  // namespace gateway::simulators
