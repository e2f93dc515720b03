#pragma once
#include <string>

namespace gateway::cli {

struct MenuOptions {
    std::string channel;
    std::string config;
    bool dry_run = false;  // show what would be put into force, call nobody
};

// Puts a WeChat account's menu into force as the configuration has it.
int menu_publish(const MenuOptions& options);

}  // namespace gateway::cli
