#include "gateway/store/store.h"

#include "storage/migrate.h"
#include "storage/outbox.h"
#include "storage/sequences.h"
#include "storage/sqlite/sqlite.h"

#include <boost/asio/async_result.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <atomic>
#include <utility>

namespace gateway {
namespace {

namespace asio = boost::asio;

// Two: a long report must not hold up the questions of the desk.
constexpr int readers = 2;

// A transaction older than this says little about the next one.
constexpr std::chrono::seconds outcome_lasts{2};

Error full() { return {Fault::busy, "too much is waiting for the database"}; }

// A completion handler may only be moved; a queued std::function must be copyable.
template <class Handler>
std::function<void(Result<void>)> shared(asio::io_context& loop, Handler handler) {
    struct Held {
        Handler handler;
        asio::executor_work_guard<asio::io_context::executor_type> work;
    };
    auto held = std::make_shared<Held>(Held{std::move(handler), asio::make_work_guard(loop)});
    return [held](Result<void> result) { std::move(held->handler)(std::move(result)); };
}

// Told once: what became of a job, or that its time is over.
class Limited {
public:
    Limited(std::function<void(Result<void>)> done, asio::io_context& loop)
        : done_(std::move(done)), timer_(loop) {}

    // Loop thread, as all but told().
    void start(std::chrono::milliseconds patience, std::shared_ptr<Limited> self) {
        timer_.expires_after(patience);
        timer_.async_wait([self = std::move(self)](boost::system::error_code cancelled) {
            if (!cancelled) self->tell(too_late());
        });
    }
    void tell(Result<void> result) {
        if (told_.exchange(true)) return;
        timer_.cancel();
        std::exchange(done_, {})(std::move(result));
    }
    bool told() const { return told_; }

    static Error too_late() { return {Fault::unknown, "not written within its time"}; }

private:
    std::function<void(Result<void>)> done_;
    asio::steady_timer timer_;
    std::atomic<bool> told_{false};
};

}  // namespace

struct Store::Commits {
    Result<void> last;
    std::chrono::steady_clock::time_point at = std::chrono::steady_clock::now();
    bool probing = false;
    std::function<void(std::chrono::duration<double>)> told;

    void add(storage::Writer::Commit commit) {
        last = std::move(commit.outcome);
        at = std::chrono::steady_clock::now();
        if (last && told) told(commit.took);
    }
};

Result<std::unique_ptr<Store>> Store::open(
    asio::io_context& loop,
    const std::filesystem::path& directory,
    std::function<void(Error)> on_broken
) {
    const auto file = directory / "yimen.db";
    auto writer = storage::open_sqlite(file, storage::Access::write);
    if (!writer) return writer.error();
    auto migrated = storage::migrate(**writer, storage::migrations(), storage::sqlite_id_type);
    if (!migrated) return migrated.error();
    auto settled = storage::settle_interrupted(**writer);
    if (!settled) return settled.error();

    std::vector<std::unique_ptr<Connection>> reading;
    for (int i = 0; i < readers; ++i) {
        auto reader = storage::open_sqlite(file, storage::Access::read);
        if (!reader) return reader.error();
        reading.push_back(std::move(*reader));
    }
    return std::make_unique<Store>(
        loop, std::move(*writer), std::move(reading), std::move(on_broken)
    );
}

Store::Store(
    asio::io_context& loop,
    std::unique_ptr<Connection> writer,
    std::vector<std::unique_ptr<Connection>> reading,
    std::function<void(Error)> on_broken
)
    : loop_(loop),
      commits_(std::make_shared<Commits>()),
      reader_(std::move(reading)),
      writer_(std::move(writer), deliver_to(loop, commits_), [&loop, on_broken](Error error) {
          asio::post(loop, [on_broken, error = std::move(error)] { on_broken(error); });
      }) {}

// The answers of one batch go to the loop in one go.
storage::Writer::Deliver Store::deliver_to(
    asio::io_context& loop, std::shared_ptr<Commits> commits
) {
    return [&loop, commits = std::move(commits)](
               std::vector<std::function<void()>> answers, storage::Writer::Commit commit
           ) {
        asio::post(
            loop,
            [commits, answers = std::move(answers), commit = std::move(commit)]() mutable {
                commits->add(std::move(commit));
                for (const auto& answer : answers)
                    answer();
            }
        );
    };
}

void Store::on_commit(std::function<void(std::chrono::duration<double>)> told) {
    commits_->told = std::move(told);
}

Result<void> Store::state() {
    const auto age = std::chrono::steady_clock::now() - commits_->at;
    if (age > outcome_lasts && !commits_->probing) {
        // A page is written: a full disk refuses no transaction that changes nothing.
        const auto write = [](Connection& connection) -> Result<void> {
            auto counted = storage::sequences::next(connection, "probe");
            if (!counted) return counted.error();
            return {};
        };
        const auto ended = [commits = commits_](const Result<void>&) { commits->probing = false; };
        commits_->probing = writer_.submit(write, ended);
    }
    return commits_->last;
}

asio::awaitable<Result<void>> Store::commit(storage::Writer::Job job) {
    auto start = [this](auto handler, storage::Writer::Job what) {
        auto done = shared(loop_, std::move(handler));
        if (writer_.submit(std::move(what), done)) return;
        asio::post(loop_, [done] { done(full()); });
    };
    return asio::async_initiate<const asio::use_awaitable_t<>, void(Result<void>)>(
        std::move(start), asio::use_awaitable, std::move(job)
    );
}

asio::awaitable<Result<void>> Store::commit_within(
    std::chrono::milliseconds patience, storage::Writer::Job job
) {
    auto start = [this, patience](auto handler, storage::Writer::Job what) {
        auto limited = std::make_shared<Limited>(shared(loop_, std::move(handler)), loop_);
        limited->start(patience, limited);
        auto if_in_time = [limited,
                           what = std::move(what)](Connection& connection) -> Result<void> {
            if (limited->told()) return {};  // nobody asks: an error would undo its neighbours
            return what(connection);
        };
        const auto done = [limited](Result<void> result) { limited->tell(std::move(result)); };
        if (!writer_.submit(std::move(if_in_time), done))
            asio::post(loop_, [limited] { limited->tell(full()); });
    };
    return asio::async_initiate<const asio::use_awaitable_t<>, void(Result<void>)>(
        std::move(start), asio::use_awaitable, std::move(job)
    );
}

asio::awaitable<Result<void>> Store::ask(std::function<Result<void>(Connection&)> job) {
    auto start = [this](auto handler, std::function<Result<void>(Connection&)> what) {
        auto done = shared(loop_, std::move(handler));
        auto& loop = loop_;
        const bool taken =
            reader_.submit([&loop, done, what = std::move(what)](Connection& connection) {
                asio::post(loop, [done, result = what(connection)] { done(result); });
            });
        if (!taken) asio::post(loop_, [done] { done(full()); });
    };
    return asio::async_initiate<const asio::use_awaitable_t<>, void(Result<void>)>(
        std::move(start), asio::use_awaitable, std::move(job)
    );
}

}  // namespace gateway
