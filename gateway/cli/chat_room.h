#pragma once
#include "gateway/bundle_loader.h"
#include "gateway/cli/cli.h"
#include "gateway/cli/hand_answers.h"
#include "gateway/ops/metrics.h"
#include "gateway/turns/turns.h"
#include "storage/messages.h"

#include <boost/asio/io_context.hpp>

#include <memory>
#include <optional>
#include <string>
#include <vector>

// One person's talk with the bot, as a running gateway would hold it, on a database of its own and
// by a clock that can be put forward.

namespace gateway::cli {

class ChatRoom {
public:
    // `folder` holds the database. The error's detail says what is wrong, a line each.
    static Result<std::unique_ptr<ChatRoom>> open(
        config::Config config, const ChatOptions& options, const std::filesystem::path& folder
    );

    struct Reply {
        std::vector<storage::Utterance> said;
        std::vector<dialogs::Trace> trace;
    };
    Result<Reply> say(const std::string& line);

    // What happens by itself in that time.
    Result<Reply> advance(std::chrono::seconds by);
    // How long until something happens by itself; nothing when nothing will.
    Result<std::optional<std::chrono::seconds>> until_next();

    // What a clerk does who has the conversation: he closes the case, or only gives it back. The
    // error's detail says why he cannot.
    Result<Reply> give_back(bool closed);

    // What the next action comes back with: `ok {…}` or `fail CODE`.
    Result<void> answer_next_action(std::string_view words) {
        return by_hand_.add(words, bundle_->script);
    }

    // Scripts, articles and organisation anew; the talk goes on by them.
    Result<void> reload();

    Result<dialogs::Session> session();
    dialogs::Time now() const { return clock_(); }
    const turns::Bundle& bundle() const { return *bundle_; }
    const std::string& profile() const { return options_.channel; }
    // Of who writes, where the channel tells it.
    std::string phone() const { return turns::phone_of(options_.channel, options_.from); }
    // What stands before every SMS; empty where the operator adds it.
    std::string signature() const;

private:
    ChatRoom(config::Config config, const ChatOptions& options);

    void take_in(turns::BundlePtr bundle);
    boost::asio::awaitable<void> exchange(std::string line, Result<Reply>& reply);
    boost::asio::awaitable<void> wake(storage::Timer timer, Result<Reply>& reply);
    boost::asio::awaitable<void> act_as_clerk(bool closes, Result<void>& outcome);
    boost::asio::awaitable<Result<void>> collect(Reply& reply);
    // Runs one question against the database to its end.
    template <class T>
    Result<T> ask(std::function<Result<T>(Connection&)> job);
    Result<std::vector<storage::Timer>> timers(dialogs::Time until);
    void run(boost::asio::awaitable<void> task);

    boost::asio::io_context loop_{1};
    config::Config config_;
    ChatOptions options_;
    std::chrono::milliseconds ahead_{};
    ops::Clock clock_;
    ops::Metrics metrics_;
    News news_;
    std::optional<registers::Keys> keys_;
    std::unique_ptr<Store> store_;
    turns::BundlePtr bundle_;
    std::unique_ptr<turns::Turns> turns_;
    HandAnswers by_hand_;
    std::vector<dialogs::Trace> trace_;
    std::int64_t conversation_ = 0;
    std::int64_t last_message_ = 0;
    int count_ = 0;
};

}  // namespace gateway::cli
