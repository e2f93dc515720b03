// The bare server the product is measured against: Beast, SQLite and a group commit, and nothing of
// what makes a gateway. It verifies nothing, knows no dialog and answers everybody the same; but
// what it answers is on disk.
//
//     yimen_bench_reference PORT DATABASE
//
// A turn: keep the message once by (channel, id), read the person's session, write 1 KB of it back,
// keep the reply; the answer leaves after the commit. One thread for the sockets, one for the
// database.
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <sqlite3.h>

#include <algorithm>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <functional>
#include <iterator>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;

namespace {

[[noreturn]] void give_up(const char* what) {
    std::fprintf(stderr, "%s\n", what);
    std::exit(1);
}

class Statement {
public:
    Statement(sqlite3* database, const char* sql) : database_(database) {
        if (sqlite3_prepare_v2(database, sql, -1, &statement_, nullptr) != SQLITE_OK)
            give_up(sqlite3_errmsg(database));
    }
    ~Statement() { sqlite3_finalize(statement_); }
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    // Runs it with texts as parameters; true when there is a row.
    template <class... Texts>
    bool run(const Texts&... texts) {
        int index = 0;
        (sqlite3_bind_text(
             statement_, ++index, texts.data(), static_cast<int>(texts.size()), SQLITE_STATIC
         ),
         ...);
        const int code = sqlite3_step(statement_);
        if (code != SQLITE_ROW && code != SQLITE_DONE) give_up(sqlite3_errmsg(database_));
        sqlite3_reset(statement_);
        return code == SQLITE_ROW;
    }

private:
    sqlite3* database_;
    sqlite3_stmt* statement_ = nullptr;
};

constexpr const char* schema = R"(
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA wal_autocheckpoint = 1000;
    PRAGMA cache_size = -4096;
    CREATE TABLE IF NOT EXISTS inbound(id INTEGER PRIMARY KEY, channel TEXT, external_id TEXT, user_id TEXT, text TEXT,
                                       UNIQUE (channel, external_id));
    CREATE TABLE IF NOT EXISTS sessions(id INTEGER PRIMARY KEY, channel TEXT, user_id TEXT, state TEXT,
                                        UNIQUE (channel, user_id));
    CREATE TABLE IF NOT EXISTS outbound(id INTEGER PRIMARY KEY, user_id TEXT, text TEXT);
)";

struct Turn {
    std::string id;
    std::string user;
    std::string text;
    std::function<void()> done;  // on the loop, once it is on disk
};

class Database {
public:
    Database(asio::io_context& loop, const char* file) : loop_(loop), state_(1024, 's') {
        if (sqlite3_open(file, &database_) != SQLITE_OK) give_up("cannot open the database");
        run(schema);
        keep_ = prepare(
            "INSERT INTO inbound(channel, external_id, user_id, text) VALUES ('wechat', ?, ?, ?) "
            "ON CONFLICT DO NOTHING"
        );
        find_ = prepare("SELECT state FROM sessions WHERE channel = 'wechat' AND user_id = ?");
        save_ = prepare(
            "INSERT INTO sessions(channel, user_id, state) VALUES ('wechat', ?, ?) "
            "ON CONFLICT (channel, user_id) DO UPDATE SET state = excluded.state"
        );
        reply_ = prepare("INSERT INTO outbound(user_id, text) VALUES (?, ?)");
        thread_ = std::thread([this] { serve(); });
        thread_.detach();
    }

    void keep(Turn turn) {
        {
            const std::lock_guard lock(mutex_);
            waiting_.push_back(std::move(turn));
        }
        changed_.notify_one();
    }

    static const std::string& reply() {
        static const std::string text(300, 'r');
        return text;
    }

private:
    std::unique_ptr<Statement> prepare(const char* sql) {
        return std::make_unique<Statement>(database_, sql);
    }
    void run(const char* sql) {
        if (sqlite3_exec(database_, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
            give_up(sqlite3_errmsg(database_));
    }

    [[noreturn]] void serve() {
        for (;;) {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [this] { return !waiting_.empty(); });
            std::vector<Turn> batch(
                std::make_move_iterator(waiting_.begin()), std::make_move_iterator(waiting_.end())
            );
            waiting_.clear();
            lock.unlock();
            run("BEGIN IMMEDIATE");
            for (const auto& turn : batch) {
                keep_->run(turn.id, turn.user, turn.text);
                find_->run(turn.user);
                save_->run(turn.user, state_);
                reply_->run(turn.user, reply());
            }
            run("COMMIT");
            asio::post(loop_, [batch = std::move(batch)] {
                for (const auto& turn : batch)
                    turn.done();
            });
        }
    }

    asio::io_context& loop_;
    const std::string state_;
    sqlite3* database_ = nullptr;
    std::unique_ptr<Statement> keep_, find_, save_, reply_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Turn> waiting_;
    std::thread thread_;
};

// What stands between <name> and </name>, without CDATA's brackets.
std::string field(std::string_view xml, std::string_view name) {
    const auto open = "<" + std::string(name) + ">";
    const auto from = xml.find(open);
    if (from == std::string_view::npos) return {};
    auto value = xml.substr(from + open.size(), xml.find("</", from) - from - open.size());
    if (value.starts_with("<![CDATA[")) value = value.substr(9, value.size() - 12);
    return std::string(value);
}

class Session : public std::enable_shared_from_this<Session> {
public:
    Session(tcp::socket socket, Database& database)
        : stream_(std::move(socket)), database_(database) {
        stream_.socket().set_option(tcp::no_delay(true));
    }

    void read() {
        request_ = {};
        http::async_read(
            stream_,
            buffer_,
            request_,
            [self = shared_from_this()](beast::error_code error, std::size_t) {
                if (!error) self->turn();
            }
        );
    }

private:
    void turn() {
        const auto& xml = request_.body();
        Turn turn{field(xml, "MsgId"), field(xml, "FromUserName"), field(xml, "Content"), {}};
        turn.done = [self = shared_from_this(), user = turn.user] { self->answer(user); };
        database_.keep(std::move(turn));
    }

    void answer(const std::string& user) {
        response_ = {http::status::ok, request_.version()};
        response_.set(http::field::content_type, "text/xml");
        response_.keep_alive(request_.keep_alive());
        response_.body() = "<xml><ToUserName><![CDATA[" + user +
                           "]]></ToUserName><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[" +
                           Database::reply() + "]]></Content></xml>";
        response_.prepare_payload();
        http::async_write(
            stream_,
            response_,
            [self = shared_from_this()](beast::error_code error, std::size_t) {
                if (!error) self->read();
            }
        );
    }

    beast::tcp_stream stream_;
    Database& database_;
    beast::flat_buffer buffer_;
    http::request<http::string_body> request_;
    http::response<http::string_body> response_;
};

void accept(tcp::acceptor& acceptor, Database& database) {
    acceptor.async_accept([&](beast::error_code error, tcp::socket socket) {
        if (!error) std::make_shared<Session>(std::move(socket), database)->read();
        accept(acceptor, database);
    });
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) give_up("usage: yimen_bench_reference PORT DATABASE");
    asio::io_context loop(1);
    Database database(loop, argv[2]);
    const auto port = static_cast<unsigned short>(std::atoi(argv[1]));
    tcp::acceptor acceptor(loop, {asio::ip::address_v4::loopback(), port});
    accept(acceptor, database);
    loop.run();
}
