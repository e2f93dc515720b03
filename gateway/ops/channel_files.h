#pragma once
#include "dialogs/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

// Where the lines of channel_log.h are kept: {data_dir}/channels/{channel}.log, the older ones in
// {channel}.1.log to .4.log. 40 MiB a channel in all: some 300,000 exchanges, weeks of a county's.
// Readable by the gateway's own account only. Any thread, one at a time for a channel.

namespace gateway::ops {

inline constexpr std::uintmax_t channel_file_max = 8 * 1024 * 1024;
inline constexpr int channel_files_older = 4;

// Fault: unavailable.
dialogs::Result<void> append_lines(
    const std::filesystem::path& folder, const std::string& channel, std::string_view lines
);

// All that is kept, oldest first; empty when nothing is.
std::string kept_lines(const std::filesystem::path& folder, const std::string& channel);

}  // namespace gateway::ops
