#include "gateway/cli/chat_room.h"

#include "dialogs/engine/session_codec.h"
#include "gateway/cli/chat_clerk.h"
#include "gateway/cli/setup.h"
#include "storage/sqlite/sqlite.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <iterator>

namespace gateway::cli {
namespace {

namespace asio = boost::asio;

constexpr int most_replies = 50;
constexpr int most_timers = 10;  // a conversation has one or two

// The conversation is played on a copy: it can check applications, and the county's records never
// see what was typed here.
Result<void> copy_register(const config::Config& config, const std::filesystem::path& folder) {
    const auto original = config.data_dir / "yimen.db";
    if (!std::filesystem::exists(original)) return {};
    auto source = storage::open_sqlite(original, storage::Access::write);
    if (!source) return source.error();
    if (auto quiet = (*source)->script("PRAGMA wal_autocheckpoint = 0"); !quiet) return quiet;
    auto copied = (*source)->run("VACUUM INTO ?", (folder / "yimen.db").string());
    if (!copied) return copied.error();
    return {};
}

}  // namespace

ChatRoom::ChatRoom(config::Config config, const ChatOptions& options)
    : config_(std::move(config)),
      options_(options),
      clock_([this] { return ops::system_clock()() + ahead_; }) {}

Result<std::unique_ptr<ChatRoom>> ChatRoom::open(
    config::Config config, const ChatOptions& options, const std::filesystem::path& folder
) {
    std::unique_ptr<ChatRoom> room(new ChatRoom(std::move(config), options));
    auto bundle = load_bundle(room->config_);
    if (!bundle) return bundle.error();
    if (auto copied = copy_register(room->config_, folder); !copied) return copied.error();
    const auto kept = room->config_.data_dir / "keys";
    auto keys = registers::Keys::open(std::filesystem::exists(kept) ? kept : folder);
    if (!keys) return keys.error();
    room->keys_ = std::move(*keys);
    auto store =
        Store::open(room->loop_, folder, [](const Error& error) { complain(error.detail); });
    if (!store) return store.error();
    room->store_ = std::move(*store);
    room->take_in(std::move(*bundle));
    return room;
}

void ChatRoom::take_in(turns::BundlePtr bundle) {
    bundle_ = std::move(bundle);
    turns_ =
        std::make_unique<turns::Turns>(loop_, *store_, *keys_, bundle_, clock_, metrics_, news_);
    turns_->watch([this](const turns::Played& played) {
        trace_.insert(trace_.end(), played.trace.begin(), played.trace.end());
    });
    turns_->answer_acts([this](const dialogs::Act& act) {
        return by_hand_.take(act, bundle_->script);
    });
}

Result<void> ChatRoom::reload() {
    auto bundle = load_bundle(config_);
    if (!bundle) return bundle.error();
    // The talk itself is taken to the new script at once, which is what its author wants to hear.
    const std::string before = bundle_->script.digest;
    bundle_ = std::move(*bundle);
    turns_->use(bundle_);
    turns_->editions().revoke(before);
    return {};
}

std::string ChatRoom::signature() const {
    for (const auto& channel : config_.channels) {
        if (const auto* kannel = std::get_if<config::Kannel>(&channel.settings))
            return kannel->signature;
        if (const auto* aliyun = std::get_if<config::AliyunSms>(&channel.settings))
            return "【" + aliyun->sign_name + "】";
        if (const auto* tencent = std::get_if<config::TencentSms>(&channel.settings))
            return "【" + tencent->sign_name + "】";
    }
    return {};
}

void ChatRoom::run(asio::awaitable<void> task) {
    asio::co_spawn(loop_, std::move(task), asio::detached);
    loop_.restart();
    loop_.run();
}

template <class T>
Result<T> ChatRoom::ask(std::function<Result<T>(Connection&)> job) {
    Result<T> answer{Error{Fault::unavailable, "no answer"}};
    const auto question =
        [](Store& store, std::function<Result<T>(Connection&)> wanted, Result<T>& into
        ) -> asio::awaitable<void> { into = co_await store.read<T>(std::move(wanted)); };
    run(question(*store_, std::move(job), answer));
    return answer;
}

Result<ChatRoom::Reply> ChatRoom::say(const std::string& line) {
    Result<Reply> reply{Reply{}};
    trace_.clear();
    run(exchange(line, reply));
    return reply;
}

asio::awaitable<void> ChatRoom::exchange(std::string line, Result<Reply>& reply) {
    turns::Arrival arrival;
    arrival.message.from = {options_.channel, options_.from};
    arrival.message.id = std::to_string(++count_);
    arrival.message.text = std::move(line);
    arrival.voice.profile = options_.channel;
    auto taken = co_await turns_->take(std::move(arrival));
    if (!taken) {
        reply = taken.error();
        co_return;
    }
    conversation_ = taken->conversation;
    last_message_ = std::max(last_message_, taken->message);
    auto collected = co_await collect(*reply);
    if (!collected) reply = collected.error();
}

asio::awaitable<Result<void>> ChatRoom::collect(Reply& reply) {
    const auto conversation = conversation_;
    const auto after = last_message_;
    std::function<Result<std::vector<storage::Utterance>>(Connection&)> job =
        [conversation, after](Connection& connection) {
            return storage::messages_after(connection, conversation, after, most_replies);
        };
    auto said = co_await store_->read<std::vector<storage::Utterance>>(std::move(job));
    if (!said) co_return said.error();
    for (auto& one : *said) {
        last_message_ = std::max(last_message_, one.id);
        reply.said.push_back(std::move(one));
    }
    reply.trace = trace_;
    Result<void> collected{};
    co_return collected;
}

Result<std::vector<storage::Timer>> ChatRoom::timers(dialogs::Time until) {
    auto due = ask<std::vector<storage::Timer>>([until](Connection& connection) {
        return storage::due_timers(connection, until, 1000);
    });
    if (!due) return due;
    std::erase_if(*due, [this](const storage::Timer& timer) {
        return timer.conversation != conversation_;
    });
    return due;
}

Result<std::optional<std::chrono::seconds>> ChatRoom::until_next() {
    auto due = timers(dialogs::Time::max());
    if (!due) return due.error();
    if (due->empty()) return std::optional<std::chrono::seconds>{};
    const auto left = std::chrono::ceil<std::chrono::seconds>(due->front().fire_at - clock_());
    return std::optional(std::max(left, std::chrono::seconds(0)));
}

Result<ChatRoom::Reply> ChatRoom::advance(std::chrono::seconds by) {
    Result<Reply> reply{Reply{}};
    trace_.clear();
    const auto until = ahead_ + by;
    const auto end = clock_() + by;
    for (int woken = 0; woken < most_timers; ++woken) {
        auto due = timers(end);
        if (!due) return due.error();
        if (due->empty()) break;
        const auto& next = due->front();
        if (next.fire_at > clock_())
            ahead_ += std::chrono::ceil<std::chrono::milliseconds>(next.fire_at - clock_());
        run(wake(next, reply));
        if (!reply) return reply;
    }
    ahead_ = std::max(ahead_, until);
    return reply;
}

Result<ChatRoom::Reply> ChatRoom::give_back(bool closed) {
    Result<void> acted{};
    run(act_as_clerk(closed, acted));
    if (!acted) return acted.error();
    return advance(std::chrono::seconds(0));
}

asio::awaitable<void> ChatRoom::act_as_clerk(bool closes, Result<void>& outcome) {
    const auto area = bundle_->organisation.county().code;
    const auto conversation = conversation_;
    const auto now = clock_();
    std::function<Result<desk::Acted>(Connection&)> job =
        [area, conversation, now, closes](Connection& connection) {
            return give_back_as_clerk(connection, area, conversation, now, closes);
        };
    auto acted = co_await store_->write<desk::Acted>(std::move(job));
    if (!acted) outcome = acted.error();
    if (acted && acted->refused) outcome = Error{Fault::conflict, acted->refused->message};
}

asio::awaitable<void> ChatRoom::wake(storage::Timer timer, Result<Reply>& reply) {
    const turns::VoiceOf voices = [this](const std::string&) {
        turns::Voice voice;
        voice.profile = options_.channel;
        return voice;
    };
    auto woken = co_await turns_->wake(std::move(timer), voices);
    if (!woken) {
        reply = woken.error();
        co_return;
    }
    auto collected = co_await collect(*reply);
    if (!collected) reply = collected.error();
}

Result<dialogs::Session> ChatRoom::session() {
    const dialogs::Address address{options_.channel, options_.from};
    auto talk = ask<storage::Talk>([address](Connection& connection) {
        return storage::find_talk(connection, address);
    });
    if (!talk) return talk.error();
    if (talk->session_state.empty()) return dialogs::Session{};
    return dialogs::session_from_json(talk->session_state);
}

}  // namespace gateway::cli
