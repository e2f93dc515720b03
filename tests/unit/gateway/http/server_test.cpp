#include "gateway/http/server.h"

#include "tests/unit/gateway/http/loopback.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <sys/resource.h>

#include <stdexcept>
#include <vector>

namespace gateway::http {
namespace {

using namespace std::chrono_literals;
using boost::asio::awaitable;

const std::string plain_get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

Router served() {
    Router router;
    router.add("GET", "/", says("home"));
    router.add("POST", "/echo", echoes());
    router.add("POST", "/small", echoes(), {.body_max = 10, .media_types = {}});
    router.add("POST", "/json", echoes(), {.body_max = 1000, .media_types = {"application/json"}});
    router.add("GET", "/peer", immediate([](const Request& request) {
                   Reply reply;
                   reply.body = request.peer;
                   return reply;
               }));
    router.add("GET", "/throws", immediate([](const Request&) -> Reply {
                   throw std::runtime_error("13800138000");
               }));
    router.add("GET", "/splits", immediate([](const Request&) {
                   Reply reply;
                   reply.headers.emplace_back("X-Name", "a\r\nX-Other: b");
                   return reply;
               }));
    router.add("GET", "/big", says(std::string(8 << 20, 'x')));
    return router;
}

std::string post(
    const std::string& path, const std::string& headers, const std::string& body = ""
) {
    return "POST " + path + " HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n" + body;
}

TEST(Server, RefusesBadInputWithItsStatusAndCloses) {
    struct Case {
        const char* name;
        std::string bytes;
        int status;
    };
    std::string many_fields = "GET / HTTP/1.1\r\nHost: a\r\n";
    for (int i = 0; i < 100; ++i)
        many_fields += "A: b\r\n";
    const std::string chunked = "Transfer-Encoding: chunked\r\n";
    const Case cases[] = {
        {"body over the route's limit",
         post("/small", "Content-Length: 11\r\n", "12345678901"),
         413},
        {"announced body over any limit", post("/small", "Content-Length: 99999999999\r\n"), 413},
        {"chunks over the route's limit",
         post("/small", chunked, "6\r\n123456\r\n6\r\n123456\r\n0\r\n\r\n"),
         413},
        {"one chunk of 4 GB", post("/small", chunked, "ffffffff\r\n"), 413},
        {"header over 8 KB",
         "GET / HTTP/1.1\r\nHost: a\r\nA: " + std::string(9000, 'x') + "\r\n\r\n",
         431},
        {"over 100 fields", many_fields + "\r\n", 431},
        {"target over 4 KB",
         "GET /" + std::string(4096, 'x') + " HTTP/1.1\r\nHost: a\r\n\r\n",
         414},
        {"target without end", "GET /" + std::string(20000, 'x'), 414},
        {"wrong method", "DELETE / HTTP/1.1\r\nHost: a\r\n\r\n", 405},
        {"no such path", "GET /none HTTP/1.1\r\nHost: a\r\n\r\n", 404},
        {"wrong media type",
         post("/json", "Content-Type: text/xml\r\nContent-Length: 2\r\n", "{}"),
         415},
        {"no media type", post("/json", "Content-Length: 2\r\n", "{}"), 415},
        {"compressed body",
         post("/echo", "Content-Encoding: gzip\r\nContent-Length: 2\r\n", "xx"),
         415},
        {"chunk size is no number", post("/echo", chunked, "zz\r\nabc\r\n0\r\n\r\n"), 400},
        {"negative chunk size", post("/echo", chunked, "-2\r\nabc\r\n0\r\n\r\n"), 400},
        {"chunk size over 64 bits",
         post("/echo", chunked, "fffffffffffffffff\r\nabc\r\n0\r\n\r\n"),
         400},
        {"chunk longer than told", post("/echo", chunked, "2\r\nabc\r\n0\r\n\r\n"), 400},
        {"length and chunks", post("/echo", chunked + "Content-Length: 3\r\n", "abc"), 400},
        {"chunks and length", post("/echo", "Content-Length: 3\r\n" + chunked, "abc"), 400},
        {"two lengths", post("/echo", "Content-Length: 3\r\nContent-Length: 4\r\n", "abc"), 400},
        {"two equal lengths",
         post("/echo", "Content-Length: 3\r\nContent-Length: 3\r\n", "abc"),
         400},
        {"negative length", post("/echo", "Content-Length: -1\r\n"), 400},
        {"length is no number", post("/echo", "Content-Length: 3x\r\n", "abc"), 400},
        {"other transfer encoding",
         post("/echo", "Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"),
         400},
        {"chunks in HTTP/1.0",
         "POST /echo HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
         400},
        {"no host", "GET / HTTP/1.1\r\n\r\n", 400},
        {"two hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
        {"no HTTP", "hello\r\n\r\n", 400},
        {"HTTP/2.0", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", 400},
        {"a field without colon", "GET / HTTP/1.1\r\nHost: a\r\nX\r\n\r\n", 400},
        {"bad escape", "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"NUL in the path", "GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"path is not UTF-8", "GET /%ff HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"absolute target", "GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    };
    Loopback at(served());
    for (const Case& one : cases) {
        SCOPED_TRACE(one.name);
        RawClient client(at.port);
        client.send(one.bytes);
        client.finish();
        const std::string reply = client.read_all();
        EXPECT_EQ(status_of(reply), one.status) << reply;
        EXPECT_NE(reply.find("Connection: close\r\n"), std::string::npos);
        EXPECT_EQ(reply.find("HTTP/1.1", 1), std::string::npos) << "more than one answer";
    }
    RawClient client(at.port);
    EXPECT_EQ(status_of(client.exchange(plain_get)), 200);
}

TEST(Server, TellsWhichMethodsAPathHas) {
    Loopback at(served());
    RawClient client(at.port);
    EXPECT_NE(
        client.exchange("PUT / HTTP/1.1\r\nHost: a\r\n\r\n").find("Allow: GET, HEAD\r\n"),
        std::string::npos
    );
}

TEST(Server, AnswersManyRequestsOnOneConnection) {
    Loopback at(served());
    RawClient client(at.port);
    for (int i = 0; i < 20; ++i)
        EXPECT_EQ(status_of(client.exchange(plain_get)), 200);
    EXPECT_EQ(at.counts().accepted, 1U);
    EXPECT_EQ(at.counts().replies[2], 20U);
}

TEST(Server, TakesRequestsInAnyPieces) {
    Loopback at(served());
    RawClient client(at.port);
    const std::string request = post(
        "/echo",
        "Transfer-Encoding: chunked\r\n",
        "3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nTrailer: x\r\n\r\n"
    );
    for (const char c : request)
        client.send(std::string_view(&c, 1));
    EXPECT_TRUE(client.read_reply().ends_with("\r\n\r\nabcde"));
    EXPECT_TRUE(
        client.exchange(post("/echo", "Content-Length: 3\r\n", "xyz")).ends_with("\r\n\r\nxyz")
    );
}

TEST(Server, LeavesOutTheBodyForHead) {
    Loopback at(served());
    RawClient client(at.port);
    client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_NE(client.read_reply(true).find("Content-Length: 4\r\n"), std::string::npos);
    EXPECT_TRUE(client.exchange(plain_get).starts_with("HTTP/1.1 200 OK\r\n"));
}

TEST(Server, ClosesWhenAskedTo) {
    Loopback at(served());
    RawClient client(at.port);
    client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    EXPECT_TRUE(client.read_all().ends_with("\r\n\r\nhome"));
    RawClient old(at.port);
    old.send("GET / HTTP/1.0\r\n\r\n");
    EXPECT_TRUE(old.read_all().ends_with("\r\n\r\nhome"));
}

TEST(Server, AnswersSixteenPipelinedRequestsThenCloses) {
    Loopback at(served());
    RawClient client(at.port);
    std::string flood;
    for (int i = 0; i < 40; ++i)
        flood += plain_get;
    client.send(flood);
    const std::string replies = client.read_all();
    std::size_t count = 0;
    for (auto at_byte = replies.find("HTTP/1.1 200"); at_byte != std::string::npos;
         at_byte = replies.find("HTTP/1.1 200", at_byte + 1))
        ++count;
    EXPECT_EQ(count, 16U);
}

TEST(Server, AsksForABodyThatWaitsForPermission) {
    Loopback at(served());
    RawClient client(at.port);
    client.send(post("/echo", "Expect: 100-continue\r\nContent-Length: 3\r\n"));
    EXPECT_EQ(client.read_reply(), "HTTP/1.1 100 Continue\r\n\r\n");
    EXPECT_TRUE(client.exchange("abc").ends_with("abc"));
    RawClient refused(at.port);
    refused.send(post("/small", "Expect: 100-continue\r\nContent-Length: 300\r\n"));
    EXPECT_EQ(status_of(refused.read_reply()), 413);
}

TEST(Server, SurvivesAHandlerThatThrows) {
    Loopback at(served());
    RawClient client(at.port);
    const std::string reply = client.exchange("GET /throws HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(status_of(reply), 500);
    EXPECT_EQ(reply.find("13800138000"), std::string::npos);
    EXPECT_EQ(status_of(client.exchange(plain_get)), 200);
}

TEST(Server, SendsNoFieldThatEndsItsLine) {
    Loopback at(served());
    RawClient client(at.port);
    const std::string reply = client.exchange("GET /splits HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(status_of(reply), 500);
    EXPECT_EQ(reply.find("X-Other"), std::string::npos);
}

TEST(Server, BelievesOnlyItsProxiesAboutThePeer) {
    const std::string forwarded =
        "GET /peer HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 1.1.1.1, 9.9.9.9\r\n\r\n";
    Loopback behind(served());
    EXPECT_TRUE(RawClient(behind.port).exchange(forwarded).ends_with("\r\n\r\n9.9.9.9"));
    ServerLimits limits;
    limits.trusted_proxies.clear();
    Loopback open(served(), limits);
    EXPECT_TRUE(RawClient(open.port).exchange(forwarded).ends_with("\r\n\r\n127.0.0.1"));
}

ServerLimits hurried() {
    ServerLimits limits;
    limits.sweep = 5ms;
    return limits;
}

TEST(Server, CutsWhoDoesNotFinish) {
    struct Case {
        const char* name;
        std::chrono::milliseconds ServerLimits::*limit;
        std::string bytes;
    };
    const Case cases[] = {
        {"half a header", &ServerLimits::header, "GET / HTTP/1.1\r\nHost"},
        {"half a body", &ServerLimits::body, post("/echo", "Content-Length: 10\r\n", "abc")},
        {"half a chunk",
         &ServerLimits::body,
         post("/echo", "Transfer-Encoding: chunked\r\n", "10\r\nabc")},
        {"nothing at all", &ServerLimits::idle, ""},
    };
    for (const Case& one : cases) {
        SCOPED_TRACE(one.name);
        ServerLimits limits = hurried();
        limits.*one.limit = 20ms;
        Loopback at(served(), limits);
        RawClient client(at.port);
        client.send(one.bytes);
        EXPECT_EQ(client.read_all(), "");
        EXPECT_EQ(at.counts().timed_out, 1U);
    }
}

TEST(Server, CutsWhoDoesNotRead) {
    ServerLimits limits = hurried();
    limits.write = 20ms;
    Loopback at(served(), limits);
    RawClient client(at.port);
    client.send("GET /big HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_TRUE(at.becomes([](const ServerCounts& counts) {
        return counts.timed_out == 1 && counts.connections == 0;
    }));
    EXPECT_LT(client.read_all().size(), 8U << 20U);
}

TEST(Server, BoundsConnectionsOfOneAddressAndOfAll) {
    ServerLimits limits;
    limits.trusted_proxies.clear();
    limits.per_address_max = 2;
    Loopback by_address(served(), limits);
    ServerLimits few;
    few.connections_max = 2;
    Loopback all(served(), few);
    for (Loopback* at : {&by_address, &all}) {
        auto first = std::make_unique<RawClient>(at->port);
        RawClient second(at->port);
        EXPECT_EQ(status_of(first->exchange(plain_get)), 200);
        EXPECT_EQ(status_of(second.exchange(plain_get)), 200);
        RawClient third(at->port);
        EXPECT_EQ(status_of(third.read_all()), 503);
        EXPECT_EQ(at->counts().turned_away, 1U);
        first.reset();
        EXPECT_TRUE(at->becomes([](const ServerCounts& counts) { return counts.connections == 1; })
        );
        RawClient fourth(at->port);
        EXPECT_EQ(status_of(fourth.exchange(plain_get)), 200);
    }
}

TEST(Server, GoesOnAfterRunningOutOfDescriptors) {
    Loopback at(served());
    RawClient client;  // has its descriptor already
    rlimit before{};
    ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &before), 0);
    const int next = ::dup(0);
    rlimit none = before;
    none.rlim_cur = static_cast<rlim_t>(next);
    ::close(next);
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &none), 0);
    client.connect(at.port);
    client.send(plain_get);
    for (int i = 0; i < 100; ++i)
        EXPECT_EQ(at.counts().accepted, 0U);
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &before), 0);
    EXPECT_EQ(status_of(client.read_reply()), 200);
}

// Holds its request until it is let go.
struct Gate {
    explicit Gate(boost::asio::io_context& loop) : timer(loop) {
        timer.expires_at(SteadyTimePoint::max());
    }
    using SteadyTimePoint = std::chrono::steady_clock::time_point;
    boost::asio::steady_timer timer;
    bool entered = false;
};

awaitable<Reply> wait_at(std::shared_ptr<std::unique_ptr<Gate>> gate, Request) {
    boost::system::error_code error;
    (*gate)->entered = true;
    co_await (*gate)->timer.async_wait(
        boost::asio::redirect_error(boost::asio::use_awaitable, error)
    );
    Reply reply;
    reply.body = "late";
    co_return reply;
}

awaitable<void> drain(Server* server, std::chrono::milliseconds within, std::promise<void>* done) {
    co_await server->drain(within);
    done->set_value();
}

class Draining : public testing::Test {
protected:
    static Router with_gate(const std::shared_ptr<std::unique_ptr<Gate>>& gate) {
        Router router = served();
        router.add("GET", "/wait", [gate](Request request) {
            return wait_at(gate, std::move(request));
        });
        return router;
    }

    Draining() {
        at.on_loop([this] { *gate = std::make_unique<Gate>(at.loop); });
    }
    ~Draining() override {
        at.on_loop([this] { gate->reset(); });
    }

    void start_draining(std::chrono::milliseconds within) {
        boost::asio::co_spawn(at.loop, drain(&at.server(), within, &done), boost::asio::detached);
    }
    bool is_waiting() {
        bool entered = false;
        at.on_loop([&] { entered = (*gate)->entered; });
        return entered;
    }

    std::shared_ptr<std::unique_ptr<Gate>> gate = std::make_shared<std::unique_ptr<Gate>>();
    Loopback at{with_gate(gate)};
    std::promise<void> done;
};

TEST_F(Draining, LetsRequestsInFlightFinishAndClosesTheIdle) {
    RawClient idle(at.port);
    EXPECT_EQ(status_of(idle.exchange(plain_get)), 200);
    RawClient busy(at.port);
    busy.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n");
    while (!is_waiting()) {
    }
    start_draining(10s);
    EXPECT_EQ(idle.read_all(), "");
    at.on_loop([this] { (*gate)->timer.cancel(); });
    const std::string reply = busy.read_all();
    EXPECT_NE(reply.find("Connection: close\r\n"), std::string::npos);
    EXPECT_TRUE(reply.ends_with("late"));
    done.get_future().wait();
    EXPECT_EQ(at.counts().connections, 0U);
}

TEST_F(Draining, CutsWhatIsLeftInTheEnd) {
    RawClient busy(at.port);
    busy.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n");
    while (!is_waiting()) {
    }
    start_draining(1ms);
    EXPECT_EQ(busy.read_all(), "");
    done.get_future().wait();
    at.on_loop([this] { (*gate)->timer.cancel(); });
    EXPECT_TRUE(at.becomes([](const ServerCounts& counts) { return counts.connections == 0; }));
}

TEST(Server, SaysWhyItCannotListen) {
    boost::asio::io_context loop;
    Server server(loop, Router());
    for (const char* address :
         {"", "8080", "127.0.0.1:", "127.0.0.1:99999", "localhost:80", "127.0.0.1:8x"}) {
        SCOPED_TRACE(address);
        const auto listening = server.listen(address);
        ASSERT_FALSE(listening);
        EXPECT_EQ(listening.error().fault, dialogs::Fault::malformed);
    }
    Loopback at(served());
    const auto taken = server.listen("127.0.0.1:" + std::to_string(at.port));
    ASSERT_FALSE(taken);
    EXPECT_EQ(taken.error().fault, dialogs::Fault::unavailable);
}

}  // namespace
}  // namespace gateway::http
