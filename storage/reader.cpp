#include "storage/reader.h"

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
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
        if (queue_.empty()) return;
        auto job = std::move(queue_.front());
        queue_.pop_front();
        lock.unlock();
        job(connection);
    }
}

}  // namespace storage
