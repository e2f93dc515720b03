#include "gateway/fetcher.h"

#include "gateway/delivery/verdict.h"
#include "gateway/desk/journal.h"
#include "gateway/desk/unfetched.h"
#include "gateway/media/kind.h"
#include "gateway/ops/log.h"
#include "gateway/ops/task.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <variant>

namespace gateway {
namespace {

namespace asio = boost::asio;

// Files looked at in one go; the rest follow a second later.
constexpr int files_at_once = 20;
// Tries of one that its provider does not know: Twilio tells of a file a moment before it has it.
constexpr int max_attempts_when_gone = 3;

// How often a file is asked for where that is the answer.
int attempts_worth(const Error& error) {
    switch (error.fault) {
        case Fault::unavailable:
        case Fault::unknown:
        case Fault::busy: return Fetcher::max_attempts;
        case Fault::not_found: return max_attempts_when_gone;
        default: return 1;
    }
}

// Why it cannot be had, as desk/README.md names it.
std::string code_of(const Error& error) {
    switch (error.fault) {
        case Fault::too_large: return "too_large";
        case Fault::denied: return "not_allowed";
        case Fault::malformed: return "wrong_type";
        case Fault::not_found: return "gone";
        default: return "unreachable";
    }
}

}  // namespace

Fetcher::Fetcher(
    const config::Channel& settings,
    const channels::Channel& channel,
    turns::Voice voice,
    Tools tools
)
    : channel_(channel),
      voice_(std::move(voice)),
      tools_(std::move(tools)),
      source_(tools_.loop, settings, channel, tools_.settings, tools_.clock, tools_.log),
      transcriber_(
          Transcriber::make(tools_.loop, tools_.settings, tools_.vault.folder(), tools_.disk)
      ),
      tick_(tools_.loop) {}

void Fetcher::start() { ops::spawn(tools_.loop, "fetcher", run()); }

void Fetcher::stop() {
    stopping_ = true;
    tick_.cancel();
    if (transcriber_) transcriber_->stop();
}

asio::awaitable<void> Fetcher::run() {
    under_way_ = true;
    while (!stopping_) {
        co_await look();
        if (stopping_) break;
        tick_.expires_after(std::chrono::seconds(1));
        boost::system::error_code woken;
        co_await tick_.async_wait(asio::redirect_error(asio::use_awaitable, woken));
    }
    under_way_ = false;
}

asio::awaitable<void> Fetcher::look() {
    const auto now = tools_.clock();
    const auto name = channel_.name();
    std::function<Result<std::vector<Due>>(Connection&)> job = [name, now](Connection& connection) {
        return storage::media::due(connection, name, now, files_at_once);
    };
    auto due = co_await tools_.store.read<std::vector<Due>>(std::move(job));
    if (!due) co_return;
    for (auto& one : *due) {
        if (stopping_) co_return;
        co_await serve(std::move(one));
    }
}

asio::awaitable<void> Fetcher::serve(Due due) {
    if (due.as_is.state != "wanted") {
        co_await hear(std::move(due));
        co_return;
    }
    auto fetched = co_await fetch(due);
    co_await record(std::move(due), std::move(fetched));
}

asio::awaitable<Result<storage::Attachment>> Fetcher::fetch(Due due) {
    auto got = co_await source_.fetch(due.wanted.provider_id);
    if (!got) co_return got.error();
    storage::Attachment attachment;
    attachment.kind = due.wanted.kind;
    attachment.type = media::type_of(got->bytes);
    attachment.bytes = static_cast<std::int64_t>(got->bytes.size());
    if (!media::suits(attachment.kind, attachment.type, got->type))
        co_return Error{Fault::malformed, "it is no " + attachment.kind};
    auto digest = co_await keep(std::move(got->bytes));
    if (!digest) co_return digest.error();
    attachment.digest = std::move(*digest);
    co_return attachment;
}

asio::awaitable<Result<std::string>> Fetcher::keep(std::string bytes) {
    const auto whole = std::make_shared<const std::string>(std::move(bytes));
    auto& vault = tools_.vault;
    std::function<Result<std::string>()> job = [whole, &vault] { return vault.keep(*whole); };
    auto kept = co_await tools_.disk.run(std::move(job));
    co_return kept;
}

asio::awaitable<void> Fetcher::record(Due due, Result<storage::Attachment> fetched) {
    const auto now = tools_.clock();
    const bool again = !fetched && due.attempts + 1 < attempts_worth(fetched.error());
    if (!fetched)
        ops::log::warn(
            again ? "media_postponed" : "media_lost",
            {{"channel", channel_.name()},
             {"message", due.wanted.message},
             {"why", fetched.error().detail}}
        );
    const auto next = now + delivery::backoff(due.attempts + 1, 0);
    const auto message = due.wanted.message;
    const auto conversation = due.conversation;
    std::function<Result<void>(Connection&)> job = [=](Connection& connection) -> Result<void> {
        if (again)
            return storage::media::try_again(connection, message, code_of(fetched.error()), next);
        auto settled = fetched
                           ? storage::media::keep(connection, message, *fetched)
                           : storage::media::give_up(connection, message, code_of(fetched.error()));
        if (!settled) return settled;
        if (!fetched) {
            auto told = desk::tell_unfetched(
                connection, conversation, due.wanted.kind, code_of(fetched.error()), now
            );
            if (!told) return told;
        }
        return desk::status_changed(connection, conversation, message, now);
    };
    auto kept = co_await tools_.store.write<void>(std::move(job));
    if (!kept) co_return;
    const Committed committed{conversation, false};
    tools_.news.ring(committed);
}

// The words count as the resident's; without any the conversation says that it heard nothing. A
// turn of that id is taken once, however often this is done.
asio::awaitable<void> Fetcher::hear(Due due) {
    Result<std::string> words = Error{Fault::not_found, "nobody writes voices down"};
    if (transcriber_) words = co_await transcriber_->words_of(due.as_is);
    // Begun anew after the restart.
    if (!words && words.error().fault == Fault::busy) co_return;
    if (!words)
        ops::log::warn(
            "voice_not_written_down",
            {{"message", due.wanted.message}, {"why", words.error().detail}}
        );
    turns::Arrival arrival;
    arrival.voice = voice_;
    arrival.message.from.channel = channel_.name();
    arrival.message.from.sender = due.sender;
    arrival.message.id = "heard-" + std::to_string(due.wanted.message);
    arrival.message.kind = dialogs::MessageKind::voice;
    arrival.message.sent_at = tools_.clock();
    if (words) arrival.message.text = std::move(*words);
    const auto message = due.wanted.message;
    arrival.alongside = [message](Connection& connection) {
        return storage::media::mark_heard(connection, message);
    };
    auto taken = co_await tools_.turns.take(std::move(arrival));
    if (taken && !taken->repeated) co_return;
    std::function<Result<void>(Connection&)> job = [message](Connection& connection) {
        return storage::media::mark_heard(connection, message);
    };
    if (taken) (void)co_await tools_.store.write<void>(std::move(job));
}

}  // namespace gateway
