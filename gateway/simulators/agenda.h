#pragma once
#include "dialogs/message.h"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <thread>

namespace gateway::simulators {

// What a provider does by itself, each when its time has come, one after another on a thread of its
// own. Its clock can be put forward, so that nobody waits ten minutes for a retry; what it signs is
// dated by the real time all the same, for the gateway's clock was not. Any thread.
class Agenda {
public:
    using Task = std::function<void()>;

    Agenda();
    ~Agenda();  // what is left is not done

    dialogs::Time now() const;
    void put_forward(std::chrono::minutes by);
    void add(dialogs::Time due, Task task);

private:
    dialogs::Time time() const;
    void run();

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::multimap<dialogs::Time, Task> tasks_;  // of one time: in the order they were added
    std::chrono::minutes ahead_{0};
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace gateway::simulators
