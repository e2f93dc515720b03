#pragma once
#include "gateway/channels/channel.h"
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
    std::string target;  // as it came: path and query
    std::string path;
    http::Fields query;  // and the fields of a form
    http::Fields headers;
    std::string body;

    std::string get(const std::string& name) const;  // of the query; empty when it is not there
    std::string_view header(std::string_view name) const { return http::find_field(headers, name); }
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
Told call(const channels::Call& call, std::chrono::milliseconds patience);

}  // namespace gateway::simulators
