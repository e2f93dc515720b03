#pragma once
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace gateway::config {

// A file that lives as long as the test.
class TemporaryFile {
public:
    explicit TemporaryFile(std::string_view content)
        : path_(
              std::filesystem::temp_directory_path() /
              ("yimen_" + std::to_string(::getpid()) + "_" + std::to_string(count++))
          ) {
        std::ofstream(path_, std::ios::binary) << content;
    }
    ~TemporaryFile() { std::filesystem::remove(path_); }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    const std::filesystem::path& path() const { return path_; }

private:
    static inline int count = 0;
    std::filesystem::path path_;
};

}  // namespace gateway::config
