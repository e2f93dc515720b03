#include "gateway/delivery/courier.h"

#include "gateway/delivery/verdict.h"
#include "storage/conversations.h"
#include "storage/messages.h"
#include "tests/support/scratch.h"
#include "tests/unit/gateway/http/loopback.h"

#include <boost/asio/co_spawn.hpp>
#include <gtest/gtest.h>

#include <map>
#include <set>

namespace gateway::delivery {
namespace {

using namespace std::chrono_literals;
using channels::SendOutcome;
using storage::SendClass;

const Time noon{std::chrono::milliseconds{1'795'400'000'000}};

// A provider as plain as can be: the body is "id text", the status says what became of it.
class Plain : public channels::Channel {
public:
    Plain(std::string name, std::uint16_t port)
        : name_(std::move(name)), url_("http://127.0.0.1:" + std::to_string(port) + "/send") {}

    const std::string& name() const override { return name_; }
    channels::Capabilities capabilities() const override { return {}; }
    dialogs::Result<channels::Incoming>
    receive(const http::Request&, std::string_view, const channels::Ambient&) const override {
        return Error{Fault::denied, "nothing comes in"};
    }
    http::Reply
    acknowledge(const channels::ReplyTo&, const std::vector<std::string>&, const channels::Ambient&)
        const override {
        return {};
    }
    http::Reply refuse(const Error&) const override { return {}; }
    std::vector<channels::Rate> rates_to(std::string_view) const override { return rates; }
    std::vector<std::string> plan(const dialogs::Say& say) const override { return {say.text}; }
    channels::Call build(const channels::Part& part, const std::string&, const channels::Ambient&)
        const override {
        return {"POST", url_, "text/plain", std::to_string(part.id) + " " + part.text};
    }
    SendOutcome interpret(const http::Answer& answer) const override {
        const auto said = std::to_string(answer.status);
        if (answer.status == 200) return channels::Accepted{"P" + answer.body};
        if (answer.status == 429) return channels::Deferred{said, 120s};
        if (answer.status == 409) return channels::Deferred{said, 60s, true};
        if (answer.status == 503) return channels::Deferred{said, {}};
        if (answer.status == 500) return channels::Unclear{said};
        return channels::Rejected{said};
    }

    std::optional<channels::Part> instead(const channels::Part& part, const channels::Rejected&)
        const override {
        if (part.text == in_words) return std::nullopt;
        auto other = part;
        other.text = in_words;
        return in_words.empty() ? std::nullopt : std::optional(other);
    }
    channels::Call settle(const channels::Pressed& pressed, const std::string&) const override {
        return {"POST", url_, "text/plain", "settle " + pressed.code};
    }

    std::vector<channels::Rate> rates;  // for each person
    std::string in_words;               // what takes the place of a refused part

private:
    std::string name_;
    std::string url_;
};

// Answers with `status` and remembers what it was sent.
class Provider {
public:
    std::uint16_t port() const { return loopback_.port; }
    void answer(int status) {
        loopback_.on_loop([&] { status_ = status; });
    }
    std::vector<std::string> calls() {
        std::vector<std::string> all;
        loopback_.on_loop([&] { all = calls_; });
        return all;
    }

private:
    http::Router router() {
        http::Router router;
        router.add("POST", "/send", http::immediate([this](const http::Request& request) {
                       calls_.push_back(request.body);
                       http::Reply reply;
                       reply.status = status_;
                       reply.body = std::to_string(calls_.size());
                       return reply;
                   }));
        return router;
    }

    int status_ = 200;
    std::vector<std::string> calls_;
    http::Loopback loopback_{router()};
};

struct CourierTest : testing::Test {
    tests::ScratchFolder folder;
    boost::asio::io_context loop{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> guard{
        loop.get_executor()};
    std::unique_ptr<Store> store = open();
    Time now = noon;
    ops::Metrics metrics;
    News news;
    Provider provider;
    std::map<std::string, std::unique_ptr<Plain>> plains;
    std::vector<std::unique_ptr<http::Client>> clients;
    std::map<std::string, std::unique_ptr<Courier>> couriers;

    std::unique_ptr<Store> open() {
        auto opened = Store::open(loop, folder.path(), [](const Error&) { FAIL(); });
        return opened ? std::move(*opened) : nullptr;
    }
    ~CourierTest() override {
        for (auto& [name, courier] : couriers) {
            courier->stop();
            finish(*courier);
        }
    }

    Courier& courier(
        const std::string& name, std::uint16_t port, std::optional<ops::Pace> rate = {}
    ) {
        auto& plain = plains[name] = std::make_unique<Plain>(name, port);
        const std::vector<std::string> hosts{"127.0.0.1:" + std::to_string(port)};
        clients.push_back(std::make_unique<http::Client>(loop, hosts));
        Courier::Tools tools{loop, *store, *clients.back(), [this] { return now; }, metrics, news};
        tools.rate = rate;
        return *(couriers[name] = std::make_unique<Courier>(*plain, std::move(tools)));
    }
    Courier& courier(std::optional<ops::Pace> rate = {}) {
        return courier("sms", provider.port(), rate);
    }

    // On the writer's thread; the loop runs until it is done.
    template <class T>
    T write(std::function<Result<T>(Connection&)> job) {
        std::optional<Result<T>> done;
        boost::asio::co_spawn(
            loop,
            store->write<T>(std::move(job)),
            [&](std::exception_ptr, Result<T> result) { done = std::move(result); }
        );
        while (!done)
            loop.run_one();
        EXPECT_TRUE(*done) << done->error().detail;
        return std::move(**done);
    }

    // `count` parts for as many people as there are `people`, one after another.
    void queue(
        int count, int people, const std::string& channel = "sms", SendClass of = SendClass::answer
    ) {
        const auto at = now;
        write<bool>([=](Connection& connection) -> Result<bool> {
            for (int i = 0; i < count; ++i) {
                const auto person = "p" + std::to_string(i % people);
                storage::OutboxPart part;
                part.message = i + 1;
                part.conversation = i % people + 1;
                part.channel = channel;
                part.recipient = person;
                part.text = person + " " + std::to_string(i);
                part.author = "clerk";
                part.next_at = at;
                part.send_class = of;
                if (auto added = storage::add_part(connection, part, at); !added)
                    return added.error();
            }
            return true;
        });
    }

    void finish(Courier& courier) {
        while (!courier.is_idle())
            loop.run_one();
    }
    // Everything that can be done at this moment is done.
    void settle(Courier& courier) {
        courier.wake();
        finish(courier);
    }

    std::map<std::string, int> states(const std::string& channel = "sms") {
        return write<std::map<std::string, int>>(
            [channel](Connection& connection) -> Result<std::map<std::string, int>> {
                std::map<std::string, int> found;
                auto done = connection.all(
                    "SELECT state, COUNT(*) FROM outbox WHERE channel = ? GROUP BY state",
                    [&](const storage::Row& row) {
                        found[row.text(0)] = static_cast<int>(row.integer(1));
                        return 0;
                    },
                    channel
                );
                if (!done) return done.error();
                return found;
            }
        );
    }
    using States = std::map<std::string, int>;
};

TEST_F(CourierTest, SendsEachPartOnceAndEachPersonsInTheirOrder) {
    queue(60, 7);
    settle(courier());
    EXPECT_EQ(states(), (States{{"sent", 60}}));
    const auto calls = provider.calls();
    ASSERT_EQ(calls.size(), 60U);
    std::map<std::string, int> latest;
    for (const auto& call : calls) {
        const auto person = call.substr(call.find(' ') + 1, call.rfind(' ') - call.find(' ') - 1);
        const int number = std::stoi(call.substr(call.rfind(' ')));
        const auto [before, first] = latest.try_emplace(person, number);
        EXPECT_TRUE(first || before->second < number) << call;
        before->second = number;
    }
}

TEST_F(CourierTest, StopsCallingAProviderThatIsDownAndLosesNothing) {
    provider.answer(503);
    auto& sms = courier();
    queue(200, 100);
    settle(sms);
    EXPECT_EQ(sms.breaker(), Breaker::State::open);
    EXPECT_EQ(sms.trouble(), "deferred 503");
    const auto before = provider.calls().size();
    EXPECT_LE(before, std::size_t{Breaker::trips_after} + Courier::max_under_way);
    for (int i = 0; i < 19; ++i) {
        now += 1s;
        settle(sms);
    }
    EXPECT_EQ(provider.calls().size(), before);
    EXPECT_EQ(states(), (States{{"ready", 200}}));

    provider.answer(200);
    while (states() != States{{"sent", 200}}) {
        now += 10s;
        settle(sms);
    }
    EXPECT_EQ(sms.breaker(), Breaker::State::closed);
    EXPECT_EQ(sms.trouble(), "");
    EXPECT_EQ(provider.calls().size(), before + 200);
}

TEST_F(CourierTest, KeepsAnotherChannelGoing) {
    provider.answer(503);
    Provider well;
    auto& sms = courier();
    auto& kf = courier("kf", well.port());
    queue(50, 50);
    settle(sms);
    ASSERT_EQ(sms.breaker(), Breaker::State::open);
    queue(20, 5, "kf");
    settle(kf);
    EXPECT_EQ(states("kf"), (States{{"sent", 20}}));
    EXPECT_EQ(kf.breaker(), Breaker::State::closed);
}

TEST_F(CourierTest, LeavesAProviderAloneForAsLongAsItAsks) {
    provider.answer(429);
    auto& sms = courier();
    queue(10, 10);
    settle(sms);
    const auto calls = provider.calls().size();
    EXPECT_LE(calls, std::size_t{Courier::max_under_way});
    now += 119s;
    settle(sms);
    EXPECT_EQ(provider.calls().size(), calls);
    now += 1s;
    settle(sms);
    EXPECT_EQ(provider.calls().size(), calls + 1);
}

TEST_F(CourierTest, SendsTheOthersWhereOnePersonHasALimit) {
    provider.answer(409);
    auto& sms = courier();
    queue(20, 20);
    settle(sms);
    EXPECT_EQ(provider.calls().size(), 20U);
    EXPECT_EQ(sms.breaker(), Breaker::State::closed);
    for (int i = 0; i < max_attempts; ++i) {
        now += 60s;
        settle(sms);
    }
    EXPECT_EQ(states(), (States{{"failed", 20}}));
    EXPECT_EQ(provider.calls().size(), std::size_t{20} * max_attempts);
}

TEST_F(CourierTest, GoesNoFasterThanItsChannelMay) {
    auto& sms = courier(ops::Pace(5, 10s));
    queue(12, 12);
    settle(sms);
    EXPECT_EQ(provider.calls().size(), 5U);
    now += 2s;
    settle(sms);
    EXPECT_EQ(provider.calls().size(), 6U);
    now += 10s;
    settle(sms);
    EXPECT_EQ(provider.calls().size(), 11U);
}

TEST_F(CourierTest, SendsNobodyMoreThanHisProviderLetsThrough) {
    auto& sms = courier();
    plains["sms"]->rates = {channels::Rate{3, 60s}};
    queue(10, 2);
    settle(sms);
    EXPECT_EQ(provider.calls().size(), 6U) << "three each, and neither waits for the other";
    now += 20s;
    settle(sms);
    EXPECT_EQ(provider.calls().size(), 8U);
    EXPECT_EQ(states(), (States{{"sent", 8}, {"ready", 2}}));
    now += 20s;
    settle(sms);
    EXPECT_EQ(states(), (States{{"sent", 10}}));
}

TEST_F(CourierTest, KeepsEveryRateOfAPerson) {
    auto& sms = courier();
    plains["sms"]->rates = {channels::Rate{2, 60s}, channels::Rate{3, 3600s}};
    queue(5, 1);
    settle(sms);
    EXPECT_EQ(provider.calls().size(), 2U) << "the minute's";
    now += 60s;
    settle(sms);
    EXPECT_EQ(provider.calls().size(), 3U) << "the hour's";
    now += 60s;
    settle(sms);
    EXPECT_EQ(provider.calls().size(), 3U);
    now += 1200s;
    settle(sms);
    EXPECT_EQ(provider.calls().size(), 4U);
}

TEST_F(CourierTest, SendsWhatTakesThePlaceOfARefusedPartOnce) {
    auto& sms = courier();
    plains["sms"]->in_words = "words";
    provider.answer(400);
    queue(1, 1);
    settle(sms);
    const auto calls = provider.calls();
    ASSERT_EQ(calls.size(), 2U);
    EXPECT_EQ(calls.back(), "1 words");
    EXPECT_EQ(states(), (States{{"failed", 1}})) << "the other was refused as well";
    provider.answer(429);
    queue(1, 1);
    settle(sms);
    EXPECT_EQ(provider.calls().size(), 3U) << "nothing takes the place of what is only put off";
}

TEST_F(CourierTest, TriesOnceToShowWhatWasPressed) {
    auto& sms = courier();
    provider.answer(400);
    sms.settle({"+8613800000001", "code", "查政策"});
    finish(sms);
    EXPECT_EQ(provider.calls(), std::vector<std::string>{"settle code"});
    EXPECT_EQ(states(), States{}) << "nobody is told that it was refused";
    EXPECT_EQ(sms.breaker(), Breaker::State::closed);
}

TEST_F(CourierTest, SendsAnAnswerPastAMailing) {
    auto& sms = courier(ops::Pace(1, 1s));
    queue(1000, 1000, "sms", SendClass::bulk);
    settle(sms);
    queue(1, 1);
    now += 1s;
    settle(sms);
    const auto calls = provider.calls();
    ASSERT_EQ(calls.size(), 2U);
    EXPECT_TRUE(calls.back().starts_with("1001 ")) << calls.back();
}

TEST_F(CourierTest, KeepsNoticesBackInQuietHoursAndAnswersNot) {
    auto& sms = courier();
    const auto quiet = *config::quiet_until({}, noon + 12h);
    now = quiet - 1h;
    queue(3, 3, "sms", SendClass::notice);
    queue(2, 2, "sms", SendClass::bulk);
    queue(1, 1);
    settle(sms);
    ASSERT_EQ(provider.calls().size(), 1U);
    EXPECT_TRUE(provider.calls().front().starts_with("6 "));
    EXPECT_EQ(sms.oldest(), quiet - 1h);
    now = quiet;
    settle(sms);
    EXPECT_EQ(states(), (States{{"sent", 6}}));
    EXPECT_FALSE(sms.oldest());
}

TEST_F(CourierTest, CallsAnAnswerThatIsADayLateFailed) {
    provider.answer(503);
    auto& sms = courier();
    queue(1, 1);
    settle(sms);
    provider.answer(200);
    now += Courier::good_for;
    settle(sms);
    EXPECT_EQ(states(), (States{{"failed", 1}}));
    EXPECT_EQ(provider.calls().size(), 1U);
}

// Ten virtual minutes without a provider and ten thousand messages: none lost, none twice.
TEST_F(CourierTest, OutlastsTenMinutesWithTenThousandWaiting) {
    constexpr int all = 10'000;
    provider.answer(503);
    auto& sms = courier();
    queue(all, all / 2);
    for (int second = 0; second < 600; second += 5) {
        settle(sms);
        now += 5s;
    }
    const auto during = provider.calls();
    EXPECT_LE(during.size(), 50U);
    EXPECT_EQ(states(), (States{{"ready", all}}));

    provider.answer(200);
    while (states() != States{{"sent", all}}) {
        now += 10s;
        settle(sms);
    }
    const auto calls = provider.calls();
    std::multiset<std::string> ids;
    for (std::size_t i = during.size(); i < calls.size(); ++i)
        ids.insert(calls[i].substr(0, calls[i].find(' ')));
    EXPECT_EQ(ids.size(), std::size_t{all});
    EXPECT_EQ(std::set<std::string>(ids.begin(), ids.end()).size(), std::size_t{all});
}

}  // namespace
}  // namespace gateway::delivery
