#include "gateway/http/websocket.h"

#include "tests/unit/gateway/http/loopback.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <stdexcept>

namespace gateway::http {
namespace {

using namespace std::chrono_literals;

constexpr int text_frame = 1;
constexpr int binary_frame = 2;
constexpr int close_frame = 8;
constexpr int ping_frame = 9;
constexpr int pong_frame = 10;

// RFC 6455 §5.2, masked as a client must; the key is zero, which is allowed and easy to read.
std::string frame(int opcode, const std::string& payload, bool final = true) {
    std::string bytes;
    bytes += static_cast<char>((final ? 0x80 : 0) | opcode);
    if (payload.size() < 126) {
        bytes += static_cast<char>(0x80 | payload.size());
    } else {
        bytes += static_cast<char>(0x80 | 126);
        bytes += static_cast<char>(payload.size() >> 8U);
        bytes += static_cast<char>(payload.size() & 255U);
    }
    return bytes + std::string(4, '\0') + payload;
}

std::string upgrade(const std::string& headers = "", const std::string& path = "/ws") {
    return "GET " + path +
           " HTTP/1.1\r\nHost: chat.example\r\nConnection: Upgrade\r\nUpgrade: "
           "websocket\r\nSec-WebSocket-Version: 13\r\n"
           "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
           headers + "\r\n";
}

struct Frame {
    int opcode = 0;
    std::string payload;
    int code() const {
        if (payload.size() < 2) return 0;
        return static_cast<unsigned char>(payload[0]) * 256 +
               static_cast<unsigned char>(payload[1]);
    }
};

class WebSocketClient : public RawClient {
public:
    explicit WebSocketClient(std::uint16_t port, const std::string& headers = "")
        : RawClient(port) {
        handshake = exchange(upgrade(headers));
    }

    Frame read_frame() {
        const std::string head = read_exactly(2);
        if (head.size() < 2) return {};
        std::size_t length = static_cast<unsigned char>(head[1]) & 127U;
        if (length == 126) {
            const std::string more = read_exactly(2);
            length =
                static_cast<unsigned char>(more[0]) * 256U + static_cast<unsigned char>(more[1]);
        }
        return {head[0] & 15, read_exactly(length)};
    }

    std::string handshake;
};

class WebSocket : public testing::Test {
protected:
    void start(SocketOptions options = {}, ServerLimits limits = {}) {
        SocketHandler handler;
        handler.on_open = [this](SocketPtr socket, const Request&) {
            ++opened;
            last = std::move(socket);
        };
        handler.on_text = [](const SocketPtr& socket, const std::string& text) {
            if (text == "throw") throw std::runtime_error("no");
            socket->send("you said " + text);
        };
        handler.on_close = [this](const SocketPtr&) {
            ++closed;
            last.reset();
        };
        handler.admit = [this](Request request) { return admit(std::move(request)); };
        Router router;
        router.socket("/ws", std::move(options), std::move(handler));
        at.emplace(std::move(router), std::move(limits));
    }
    ~WebSocket() override {
        if (at) at->on_loop([this] { last.reset(); });
    }

    boost::asio::awaitable<Reply> admit(Request request) {
        Reply reply = plain(request.header("X-Unwelcome").empty() ? 101 : 401);
        co_return reply;
    }

    // The server's end is open: a client knows of the handshake before that.
    bool begins() {
        return at->becomes([this](const ServerCounts&) { return opened == 1; });
    }
    bool ends() {
        return at->becomes([](const ServerCounts& counts) { return counts.sockets == 0; });
    }

    std::optional<Loopback> at;
    SocketPtr last;
    int opened = 0;
    int closed = 0;
};

TEST_F(WebSocket, ShakesHandsAndAnswersTexts) {
    start();
    WebSocketClient client(at->port);
    EXPECT_EQ(status_of(client.handshake), 101);
    EXPECT_NE(
        client.handshake.find("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="), std::string::npos
    );  // RFC 6455 §1.3
    client.send(frame(text_frame, "低保"));
    EXPECT_EQ(client.read_frame().payload, "you said 低保");
    client.send(frame(text_frame, "a", false) + frame(0, "b"));
    EXPECT_EQ(client.read_frame().payload, "you said ab");
    client.send(frame(ping_frame, "p"));
    const Frame pong = client.read_frame();
    EXPECT_EQ(pong.opcode, pong_frame);
    EXPECT_EQ(pong.payload, "p");
    client.send(frame(close_frame, std::string("\x03\xe8", 2)));
    EXPECT_EQ(client.read_frame().code(), 1000);
    client.finish();
    EXPECT_TRUE(ends());
    EXPECT_EQ(opened, 1);
    EXPECT_EQ(closed, 1);
}

TEST_F(WebSocket, TakesAHandshakeInAnyPieces) {
    start();
    RawClient client(at->port);
    for (const char c : upgrade())
        client.send(std::string_view(&c, 1));
    client.send(frame(text_frame, "early"));
    EXPECT_EQ(status_of(client.read_reply()), 101);
    EXPECT_EQ(client.read_exactly(16).substr(2), "you said early");
}

TEST_F(WebSocket, TakesAFrameThatCameWithTheHandshake) {
    start();
    RawClient client(at->port);
    client.send(upgrade() + frame(text_frame, "early"));
    EXPECT_EQ(status_of(client.read_reply()), 101);
    EXPECT_EQ(client.read_exactly(16).substr(2), "you said early");
}

TEST_F(WebSocket, LetsInOnlyWhomItShould) {
    SocketOptions options;
    options.origins = {"https://mz.example.gov.cn"};
    options.protocols = {"yimen.chat.1", "yimen.chat.0"};
    start(options);
    struct Case {
        const char* name;
        const char* headers;
        int status;
    };
    constexpr Case cases[] = {
        {"a browser on a listed page", "Origin: https://mz.example.gov.cn\r\n", 101},
        {"a browser on our own page", "Origin: http://chat.example\r\n", 101},
        {"no browser", "", 101},
        {"another site", "Origin: https://evil.example\r\n", 403},
        {"a page from a file", "Origin: null\r\n", 403},
        {"a host that begins alike", "Origin: https://mz.example.gov.cn.evil.example\r\n", 403},
        {"not admitted", "X-Unwelcome: 1\r\n", 401},
    };
    for (const auto& [name, headers, status] : cases) {
        SCOPED_TRACE(name);
        EXPECT_EQ(status_of(WebSocketClient(at->port, headers).handshake), status);
    }
    const WebSocketClient agreed(at->port, "Sec-WebSocket-Protocol: yimen.chat.1\r\n");
    EXPECT_NE(agreed.handshake.find("yimen.chat.1"), std::string::npos);
    const WebSocketClient older(at->port, "Sec-WebSocket-Protocol: other, yimen.chat.0\r\n");
    EXPECT_NE(older.handshake.find("yimen.chat.0"), std::string::npos);
    // A browser hangs up when it is told of one it did not offer.
    for (const auto* offered : {"", "Sec-WebSocket-Protocol: other\r\n"}) {
        const WebSocketClient client(at->port, offered);
        EXPECT_EQ(status_of(client.handshake), 101);
        EXPECT_EQ(client.handshake.find("Sec-WebSocket-Protocol"), std::string::npos);
    }
    RawClient plain_client(at->port);
    EXPECT_EQ(status_of(plain_client.exchange("GET /ws HTTP/1.1\r\nHost: a\r\n\r\n")), 426);
}

TEST_F(WebSocket, ClosesOnWhatItDoesNotTake) {
    struct Case {
        const char* name;
        std::string bytes;
        int code;
    };
    std::string fragments = frame(text_frame, "x", false);
    for (int i = 0; i < 400; ++i)
        fragments += frame(0, "x", false);
    const Case cases[] = {
        {"over 16 KB", frame(text_frame, std::string(16385, 'x')), 1009},
        {"over 16 KB in parts",
         frame(text_frame, std::string(9000, 'x'), false) + frame(0, std::string(9000, 'x')),
         1009},
        {"not UTF-8", frame(text_frame, "\xff\xfe"), 1007},
        {"a lone surrogate", frame(text_frame, "\xed\xa0\x80"), 1007},
        {"binary", frame(binary_frame, "x"), 1003},
        {"a flood of fragments", fragments, 1008},
        {"a handler that throws", frame(text_frame, "throw"), 1011},
    };
    start();
    for (const Case& one : cases) {
        SCOPED_TRACE(one.name);
        WebSocketClient client(at->port);
        client.send(one.bytes);
        const Frame last_frame = client.read_frame();
        EXPECT_EQ(last_frame.opcode, close_frame);
        EXPECT_EQ(last_frame.code(), one.code);
        client.send(frame(close_frame, last_frame.payload));
        client.finish();
        EXPECT_EQ(client.read_all(), "");
    }
    EXPECT_TRUE(ends());
    EXPECT_EQ(closed, opened);
    WebSocketClient largest(at->port);
    largest.send(frame(text_frame, std::string(16384, 'x')));
    EXPECT_EQ(largest.read_frame().payload.size(), 16384 + std::string("you said ").size());
}

TEST_F(WebSocket, ClosesAPeerTooSlowForItsQueue) {
    SocketOptions options;
    options.queue_max = 4;
    start(options);
    WebSocketClient client(at->port);
    ASSERT_TRUE(begins());
    at->on_loop([this] {
        for (int i = 0; i < 100; ++i)
            last->send("news");
        EXPECT_FALSE(last->is_open());
    });
    Frame next = client.read_frame();
    while (next.opcode == text_frame)
        next = client.read_frame();
    EXPECT_EQ(next.code(), 1013);
    client.send(frame(close_frame, next.payload));
    client.finish();
    EXPECT_TRUE(ends());
    EXPECT_EQ(closed, 1);
}

TEST_F(WebSocket, CutsAPeerThatNeverReads) {
    SocketOptions options;
    options.queue_bytes_max = 64 << 20;
    ServerLimits limits;
    limits.sweep = 5ms;
    limits.write = 20ms;
    start(options, limits);
    const WebSocketClient client(at->port);
    ASSERT_TRUE(begins());
    at->on_loop([this] {
        for (int i = 0; i < 32; ++i)
            last->send(std::string(1 << 20, 'x'));
    });
    EXPECT_TRUE(ends());
    EXPECT_EQ(closed, 1);
}

TEST_F(WebSocket, PingsInSilenceAndLetsGoOfTheDead) {
    SocketOptions options;
    options.ping = 20ms;
    start(options);
    WebSocketClient client(at->port);
    EXPECT_EQ(client.read_frame().opcode, ping_frame);
    EXPECT_TRUE(ends());
    EXPECT_EQ(closed, 1);
}

TEST_F(WebSocket, DoesNotWaitForAPeerThatClosesHalf) {
    ServerLimits limits;
    limits.sweep = 5ms;
    limits.linger = 20ms;
    limits.write = 20ms;
    SocketOptions options;
    options.ping = 20ms;
    start(options, limits);
    const std::string endings[] = {
        frame(close_frame, ""),
        frame(text_frame, std::string(16385, 'x')),
        frame(text_frame, "\xff"),
        frame(binary_frame, "x")};
    for (const std::string& ending : endings) {
        SCOPED_TRACE(ending.substr(0, 8));
        WebSocketClient client(at->port);
        client.send(ending);
        EXPECT_EQ(client.read_frame().opcode, close_frame);
        EXPECT_TRUE(ends());
        EXPECT_EQ(closed, opened);
    }
}

TEST_F(WebSocket, IsToldWhenItsPeerVanishes) {
    start();
    { const WebSocketClient client(at->port); }
    EXPECT_TRUE(ends());
    EXPECT_EQ(closed, 1);
}

TEST_F(WebSocket, SaysGoodByeWhenTheServerDrains) {
    start();
    WebSocketClient client(at->port);
    boost::asio::co_spawn(at->loop, at->server().drain(10s), boost::asio::detached);
    const Frame farewell = client.read_frame();
    EXPECT_EQ(farewell.code(), 1012);
    client.send(frame(close_frame, farewell.payload));
    client.finish();
    EXPECT_EQ(client.read_all(), "");
}

TEST_F(WebSocket, SendsNothingAfterAClose) {
    start();
    WebSocketClient client(at->port);
    ASSERT_TRUE(begins());
    at->on_loop([this] {
        last->close(4001, "bye");
        last->send("too late");
        last->close(4002, "again");
    });
    const Frame farewell = client.read_frame();
    EXPECT_EQ(farewell.code(), 4001);
    EXPECT_EQ(farewell.payload.substr(2), "bye");
}

}  // namespace
}  // namespace gateway::http
