#include "gateway/desk/api.h"

#include "gateway/desk/accounts.h"
#include "gateway/desk/journal.h"
#include "storage/event_log.h"
#include "tests/unit/gateway/desk/desk_room.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

// The API through its routes, on a real store; sockets are the server's own matter.

namespace {

using namespace std::chrono_literals;
using gateway::http::Fields;
using gateway::http::Reply;
using gateway::http::Request;
using nlohmann::json;
using tests::noon;
namespace asio = boost::asio;
namespace desk = gateway::desk;

const char* const password = "correct horse";

// What a page would receive.
class RecordingSocket : public gateway::http::Socket {
public:
    void send(std::string text) override { frames.push_back(json::parse(text)); }
    void close(std::uint16_t code, std::string) override { closed = code; }
    bool is_open() const override { return closed == 0; }

    std::vector<json> frames;
    std::uint16_t closed = 0;
};

struct Login {
    std::string cookie;
    std::string csrf;
};

struct Answer {
    int status = 0;
    json body;
    Reply reply;

    std::string code() const { return body["error"]["code"].get<std::string>(); }
};

class ApiTest : public testing::Test {
protected:
    ApiTest() {
        auto opened = gateway::Store::open(loop_, folder_.path(), [](const auto&) {});
        store_ = std::move(*opened);
        start("http://127.0.0.1:8080");
        auto made = write([](storage::Connection& connection) {
            for (const auto& [name, role, area] : people) {
                const desk::NewUser user{name, name, role, area, password};
                if (auto id = desk::add_user(connection, *organisation, user, noon); !id) return id;
            }
            const auto asked = tests::ask_for_person(connection, "c0ffee3f9a", "130224100", "LN-1");
            return storage::Result<std::int64_t>(asked.id);
        });
        id_ = std::to_string(made.value());
    }

    void start(const std::string& public_url) {
        router_ = std::make_unique<gateway::http::Router>();
        api_ = std::make_unique<desk::Api>(desk::ApiTools{
            loop_,
            *store_,
            news_,
            [this] { return now_; },
            organisation,
            keys_,
            [](const std::string&, const std::string&) { return std::vector<std::string>(); },
            [](std::string_view topic) { return "标题 " + std::string(topic); },
            public_url});
        api_->add_routes(*router_);
    }

    void run_until(const std::function<bool()>& done) {
        const auto guard = asio::make_work_guard(loop_);
        while (!done())
            loop_.run_one();
    }

    template <class Job>
    storage::Result<std::int64_t> write(Job job) {
        std::optional<storage::Result<std::int64_t>> result;
        std::function<storage::Result<std::int64_t>(storage::Connection&)> wanted = job;
        auto ask = [this, &result, &wanted]() -> asio::awaitable<void> {
            auto done = co_await store_->write<std::int64_t>(std::move(wanted));
            result = done;
        };
        asio::co_spawn(loop_, ask(), asio::detached);
        run_until([&] { return result.has_value(); });
        return *result;
    }

    Answer ask(
        const std::string& method,
        const std::string& target,
        const Login& who = {},
        const std::string& body = {},
        Fields headers = {}
    ) {
        Request request;
        request.method = method;
        const auto mark = target.find('?');
        request.path = "/api/v1" + target.substr(0, mark);
        if (mark != std::string::npos) request.query = target.substr(mark + 1);
        request.body = body;
        request.headers = std::move(headers);
        if (!who.cookie.empty()) request.headers.emplace_back("Cookie", who.cookie);
        if (!who.csrf.empty()) request.headers.emplace_back("X-CSRF-Token", who.csrf);
        auto found = router_->find(method, request.path);
        if (!found.route) return {};
        request.params = found.params;

        Answer answer;
        bool done = false;
        auto serve = [&]() -> asio::awaitable<void> {
            answer.reply = co_await found.route->handler(request);
            done = true;
        };
        asio::co_spawn(loop_, serve(), asio::detached);
        run_until([&] { return done; });
        answer.status = answer.reply.status;
        if (!answer.reply.body.empty()) answer.body = json::parse(answer.reply.body);
        return answer;
    }

    Login login(const std::string& name) {
        const json body = {{"name", name}, {"password", password}};
        const auto answer = ask("POST", "/auth/login", {}, body.dump());
        EXPECT_EQ(answer.status, 200);
        const auto line = gateway::http::find_field(answer.reply.headers, "Set-Cookie");
        return {
            std::string(line.substr(0, line.find(';'))), answer.body["csrf"].get<std::string>()};
    }

    // A page that said hello and was greeted.
    std::shared_ptr<RecordingSocket> page(const Login& who, std::int64_t resume_from = 0) {
        auto socket = std::make_shared<RecordingSocket>();
        Request request;
        request.headers.emplace_back("Cookie", who.cookie);
        const auto& handler = router_->find("GET", "/api/v1/ws").route->socket_handler;
        handler.on_open(socket, request);
        handler.on_text(socket, json{{"type", "hello"}, {"resume_from", resume_from}}.dump());
        run_until([&] { return !socket->frames.empty(); });
        return socket;
    }
    void wait_for(const std::shared_ptr<RecordingSocket>& socket, std::size_t frames) {
        run_until([&] { return socket->frames.size() >= frames; });
    }

    struct Person {
        const char* name;
        const char* role;
        const char* area;
    };
    static constexpr Person people[] = {
        {"zhang", "town", "130224100"},
        {"li", "town", "130224100"},
        {"far", "town", "130224101"},
        {"county", "county", "130224"},
        {"admin", "admin", "130224"},
    };
    static inline const auto organisation = std::make_shared<const gateway::config::Organisation>(
        "LN",
        std::vector<gateway::config::Area>{
            {"130224", "滦南县", {}, ""},
            {"130224100", "倴城镇", {}, "130224"},
            {"130224101", "宋道口镇", {}, "130224"}},
        std::vector<gateway::config::Office>{{"130224", "滦南县民政局", ""}},
        gateway::config::Calendar({})
    );

    tests::ScratchFolder folder_;
    storage::Time now_ = noon;
    gateway::News news_;
    gateway::registers::Keys keys_ = gateway::registers::Keys::from_master({1});
    asio::io_context loop_;
    std::unique_ptr<gateway::Store> store_;
    std::unique_ptr<desk::Api> api_;
    std::unique_ptr<gateway::http::Router> router_;
    std::string id_;
};

TEST_F(ApiTest, LetsAClerkInAndOutAgain) {
    const auto zhang = login("zhang");
    const auto me = ask("GET", "/me", zhang);
    EXPECT_EQ(me.status, 200);
    EXPECT_EQ(me.body["me"]["role"], "town");
    EXPECT_EQ(me.body["me"]["area"]["name"], "倴城镇");
    EXPECT_EQ(me.body["csrf"], zhang.csrf);
    EXPECT_EQ(gateway::http::find_field(me.reply.headers, "Cache-Control"), "no-store");
    EXPECT_EQ(ask("POST", "/auth/logout", zhang).status, 204);
    EXPECT_EQ(ask("GET", "/me", zhang).status, 401);
}

TEST_F(ApiTest, TheCookieIsForTheBrowserOnly) {
    const json body = {{"name", "zhang"}, {"password", password}};
    auto answer = ask("POST", "/auth/login", {}, body.dump());
    auto line = std::string(gateway::http::find_field(answer.reply.headers, "Set-Cookie"));
    EXPECT_TRUE(line.starts_with("yimen_session="));
    EXPECT_TRUE(line.ends_with("; Path=/; HttpOnly; SameSite=Strict"));
    start("https://mz.example.gov.cn");
    answer = ask("POST", "/auth/login", {}, body.dump());
    line = std::string(gateway::http::find_field(answer.reply.headers, "Set-Cookie"));
    EXPECT_TRUE(line.starts_with("__Host-yimen_session="));
    EXPECT_TRUE(line.ends_with("; Secure"));
}

TEST_F(ApiTest, TellsNobodyWhyALoginFailed) {
    const auto wrong =
        ask("POST", "/auth/login", {}, R"({"name":"zhang","password":"wrong horse"})");
    const auto unknown = ask("POST", "/auth/login", {}, R"({"name":"nobody","password":"x"})");
    EXPECT_EQ(wrong.status, 401);
    EXPECT_EQ(wrong.code(), "bad_credentials");
    EXPECT_EQ(wrong.reply.body, unknown.reply.body);
    EXPECT_EQ(ask("POST", "/auth/login", {}, "{").status, 400);
}

TEST_F(ApiTest, StopsGuessing) {
    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(ask("POST", "/auth/login", {}, R"({"name":"zhang","password":"x"})").status, 401);
    }
    const json right = {{"name", "zhang"}, {"password", password}};
    const auto locked = ask("POST", "/auth/login", {}, right.dump());
    EXPECT_EQ(locked.status, 429);
    EXPECT_EQ(locked.code(), "too_many_attempts");
    now_ += 1min;
    EXPECT_EQ(ask("POST", "/auth/login", {}, right.dump()).status, 200);
}

TEST_F(ApiTest, ShowsWhoWaits) {
    const auto zhang = login("zhang");
    const auto inbox = ask("GET", "/inbox?view=unclaimed", zhang);
    ASSERT_EQ(inbox.body["items"].size(), 1u);
    const auto& item = inbox.body["items"][0];
    EXPECT_EQ(item["control"], "queued");
    EXPECT_EQ(item["contact"]["address"], "访客 3f9a");
    EXPECT_EQ(item["area"]["name"], "倴城镇");
    EXPECT_EQ(item["case"]["no"], "LN-1");
    EXPECT_EQ(item["case"]["reason"], "居民要求人工");
    EXPECT_EQ(item["waiting_since"], "2026-11-22T12:00:00+08:00");
    EXPECT_TRUE(item["owner"].is_null());
    EXPECT_TRUE(inbox.body["next_cursor"].is_null());
    EXPECT_EQ(ask("GET", "/counters", zhang).body["unclaimed"], 1);
    const auto detail = ask("GET", "/conversations/" + id_, zhang);
    EXPECT_EQ(detail.body["slots"][0]["value"], "低保停了");
    EXPECT_TRUE(detail.body["beneficiary"].is_null());
    EXPECT_EQ(ask("GET", "/inbox?view=everything", zhang).status, 400);
    EXPECT_EQ(ask("GET", "/inbox?cursor=x", zhang).status, 400);
}

TEST_F(ApiTest, OfTwoClerksOneClaims) {
    const auto zhang = login("zhang");
    const auto li = login("li");
    const auto path = "/conversations/" + id_ + "/claim";
    const auto first = ask("POST", path, zhang);
    EXPECT_EQ(first.status, 200);
    EXPECT_EQ(first.body["owner"]["name"], "zhang");
    const auto second = ask("POST", path, li);
    EXPECT_EQ(second.status, 409);
    EXPECT_EQ(second.code(), "already_claimed");
    EXPECT_EQ(second.body["error"]["details"]["owner"], "zhang");
    EXPECT_EQ(second.body["error"]["message"], "该会话已被zhang认领");
}

TEST_F(ApiTest, KeepsTheTranscript) {
    const auto zhang = login("zhang");
    const auto base = "/conversations/" + id_;
    EXPECT_EQ(ask("POST", base + "/messages", zhang, R"({"text":"您好"})").status, 201);
    EXPECT_EQ(ask("POST", base + "/notes", zhang, R"({"text":"王婶的儿子"})").status, 201);
    const auto said = ask("POST", base + "/messages", zhang, R"({"text":"请带户口本"})");
    EXPECT_EQ(said.body["clerk"]["name"], "zhang");
    const auto newest = ask("GET", base + "/messages?limit=2", zhang);
    ASSERT_EQ(newest.body["items"].size(), 2u);
    EXPECT_TRUE(newest.body["more"].get<bool>());
    EXPECT_EQ(newest.body["items"][0]["author"], "note");
    const auto before = newest.body["items"][0]["seq"].get<std::int64_t>();
    const auto older =
        ask("GET", base + "/messages?limit=2&before=" + std::to_string(before), zhang);
    ASSERT_EQ(older.body["items"].size(), 1u);
    EXPECT_EQ(older.body["items"][0]["text"], "您好");
    EXPECT_FALSE(older.body["more"].get<bool>());
}

TEST_F(ApiTest, RefusesWordsThatAreNone) {
    const auto zhang = login("zhang");
    const auto path = "/conversations/" + id_ + "/messages";
    EXPECT_EQ(ask("POST", path, zhang, R"({"text":" \n "})").status, 422);
    EXPECT_EQ(ask("POST", path, zhang, "").status, 422);
    EXPECT_EQ(ask("POST", path, zhang, json{{"text", std::string(1001, 'x')}}.dump()).status, 422);
    EXPECT_EQ(ask("POST", path, zhang, R"({"text":7})").status, 400);
    EXPECT_EQ(ask("POST", path, zhang, "{").status, 400);
    EXPECT_EQ(ask("POST", "/conversations/x/messages", zhang, R"({"text":"a"})").status, 404);
    EXPECT_TRUE(ask("GET", "/conversations/" + id_ + "/messages", zhang).body["items"].empty());
}

TEST_F(ApiTest, HandsBackAndCloses) {
    const auto zhang = login("zhang");
    const auto base = "/conversations/" + id_;
    ask("POST", base + "/claim", zhang);
    EXPECT_EQ(ask("POST", base + "/release", zhang).body["control"], "queued");
    ask("POST", base + "/claim", zhang);
    const auto back = ask("POST", base + "/return-to-bot", zhang, R"({"summary":"已告知"})");
    EXPECT_EQ(back.body["control"], "bot");
    EXPECT_EQ(back.body["case"]["state"], "answered");
    const auto closed = ask("POST", base + "/close", zhang, R"({"result":"已解答"})");
    EXPECT_TRUE(closed.body["case"].is_null());
    EXPECT_EQ(ask("GET", "/cases?state=open", zhang).body["items"].size(), 0u);
    const auto cases = ask("GET", "/cases?state=closed", zhang);
    ASSERT_EQ(cases.body["items"].size(), 1u);
    EXPECT_EQ(cases.body["items"][0]["result"], "已解答");
    EXPECT_EQ(ask("GET", "/cases/LN-1", zhang).body["timeline"].size(), 6u);
}

// Every call on a conversation and its case, by everybody.
TEST_F(ApiTest, OutOfTheAreaThereIsNothing) {
    const std::pair<const char*, std::string> calls[] = {
        {"GET", "/conversations/" + id_},
        {"GET", "/conversations/" + id_ + "/messages"},
        {"GET", "/cases/LN-1"},
        {"POST", "/conversations/" + id_ + "/claim"},
        {"POST", "/conversations/" + id_ + "/messages"},
        {"POST", "/conversations/" + id_ + "/notes"},
        {"POST", "/conversations/" + id_ + "/release"},
        {"POST", "/conversations/" + id_ + "/return-to-bot"},
        {"POST", "/conversations/" + id_ + "/close"},
    };
    for (const char* name : {"far", "admin"}) {
        const auto who = login(name);
        for (const auto& [method, path] : calls) {
            SCOPED_TRACE(std::string(name) + " " + method + " " + path);
            const auto answer = ask(method, path, who, method[0] == 'P' ? R"({"text":"x"})" : "");
            EXPECT_EQ(answer.status, 404);
        }
        EXPECT_TRUE(ask("GET", "/inbox?view=all", who).body["items"].empty());
        EXPECT_TRUE(ask("GET", "/cases", who).body["items"].empty());
        EXPECT_EQ(ask("GET", "/counters", who).body["unclaimed"], 0);
    }
    for (const auto& [method, path] : calls) {
        SCOPED_TRACE("nobody " + std::string(method) + " " + path);
        EXPECT_EQ(ask(method, path, {}, method[0] == 'P' ? R"({"text":"x"})" : "").status, 401);
    }
    EXPECT_EQ(ask("GET", "/inbox?view=all", login("county")).body["items"].size(), 1u);
}

TEST_F(ApiTest, ChangesNothingWithoutTheToken) {
    auto zhang = login("zhang");
    const auto path = "/conversations/" + id_ + "/claim";
    EXPECT_EQ(ask("POST", path, {zhang.cookie, ""}).status, 403);
    EXPECT_EQ(ask("POST", path, {zhang.cookie, login("li").csrf}).code(), "bad_csrf");
    EXPECT_EQ(ask("POST", path, zhang, "", {{"Sec-Fetch-Site", "cross-site"}}).status, 403);
    EXPECT_EQ(ask("GET", "/conversations/" + id_, zhang).body["control"], "queued");
}

TEST_F(ApiTest, ARepeatGetsTheFirstAnswer) {
    const auto zhang = login("zhang");
    const auto path = "/conversations/" + id_ + "/messages";
    const Fields key{{"Idempotency-Key", "k1"}};
    const auto first = ask("POST", path, zhang, R"({"text":"您好"})", key);
    const auto again = ask("POST", path, zhang, R"({"text":"您好"})", key);
    EXPECT_EQ(first.status, 201);
    EXPECT_EQ(again.status, 201);
    EXPECT_EQ(first.reply.body, again.reply.body);
    EXPECT_EQ(ask("POST", path, zhang, R"({"text":"别的"})", key).status, 422);
    EXPECT_EQ(ask("GET", path, zhang).body["items"].size(), 1u);
    const Fields endless{{"Idempotency-Key", std::string(101, 'k')}};
    EXPECT_EQ(ask("POST", path, zhang, R"({"text":"您好"})", endless).status, 400);
}

TEST_F(ApiTest, TellsOpenPagesWhatChanged) {
    const auto zhang = login("zhang");
    const auto li = login("li");
    const auto watching = page(li);
    EXPECT_EQ(watching->frames[0]["type"], "welcome");
    ask("POST", "/conversations/" + id_ + "/messages", zhang, R"({"text":"您好"})");
    wait_for(watching, 7);
    const auto& told = watching->frames;
    std::string types;
    for (std::size_t i = 1; i < 7; ++i) {
        const auto type = told[i]["type"].get<std::string>();
        types += type.substr(0, type.find('.') + 1) + " ";
        EXPECT_EQ(told[i]["seq"], told[0]["seq"].get<std::int64_t>() + int(i));
    }
    EXPECT_EQ(types, "conv. case. conv. message. conv. case. ");
    EXPECT_EQ(told[2]["data"]["owner"]["name"], "zhang");
    EXPECT_EQ(told[3]["data"]["control"], "human");
    EXPECT_EQ(told[4]["data"]["message"]["text"], "您好");
}

TEST_F(ApiTest, APageThatWasAwayMissesNothing) {
    const auto zhang = login("zhang");
    const auto first = page(zhang);
    const auto seq = first->frames[0]["seq"].get<std::int64_t>();
    ask("POST", "/conversations/" + id_ + "/claim", zhang);
    const auto back = page(zhang, seq);
    wait_for(back, 2);
    EXPECT_EQ(back->frames[0]["type"], "welcome");
    EXPECT_EQ(back->frames[1]["seq"], seq + 1);
    EXPECT_EQ(page(zhang, seq + 1000)->frames[0]["type"], "resync");
}

TEST_F(ApiTest, ALaterPageIsNotToldAgainWhatItWelcomedWith) {
    const auto early = page(login("zhang"));
    const auto li = login("li");
    const auto id = std::stoll(id_);
    auto claimed = write([id](storage::Connection& connection) -> storage::Result<std::int64_t> {
        auto clerk = storage::staff::find_by_name(connection, "zhang").value().value();
        auto acted = desk::claim(connection, {clerk, id, noon});
        if (!acted) return acted.error();
        return 0;
    });
    ASSERT_TRUE(claimed);  // and nobody rang yet
    const auto late = page(li);
    wait_for(early, 4);
    EXPECT_EQ(early->frames[3]["seq"], late->frames[0]["seq"]);
    EXPECT_EQ(late->frames.size(), 1u);
}

TEST_F(ApiTest, APageThatWasAwayTooLongStartsAnew) {
    const auto zhang = login("zhang");
    const auto seq = page(zhang)->frames[0]["seq"].get<std::int64_t>();
    ask("POST", "/conversations/" + id_ + "/claim", zhang);
    auto pruned = write([](storage::Connection& connection) {
        return storage::event_log::prune(connection, storage::Time::max());
    });
    ASSERT_TRUE(pruned);
    EXPECT_EQ(page(zhang, seq)->frames[0]["type"], "resync");
}

TEST_F(ApiTest, WhoLosesSightOfItIsTold) {
    const auto near = page(login("zhang"));
    const auto far = page(login("far"));
    const auto county = page(login("county"));
    const auto id = std::stoll(id_);
    auto moved = write([id](storage::Connection& connection) -> storage::Result<std::int64_t> {
        auto conversation = storage::find_conversation(connection, id).value().value();
        dialogs::HandOver elsewhere;
        elsewhere.area = "130224101";
        auto opened = desk::open_case(connection, conversation, elsewhere, "LN-2", noon);
        if (!opened) return opened.error();
        return 0;
    });
    ASSERT_TRUE(moved);
    news_.ring({id, false});
    wait_for(near, 2);
    wait_for(far, 2);
    wait_for(county, 2);
    EXPECT_EQ(near->frames[1]["type"], "removed");
    EXPECT_EQ(near->frames[1]["data"]["conversation"], id);
    EXPECT_EQ(near->frames[1].dump().find("低保"), std::string::npos);
    EXPECT_EQ(far->frames[1]["type"], "conv.updated");
    EXPECT_EQ(county->frames[1]["data"]["area"]["code"], "130224101");
}

TEST_F(ApiTest, NobodyElsesPageHearsOfIt) {
    const auto far = page(login("far"));
    const auto admin = page(login("admin"));
    const auto zhang = login("zhang");
    const auto own = page(zhang);
    ask("POST", "/conversations/" + id_ + "/claim", zhang);
    wait_for(own, 2);
    EXPECT_EQ(far->frames.size(), 1u);
    EXPECT_EQ(admin->frames.size(), 1u);
}

TEST_F(ApiTest, LogoutShutsTheSessionsPages) {
    const auto zhang = login("zhang");
    const auto own = page(zhang);
    const auto other = page(login("zhang"));
    ask("POST", "/auth/logout", zhang);
    EXPECT_EQ(own->frames.back()["type"], "session.revoked");
    EXPECT_EQ(own->closed, 1008);
    EXPECT_TRUE(other->is_open());
}

TEST_F(ApiTest, NoSocketWithoutASession) {
    EXPECT_EQ(router_->find("GET", "/api/v1/ws").route->upgrades, true);
    const auto& admit = router_->find("GET", "/api/v1/ws").route->socket_handler.admit;
    Reply answer;
    bool done = false;
    auto serve = [&]() -> asio::awaitable<void> {
        Request nobodys;
        answer = co_await admit(std::move(nobodys));
        done = true;
    };
    asio::co_spawn(loop_, serve(), asio::detached);
    run_until([&] { return done; });
    EXPECT_EQ(answer.status, 401);
}

}  // namespace
