#include "gateway/cli/simulate.h"

#include "gateway/cli/cli.h"
#include "gateway/cli/setup.h"
#include "gateway/simulators/simulator.h"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <mutex>
#include <sstream>

namespace gateway::cli {
namespace {

using simulators::Simulator;

constexpr int troubles_max = 1000;

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

std::string help() {
    return "一行就是居民发来的一条消息。\n"
           "/from 号码或openid      换一个居民\n"
           "/trouble 名字 [次数]    接下来的几次调用出什么毛病：" +
           simulators::trouble_names() +
           "\n"
           "/receipts 名字          回执怎么来：normal doubled reversed late failed";
}

// What a line that begins with / is for; gives what to print.
std::string obey(Simulator& provider, const std::string& line, std::string& from) {
    std::istringstream words(line);
    std::string command;
    std::string name;
    int times = 1;
    words >> command >> name;
    if (command == "/from" && !name.empty()) {
        from = name;
        return "现在说话的是 " + from;
    }
    if (const auto trouble = simulators::trouble_of(name); command == "/trouble" && trouble) {
        words >> times;
        if (words.fail()) times = 1;
        times = std::clamp(times, 1, troubles_max);
        provider.troubles().expect(*trouble, times);
        return fmt::format("接下来{}次：{}", times, name);
    }
    if (const auto receipts = simulators::receipts_of(name); command == "/receipts" && receipts) {
        provider.send_receipts(*receipts);
        return "回执：" + name;
    }
    return help();
}

}  // namespace

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
    terminal.print(fmt::format(
        "{} 的模拟服务商在 127.0.0.1:{}；输入 /help 看用法", channel, (*provider)->port()
    ));
    auto from = (*provider)->usual_sender();
    std::string line;
    while (std::getline(std::cin, line)) {
        if (line.empty()) continue;
        if (line.starts_with('/'))
            terminal.print(obey(**provider, line, from));
        else
            (*provider)->say(from, line);
    }
    return done;
}

}  // namespace gateway::cli
