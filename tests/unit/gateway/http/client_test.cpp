#include "gateway/http/client.h"

#include "tests/unit/gateway/http/loopback.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>

namespace gateway::http {
namespace {

using namespace std::chrono_literals;
using dialogs::Fault;
using dialogs::Result;

Router provider() {
    Router router;
    router.add("POST", "/echo", immediate([](const Request& request) {
                   Reply reply;
                   reply.status = 418;
                   reply.type = "application/json";
                   reply.body = request.target + "|" + std::string(request.header("X-Key")) + "|" +
                                std::string(request.header("Content-Type")) + "|" + request.body;
                   reply.headers.emplace_back("X-Answer", "yes");
                   return reply;
               }));
    router.add("GET", "/moved", immediate([](const Request&) {
                   Reply reply = plain(302);
                   reply.headers.emplace_back("Location", "/echo");
                   return reply;
               }));
    router.add("GET", "/big", says(std::string(5000, 'x')));
    return router;
}

// A server that takes one connection and says what it is told, then waits for the client to leave.
class Odd {
public:
    explicit Odd(std::string says, bool hangs_up = false)
        : says_(std::move(says)), hangs_up_(hangs_up) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        ::bind(listener_, reinterpret_cast<sockaddr*>(&address), size);
        ::listen(listener_, 8);
        ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
        port = ntohs(address.sin_port);
        thread_ = std::thread([this] { serve(); });
    }
    ~Odd() {
        ::shutdown(listener_, SHUT_RDWR);
        thread_.join();
        ::close(listener_);
    }
    std::uint16_t port = 0;

private:
    void serve() {
        const int peer = ::accept(listener_, nullptr, nullptr);
        if (peer < 0) return;
        char room[4096];
        if (::recv(peer, room, sizeof room, 0) > 0)
            ::send(peer, says_.data(), says_.size(), MSG_NOSIGNAL);
        while (!hangs_up_ && ::recv(peer, room, sizeof room, 0) > 0) {
        }
        ::close(peer);
    }

    std::string says_;
    bool hangs_up_;
    int listener_ = ::socket(AF_INET, SOCK_STREAM, 0);
    std::thread thread_;
};

class Calls : public testing::Test {
protected:
    ~Calls() override {
        client.reset();
        guard.reset();
        thread.join();
    }

    void allow(std::uint16_t port, ClientLimits limits = {}) {
        host = "127.0.0.1:" + std::to_string(port);
        client.emplace(loop, std::vector<std::string>{host}, limits);
    }
    std::future<Result<Answer>> start(Call call) {
        return boost::asio::co_spawn(loop, client->send(std::move(call)), boost::asio::use_future);
    }
    Result<Answer> send(Call call) { return start(std::move(call)).get(); }
    Call get(const std::string& path) const {
        Call call;
        call.url = "http://" + host + path;
        return call;
    }

    std::string host;
    boost::asio::io_context loop{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> guard{
        loop.get_executor()};
    std::optional<Client> client;
    std::thread thread{[this] { loop.run(); }};
};

TEST_F(Calls, CarryMethodTargetFieldsAndBody) {
    Loopback at(provider());
    allow(at.port);
    Call call = get("/echo?a=%E4%BD%8E&b=1");
    call.method = "POST";
    call.headers = {{"X-Key", "k"}};
    call.type = "text/xml";
    call.body = "<x/>";
    const auto answer = send(call);
    ASSERT_TRUE(answer) << answer.error().detail;
    EXPECT_EQ(answer->status, 418);
    EXPECT_EQ(answer->body, "/echo?a=%E4%BD%8E&b=1|k|text/xml|<x/>");
    EXPECT_EQ(answer->header("x-answer"), "yes");
}

TEST_F(Calls, FollowNoRedirect) {
    Loopback at(provider());
    allow(at.port);
    const auto answer = send(get("/moved"));
    ASSERT_TRUE(answer) << answer.error().detail;
    EXPECT_EQ(answer->status, 302);
}

TEST_F(Calls, GoOnlyToAllowedHosts) {
    Loopback at(provider());
    allow(at.port);
    struct Case {
        const char* url;
        Fault fault;
    };
    constexpr Case cases[] = {
        {"http://127.0.0.1:1/", Fault::denied},
        {"http://169.254.169.254/latest", Fault::denied},
        {"https://api.weixin.qq.com/", Fault::denied},
        {"http://user@127.0.0.1/", Fault::malformed},
        {"ftp://127.0.0.1/", Fault::malformed},
        {"http:///x", Fault::malformed},
        {"http://127.0.0.1/a b", Fault::malformed},
        {"http://127.0.0.1/\r\nX: y", Fault::malformed},
    };
    for (const auto& [url, fault] : cases) {
        SCOPED_TRACE(url);
        Call call;
        call.url = url;
        const auto answer = send(call);
        ASSERT_FALSE(answer);
        EXPECT_EQ(answer.error().fault, fault);
    }
    Call split = get("/echo");
    split.headers = {{"X-Key", "a\r\nX-Other: b"}};
    EXPECT_EQ(send(split).error().fault, Fault::malformed);
}

TEST_F(Calls, GoWhereANameLeadsOnlyIfThatIsAllowed) {
    Loopback at(provider());
    host = "localhost:" + std::to_string(at.port);
    client.emplace(loop, std::vector<std::string>{host});
    const auto refused = send(get("/big"));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().fault, Fault::denied);
    ClientLimits limits;
    limits.intranet = true;
    client.emplace(loop, std::vector<std::string>{host}, limits);
    EXPECT_TRUE(send(get("/big")));
}

TEST_F(Calls, SayThatNothingLeftWhenNobodyListens) {
    std::uint16_t port = 0;
    {
        const Loopback gone{Router()};
        port = gone.port;
    }
    allow(port);
    const auto answer = send(get("/"));
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().fault, Fault::unavailable);
}

TEST_F(Calls, AreUnclearWhenTheAnswerIsLost) {
    struct Case {
        const char* name;
        std::string says;
        bool hangs_up;
    };
    const Case cases[] = {
        {"no answer", "", false},
        {"hangs up", "", true},
        {"half a head", "HTTP/1.1 200 OK\r\nContent-", false},
        {"half a body", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", false},
        {"body cut off", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", true},
        {"negative chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-2\r\nabc", false},
        {"no HTTP", "hello\r\n\r\n", true},
    };
    for (const Case& one : cases) {
        SCOPED_TRACE(one.name);
        Odd odd(one.says, one.hangs_up);
        allow(odd.port);
        Call call = get("/");
        call.deadline = 50ms;
        const auto answer = send(call);
        ASSERT_FALSE(answer);
        EXPECT_EQ(answer.error().fault, Fault::unknown) << answer.error().detail;
    }
}

TEST_F(Calls, TakeNoMoreThanTheirLimit) {
    Loopback at(provider());
    ClientLimits limits;
    limits.answer_max = 4999;
    allow(at.port, limits);
    const auto answer = send(get("/big"));
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().fault, Fault::too_large);
    limits.answer_max = 5000;
    allow(at.port, limits);
    EXPECT_TRUE(send(get("/big")));
}

TEST_F(Calls, AreRefusedWhenTooManyWait) {
    Odd silent("");
    ClientLimits limits;
    limits.threads = 1;
    limits.queue_max = 1;
    allow(silent.port, limits);
    Call call = get("/");
    call.deadline = 200ms;
    auto first = start(call);
    call.deadline = 50ms;
    auto second = start(call);
    auto third = start(call);
    EXPECT_EQ(third.get().error().fault, Fault::busy);
    EXPECT_EQ(first.get().error().fault, Fault::unknown);
    // It never got its turn, so nothing of it left.
    EXPECT_EQ(second.get().error().fault, Fault::unavailable);
}

TEST(HostOf, IsWhatAllowListsHold) {
    EXPECT_EQ(*host_of("https://api.weixin.qq.com/cgi-bin/token?x=1"), "api.weixin.qq.com");
    EXPECT_EQ(*host_of("http://127.0.0.1:13013/cgi-bin/sendsms"), "127.0.0.1:13013");
    EXPECT_EQ(*host_of("http://a?x"), "a");
    EXPECT_FALSE(host_of("a.example/x"));
}

}  // namespace
}  // namespace gateway::http
