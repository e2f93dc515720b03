#pragma once
#include "storage/database.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace storage {

// The one thread that writes. Jobs that arrive while a commit runs join the next transaction, so
// the time of one flush is shared by everybody who waited for it; no timer is needed.
class Writer {
public:
    // Runs inside the transaction, on the writer's thread. An error undoes this job only, but for
    // Fault::unavailable and Fault::unknown: they are the disk's, end the whole transaction, and
    // the second ends the process. It may run twice, when a neighbour's error undid it the first
    // time: it changes nothing but the database and what it gives back.
    using Job = std::function<Result<void>(Connection&)>;
    // What became of it: success means it is on disk. Fault::unknown: the commit's outcome is not
    // known.
    using Done = std::function<void(Result<void>)>;
    // How one transaction ended: an error is everybody's in it, not one job's.
    struct Commit {
        Result<void> outcome;
        std::chrono::steady_clock::duration took{};  // COMMIT with its flush; 0 where none was run
    };
    // Takes the answers of one batch, on the writer's thread, after the commit.
    using Deliver = std::function<void(std::vector<std::function<void()>>, Commit)>;

    // Jobs waiting; beyond it `submit` refuses, and the caller answers "busy" instead of growing.
    static constexpr std::size_t max_waiting = 4096;
    // Jobs in one transaction: beyond about a hundred the flush is already free.
    static constexpr std::size_t max_batch = 256;

    // `on_broken` is called once, on the writer's thread, when a commit's outcome is unknown: the
    // process must end and recover from the disk.
    Writer(
        std::unique_ptr<Connection> connection,
        Deliver deliver,
        std::function<void(Error)> on_broken
    );
    ~Writer();  // finishes every job that was taken
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    // From any thread. False when the queue is full: nothing was taken.
    bool submit(Job job, Done done);

    std::size_t waiting() const;

private:
    struct Waiting {
        Job job;
        Done done;
    };

    void run();
    std::vector<Waiting> next_batch();
    void write(std::vector<Waiting> batch);
    Commit commit(const std::vector<Waiting>& batch, std::vector<Result<void>>& results);
    Result<void> run_jobs(const std::vector<Waiting>& batch, std::vector<Result<void>>& results);

    std::unique_ptr<Connection> connection_;
    Deliver deliver_;
    std::function<void(Error)> on_broken_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Waiting> queue_;
    bool stopping_ = false;
    bool broken_ = false;
    std::thread thread_;  // last: it uses all of the above
};

}  // namespace storage
