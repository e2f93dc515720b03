#pragma once
#include "gateway/config/channel.h"
#include "gateway/config/problem.h"
#include "gateway/config/quiet_hours.h"

#include <filesystem>
#include <string>
#include <vector>

// The configuration file. An unknown key is an error; paths are relative to where the gateway is
// started. A secret is a string, {file: PATH} or {env: NAME}.

namespace gateway::config {

// Pictures, voices and videos that residents send.
struct Media {
    std::size_t item_max = 10 * 1024 * 1024;             // bytes of one: "item_mb: 10"
    std::size_t disk_max = 2048 * std::size_t{1048576};  // bytes of all: "disk_mb: 2048"
    std::chrono::seconds within{30};        // of one fetch, whatever the provider's speed
    std::chrono::hours kept_for{180 * 24};  // "keep_days: 180"; of an open case: until it is closed
    // A server that is posted a voice and answers with its words, or a program that reads it and
    // writes them. Neither: nobody writes voices down.
    std::string transcriber;
    std::vector<std::string> transcriber_command{};  // "transcriber: {command: [/opt/asr, --zh]}"
    std::chrono::seconds transcribed_within{30};

    bool has_transcriber() const { return !transcriber.empty() || !transcriber_command.empty(); }
};

struct Config {
    std::string listen = "127.0.0.1:8080";        // public: hooks, chat, desk, guide
    std::string admin_listen = "127.0.0.1:8081";  // /livez /readyz /metrics
    std::string public_url;                   // how the world reaches `listen`; no slash at its end
    std::filesystem::path data_dir = "var";   // database, keys, backups
    std::string store = "sqlite";             // the only one so far
    std::string time_zone = "Asia/Shanghai";  // the only one so far: +08:00, no summer time
    std::filesystem::path scripts = "dialogs/scripts";
    std::filesystem::path articles = "knowledge/articles";
    std::filesystem::path organisation = "deploy/config/organisation.yaml";
    std::filesystem::path pages =
        "gateway/web/dist";  // the built web pages; none are served if absent
    QuietHours quiet_hours;  // "21:00-07:00": notices wait until they are over
    Media media{};
    std::vector<Channel> channels;  // at least one; names are unique
};

struct LoadOptions {
    bool read_secrets = true;  // false: files and variables need not exist yet, secrets stay empty
};

// Everything that is wrong at once, not only the first.
Loaded<Config> load_config(const std::filesystem::path& file, LoadOptions options = {});

}  // namespace gateway::config
