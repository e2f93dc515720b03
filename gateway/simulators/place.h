#pragma once
#include <string>

namespace gateway::simulators {

// Where a simulator stands, and where it knocks.
struct Place {
    int port = 0;          // on 127.0.0.1
    std::string hook;      // http://127.0.0.1:8080/hooks/sms
    std::string known_as;  // the same by the gateway's public address: https://…/hooks/sms
};

}  // namespace gateway::simulators
