#pragma once
#include "gateway/http/message.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

// A provider's own server and its calls to us: blocking, on threads of their own.

namespace gateway::simulators {

struct Asked {
    std::string method;
    std::string path;
    http::Fields query;
    std::string body;

    std::string get(const std::string& name) const;  // of the query; empty when it is not there
};

struct Told {
    int status = 200;
    std::string type = "text/plain";
    std::string body;
    http::Fields headers{};
    bool drips = false;      // one byte a second
    bool is_silent = false;  // nothing, until the caller has gone or the server ends
};

class Httpd {
public:
    using Handler = std::function<Told(const Asked&)>;

    // Nothing when the address is taken; port 0 takes any that is free.
    static std::unique_ptr<Httpd> start(const std::string& host, int port, Handler handler);
    ~Httpd();

    int port() const;

private:
    struct State;
    explicit Httpd(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

// What a provider gets when it calls; status 0 when nothing came in time.
Told call(
    const std::string& method,
    const std::string& url,
    const std::string& type,
    const std::string& body,
    std::chrono::milliseconds patience
);

}  // namespace gateway::simulators
