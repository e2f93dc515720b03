#pragma once
#include "gateway/ops/json.h"
#include "gateway/simulators/stand.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <condition_variable>
#include <mutex>
#include <string>
#include <vector>

// What stands beside a simulator in its tests: who hears what it tells, and a gateway that takes
// everything and remembers it.

namespace gateway::simulators::beside {

// What was told, from any thread.
class Heard {
public:
    Tell tell() {
        return [this](const std::string& line) {
            {
                const std::lock_guard lock(mutex_);
                lines_.push_back(line);
            }
            more_.notify_all();
        };
    }
    // The last line with these words; fails the test when none comes.
    std::string wait_for(const std::string& words) {
        std::unique_lock lock(mutex_);
        std::string found;
        const bool came = more_.wait_for(lock, std::chrono::seconds(60), [&] {
            for (const auto& line : lines_)
                if (line.find(words) != std::string::npos) found = line;
            return !found.empty();
        });
        EXPECT_TRUE(came) << "nobody said " << words;
        return found;
    }
    std::size_t count(const std::string& words) {
        const std::lock_guard lock(mutex_);
        std::size_t count = 0;
        for (const auto& line : lines_)
            if (line.find(words) != std::string::npos) ++count;
        return count;
    }

private:
    std::mutex mutex_;
    std::condition_variable more_;
    std::vector<std::string> lines_;
};

class Gateway {
public:
    explicit Gateway(Told answer = {}) {
        httpd_ = Httpd::start("127.0.0.1", 0, [this, answer](const Asked& asked) {
            const std::lock_guard lock(mutex_);
            calls_.push_back(asked);
            return answer;
        });
    }
    config::Config with(config::Channel channel) const {
        config::Config config;
        config.listen = "127.0.0.1:" + std::to_string(httpd_->port());
        config.public_url = "https://example.gov.cn";
        config.channels.push_back(std::move(channel));
        return config;
    }
    Asked last() {
        const std::lock_guard lock(mutex_);
        EXPECT_FALSE(calls_.empty());
        return calls_.empty() ? Asked{} : calls_.back();
    }

private:
    std::mutex mutex_;
    std::vector<Asked> calls_;
    std::unique_ptr<Httpd> httpd_;
};

inline int free_port() {
    return Httpd::start("127.0.0.1", 0, [](const Asked&) { return Told{}; })->port();
}

inline std::string here(int port) { return "http://127.0.0.1:" + std::to_string(port); }

template <class Settings>
config::Channel channel(const std::string& name, Settings settings) {
    config::Channel channel;
    channel.name = name;
    channel.settings = std::move(settings);
    return channel;
}

inline Told post(const std::string& url, const nlohmann::json& body, http::Fields headers = {}) {
    channels::Call asked{"POST", url, "application/json", ops::write_json(body)};
    asked.headers = std::move(headers);
    return call(asked, std::chrono::seconds(30));
}

inline nlohmann::json json_of(const Told& told) {
    auto json = ops::parse_json(told.body);
    EXPECT_TRUE(json) << told.body;
    return json ? std::move(*json) : nlohmann::json();
}

}  // namespace gateway::simulators::beside
