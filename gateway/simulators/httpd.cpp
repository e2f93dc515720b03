#include "gateway/simulators/httpd.h"

#include "gateway/http/url.h"

#include <httplib.h>

#include <atomic>
#include <thread>

namespace gateway::simulators {
namespace {

// A caller who waits longer than this for nothing is not one of ours.
constexpr std::chrono::seconds longest_silence{60};
constexpr std::chrono::milliseconds moment{50};

void wait(std::chrono::milliseconds how_long, const std::atomic<bool>& stopping) {
    for (auto waited = moment; waited <= how_long && !stopping; waited += moment)
        std::this_thread::sleep_for(moment);
}

Asked asked_of(const httplib::Request& request) {
    Asked asked;
    asked.method = request.method;
    asked.target = request.target;
    asked.path = request.path;
    asked.body = request.body;
    for (const auto& [name, value] : request.params)
        asked.query.emplace_back(name, value);
    for (const auto& [name, value] : request.headers)
        asked.headers.emplace_back(name, value);
    return asked;
}

}  // namespace

std::string Asked::get(const std::string& name) const {
    for (const auto& [known, value] : query) {
        if (known == name) return value;
    }
    return {};
}

struct Httpd::State {
    void answer(const httplib::Request& request, httplib::Response& response) {
        auto told = handler(asked_of(request));
        if (told.is_silent) wait(longest_silence, stopping);
        response.status = told.status;
        for (const auto& [name, value] : told.headers)
            response.set_header(name, value);
        if (!told.drips) {
            response.set_content(told.body, told.type);
            return;
        }
        const auto drip =
            [this, body = told.body](std::size_t offset, std::size_t, httplib::DataSink& sink) {
                wait(std::chrono::seconds(1), stopping);
                return !stopping && sink.write(body.data() + offset, 1);
            };
        response.set_content_provider(told.body.size(), told.type, drip);
    }

    httplib::Server server;
    Handler handler;
    std::atomic<bool> stopping = false;
    int port = 0;
    std::thread thread;
};

std::unique_ptr<Httpd> Httpd::start(const std::string& host, int port, Handler handler) {
    auto state = std::make_unique<State>();
    auto* here = state.get();
    here->handler = std::move(handler);
    const auto answer = [here](const httplib::Request& request, httplib::Response& response) {
        here->answer(request, response);
    };
    // The library's own choice would let a second simulator share the port.
    here->server.set_socket_options([](int socket) {
        const int yes = 1;
        ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
    here->server.Get(".*", answer);
    here->server.Post(".*", answer);
    const bool bound = port == 0 ? (here->port = here->server.bind_to_any_port(host.c_str())) > 0
                                 : here->server.bind_to_port(host.c_str(), port);
    if (!bound) return nullptr;
    if (port != 0) here->port = port;
    here->thread = std::thread([here] { here->server.listen_after_bind(); });
    return std::unique_ptr<Httpd>(new Httpd(std::move(state)));
}

Httpd::Httpd(std::unique_ptr<State> state) : state_(std::move(state)) {}

Httpd::~Httpd() {
    state_->stopping = true;
    while (!state_->server.is_running())
        std::this_thread::sleep_for(moment);
    state_->server.stop();
    state_->thread.join();
}

int Httpd::port() const { return state_->port; }

Told call(const channels::Call& call, std::chrono::milliseconds patience) {
    Told told;
    told.status = 0;
    const auto parts = http::split_url(call.url);
    if (!parts) return told;
    httplib::Client client(parts->origin);
    client.set_connection_timeout(patience);
    client.set_read_timeout(patience);
    client.set_url_encode(false);
    const httplib::Headers headers(call.headers.begin(), call.headers.end());
    const auto result =
        call.method == "GET"
            ? client.Get(parts->path.c_str(), headers)
            : client.Post(parts->path.c_str(), headers, call.body, call.type.c_str());
    if (!result) return told;
    told.status = result->status;
    told.body = result->body;
    told.type = result->get_header_value("Content-Type");
    return told;
}

}  // namespace gateway::simulators
