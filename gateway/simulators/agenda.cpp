#include "gateway/simulators/agenda.h"

#include "gateway/ops/clock.h"

namespace gateway::simulators {

Agenda::Agenda() : thread_([this] { run(); }) {}

Agenda::~Agenda() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

dialogs::Time Agenda::time() const { return ops::system_clock()() + ahead_; }

dialogs::Time Agenda::now() const {
    const std::lock_guard lock(mutex_);
    return time();
}

void Agenda::put_forward(std::chrono::minutes by) {
    {
        const std::lock_guard lock(mutex_);
        ahead_ += by;
    }
    changed_.notify_all();
}

void Agenda::add(dialogs::Time due, Task task) {
    {
        const std::lock_guard lock(mutex_);
        tasks_.emplace(due, std::move(task));
    }
    changed_.notify_all();
}

void Agenda::run() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        if (tasks_.empty()) {
            changed_.wait(lock);
            continue;
        }
        const auto first = tasks_.begin();
        const auto left = first->first - time();
        if (left > left.zero()) {
            changed_.wait_for(lock, left);
            continue;
        }
        const auto task = std::move(first->second);
        tasks_.erase(first);
        lock.unlock();
        task();
        lock.lock();
    }
}

}  // namespace gateway::simulators
