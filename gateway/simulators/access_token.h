#pragma once
#include <atomic>
#include <string>
#include <string_view>

namespace gateway::simulators {

// The one token of an account that is good at a time.
class AccessToken {
public:
    std::string value() const { return "simulated-token-" + std::to_string(number_); }
    bool is(std::string_view token) const { return token == value(); }
    // Without telling anybody.
    void change() { ++number_; }

private:
    std::atomic<int> number_ = 1;
};

}  // namespace gateway::simulators
