#include "storage/writer.h"

#include <algorithm>
#include <iterator>

namespace storage {
namespace {

// A full disk or a broken one ends the whole transaction, not only this job: SQLite may already
// have rolled it back.
bool fails_all(const Result<void>& result) {
    return !result &&
           (result.error().fault == Fault::unavailable || result.error().fault == Fault::unknown);
}

// Prepared once, unlike a script.
Result<void> run_plain(Connection& connection, std::string_view statement) {
    auto done = connection.run(statement);
    if (!done) return done.error();
    return {};
}

// One job in its own savepoint, so that a bad one does not take its neighbours along.
Result<void> run_alone(Connection& connection, const Writer::Job& job) {
    if (auto begun = connection.run("SAVEPOINT job"); !begun) return begun.error();
    auto result = job(connection);
    if (fails_all(result)) return result;
    if (!result) {
        auto undone = connection.run("ROLLBACK TO job");
        if (!undone) return Error{Fault::unknown, undone.error().detail};
    }
    if (auto released = connection.run("RELEASE job"); !released)
        return Error{Fault::unknown, released.error().detail};
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

void Writer::run() {
    for (;;) {
        auto batch = next_batch();
        if (batch.empty()) return;
        write(std::move(batch));
    }
}

std::vector<Writer::Waiting> Writer::next_batch() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
    const auto count = static_cast<std::ptrdiff_t>(std::min(queue_.size(), max_batch));
    std::vector<Waiting> batch(
        std::make_move_iterator(queue_.begin()), std::make_move_iterator(queue_.begin() + count)
    );
    queue_.erase(queue_.begin(), queue_.begin() + count);
    return batch;
}

// Savepoints copy every page a job changes, so the jobs go without at first; when one fails, all is
// undone and each is run again in its own.
Result<void> Writer::run_jobs(
    const std::vector<Waiting>& batch, std::vector<Result<void>>& results
) {
    for (const auto& waiting : batch) {
        results.push_back(waiting.job(*connection_));
        if (results.back()) continue;
        if (fails_all(results.back())) return results.back();
        if (auto undone = connection_->script("ROLLBACK; BEGIN IMMEDIATE"); !undone) return undone;
        results.clear();
        break;
    }
    for (std::size_t i = results.size(); i < batch.size(); ++i) {
        results.push_back(run_alone(*connection_, batch[i].job));
        if (fails_all(results.back())) return results.back();
    }
    return {};
}

Writer::Commit Writer::commit(
    const std::vector<Waiting>& batch, std::vector<Result<void>>& results
) {
    if (broken_)
        return {Error{Fault::unavailable, "the writer has stopped after a failed commit"}, {}};
    if (auto begun = run_plain(*connection_, "BEGIN IMMEDIATE"); !begun) return {begun, {}};
    Commit commit{run_jobs(batch, results), {}};
    if (commit.outcome) {
        const auto started = std::chrono::steady_clock::now();
        commit.outcome = run_plain(*connection_, "COMMIT");
        commit.took = std::chrono::steady_clock::now() - started;
    }
    if (!commit.outcome) (void)connection_->script("ROLLBACK");
    return commit;
}

void Writer::write(std::vector<Waiting> batch) {
    std::vector<Result<void>> results;
    results.reserve(batch.size());
    auto ended = commit(batch, results);
    const auto& outcome = ended.outcome;
    if (!outcome && outcome.error().fault == Fault::unknown && !broken_) {
        broken_ = true;
        on_broken_(outcome.error());
    }
    std::vector<std::function<void()>> answers;
    answers.reserve(batch.size());
    for (std::size_t i = 0; i < batch.size(); ++i) {
        auto result = outcome ? results[i] : outcome;
        answers.push_back([done = std::move(batch[i].done), result = std::move(result)] {
            done(result);
        });
    }
    deliver_(std::move(answers), std::move(ended));
}

}  // namespace storage
