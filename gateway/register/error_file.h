#pragma once
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace gateway::registers {

// The rows of an import that were not taken, each with its line and the reason, to be mended and
// taken again. Appears with the first of them.
class ErrorFile {
public:
    ErrorFile(std::filesystem::path path, std::vector<std::string> header)
        : path_(std::move(path)), header_(std::move(header)) {}

    void add(int line, const std::string& why, std::vector<std::string> record);
    void finish();

    const std::filesystem::path& path() const { return path_; }
    bool failed() const { return begun_ && !out_.good(); }

private:
    void begin();

    std::filesystem::path path_;
    std::vector<std::string> header_;
    std::ofstream out_;
    bool begun_ = false;
};

}  // namespace gateway::registers
