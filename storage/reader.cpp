#include "storage/reader.h"

#include <algorithm>
#include <iterator>

namespace storage {

Reader::Reader(std::vector<std::unique_ptr<Connection>> connections)
    : connections_(std::move(connections)) {
    for (auto& connection : connections_)
        threads_.emplace_back([this, &connection] { run(*connection); });
}

Reader::~Reader() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    for (auto& thread : threads_)
        thread.join();
}

bool Reader::submit(Job job) {
    {
        const std::lock_guard lock(mutex_);
        if (stopping_ || queue_.size() >= max_waiting) return false;
        queue_.push_back(std::move(job));
    }
    changed_.notify_one();
    return true;
}

void Reader::run(Connection& connection) {
    for (;;) {
        const auto batch = next_batch();
        if (batch.empty()) return;
        const auto begun = connection.run("BEGIN");
        for (const auto& job : batch)
            job(connection);
        if (begun) (void)connection.run("COMMIT");
    }
}

// Everything in it was asked before its snapshot is taken, so nobody misses what was committed
// before he asked.
std::vector<Reader::Job> Reader::next_batch() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
    const auto count = static_cast<std::ptrdiff_t>(std::min(queue_.size(), max_batch));
    std::vector<Job> batch(
        std::make_move_iterator(queue_.begin()), std::make_move_iterator(queue_.begin() + count)
    );
    queue_.erase(queue_.begin(), queue_.begin() + count);
    return batch;
}

}  // namespace storage
