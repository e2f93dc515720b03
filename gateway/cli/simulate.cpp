#include "gateway/cli/simulate.h"

#include "gateway/cli/cli.h"
#include "gateway/cli/setup.h"
#include "gateway/simulators/stand.h"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <mutex>
#include <sstream>

namespace gateway::cli {
namespace {

using simulators::Simulator;

constexpr int troubles_max = 1000;
constexpr int minutes_max = 30 * 24 * 60;

class Terminal {
public:
    // A line at a time, whoever says it.
    void print(const std::string& line) {
        const std::lock_guard lock(mutex_);
        fmt::print("{}\n", line);
        std::fflush(stdout);
    }

private:
    std::mutex mutex_;
};

// Reads a count of 1 to `most`; what is no number is 1.
int count_in(std::istringstream& words, int most) {
    int count = 1;
    if (!(words >> count)) count = 1;
    return std::clamp(count, 1, most);
}

// What a line that begins with / is for; gives what to print, nothing where the provider tells it.
std::string obey(Simulator& provider, const std::string& line, std::string& from) {
    std::istringstream words(line);
    std::string command;
    words >> command;
    if (command == "/again") return provider.say_again(), "";
    if (command == "/forge") return provider.forge(), "";
    if (command == "/later") {
        const auto minutes = count_in(words, minutes_max);
        provider.put_clock_forward(std::chrono::minutes(minutes));
        return fmt::format("服务商的钟拨快了{}分钟", minutes);
    }
    std::string name;
    words >> name;
    if (command == "/from" && !name.empty()) {
        from = name;
        return "现在说话的是 " + from;
    }
    if (const auto trouble = simulators::trouble_of(name); command == "/trouble" && trouble) {
        const auto times = count_in(words, troubles_max);
        provider.troubles().expect(*trouble, times);
        return fmt::format("接下来{}次：{}", times, name);
    }
    if (const auto receipts = simulators::receipts_of(name); command == "/receipts" && receipts) {
        provider.send_receipts(*receipts);
        return "回执：" + name;
    }
    if (provider.act(from, line)) return "好";
    const auto more = provider.usage();
    return more.empty() ? simulate_help() : simulate_help() + "\n" + more;
}

}  // namespace

std::string simulate_help() {
    return "一行就是居民发来的一条消息。\n"
           "/from 号码或openid      换一个居民\n"
           "/again                  把上一条再投递一次，看网关的回答变不变\n"
           "/forge                  投递一条伪造的，看网关怎么拒绝\n"
           "/later [分钟]           把服务商的钟拨快：该重试的重试，该过期的过期\n"
           "/receipts 名字          回执怎么来：" +
           simulators::receipts_names() +
           "\n"
           "/trouble 名字 [次数]    接下来的几次调用出什么毛病：" +
           simulators::trouble_names();
}

int simulate(const std::string& channel, const std::string& file) {
    auto config = read_config(file);
    if (!config) return bad_input;
    Terminal terminal;
    auto provider = simulators::simulate(*config, channel, [&terminal](const std::string& line) {
        terminal.print(line);
    });
    if (!provider) {
        complain(provider.error().detail);
        return provider.error().fault == dialogs::Fault::unavailable ? temporary_failure
                                                                     : bad_input;
    }
    terminal.print(
        fmt::format("{} 的模拟服务商在 127.0.0.1:{}；输入 /help 看用法", channel, provider->port())
    );
    auto from = (*provider)->usual_sender();
    std::string line;
    while (std::getline(std::cin, line)) {
        if (line.empty()) continue;
        if (!line.starts_with('/'))
            (*provider)->say(from, line);
        else if (const auto told = obey(**provider, line, from); !told.empty())
            terminal.print(told);
    }
    return done;
}

}  // namespace gateway::cli
