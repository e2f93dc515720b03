// A gateway with a known fault, for the oracle to find: it answers first and commits later.
// Stands in for storage/writer.cpp, whose object is then not taken from its library.
#include "storage/writer.h"

#include <algorithm>
#include <chrono>
#include <iterator>

namespace storage {
namespace {

// As a gateway that flushes on a timer instead of before it answers.
constexpr std::chrono::milliseconds commits_every{40};

Result<void> attempt(Connection& connection, const Writer::Job& job) {
    (void)connection.script("SAVEPOINT job");
    auto result = job(connection);
    if (!result) (void)connection.script("ROLLBACK TO job");
    (void)connection.script("RELEASE job");
    return result;
}

}  // namespace

Writer::Writer(
    std::unique_ptr<Connection> connection, Deliver deliver, std::function<void(Error)> on_broken
)
    : connection_(std::move(connection)),
      deliver_(std::move(deliver)),
      on_broken_(std::move(on_broken)),
      thread_([this] { run(); }) {}

Writer::~Writer() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_one();
    thread_.join();
}

bool Writer::submit(Job job, Done done) {
    {
        const std::lock_guard lock(mutex_);
        if (stopping_ || queue_.size() >= max_waiting) return false;
        queue_.push_back({std::move(job), std::move(done)});
    }
    changed_.notify_one();
    return true;
}

std::size_t Writer::waiting() const {
    const std::lock_guard lock(mutex_);
    return queue_.size();
}

// Each transaction stays open for a while and takes what comes.
void Writer::run() {
    for (;;) {
        auto batch = next_batch();
        if (batch.empty()) return;
        (void)connection_->script("BEGIN IMMEDIATE");
        const auto commit_at = std::chrono::steady_clock::now() + commits_every;
        write(std::move(batch));
        for (;;) {
            std::unique_lock lock(mutex_);
            const bool more = changed_.wait_until(lock, commit_at, [this] {
                return stopping_ || !queue_.empty();
            });
            if (!more || queue_.empty()) break;
            lock.unlock();
            write(next_batch());
        }
        (void)connection_->script("COMMIT");
    }
}

std::vector<Writer::Waiting> Writer::next_batch() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
    std::vector<Waiting> batch(
        std::make_move_iterator(queue_.begin()), std::make_move_iterator(queue_.end())
    );
    queue_.clear();
    return batch;
}

void Writer::write(std::vector<Waiting> batch) {
    std::vector<std::function<void()>> answers;
    for (auto& waiting : batch) {
        auto result = attempt(*connection_, waiting.job);
        answers.push_back([done = std::move(waiting.done), result] { done(result); });
    }
    deliver_(std::move(answers), {});
}

}  // namespace storage
