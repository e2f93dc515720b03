#pragma once
#include "storage/database.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace storage {

// A few threads that read, each with its own connection: a long question does not hold up the
// turns. Jobs that wait together share one snapshot: a connection that begins to read after a
// commit forgets the pages it knew, and should do so once for many.
class Reader {
public:
    // On a reader's thread; takes its own answer to wherever it is wanted.
    using Job = std::function<void(Connection&)>;

    static constexpr std::size_t max_waiting = 4096;
    // Jobs on one snapshot: enough to share its cost, few enough to wait for.
    static constexpr std::size_t max_batch = 16;

    explicit Reader(std::vector<std::unique_ptr<Connection>> connections);
    ~Reader();  // finishes every job that was taken
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    // From any thread. False when the queue is full: nothing was taken.
    bool submit(Job job);

private:
    void run(Connection& connection);
    std::vector<Job> next_batch();

    std::vector<std::unique_ptr<Connection>> connections_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Job> queue_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace storage
