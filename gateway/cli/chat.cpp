#include "gateway/cli/chat_commands.h"
#include "gateway/cli/setup.h"

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>

namespace gateway::cli {
namespace {

// A folder that is gone when the conversation is.
class ScratchFolder {
public:
    ScratchFolder() {
        auto pattern = (std::filesystem::temp_directory_path() / "yimen-chat-XXXXXX").string();
        if (mkdtemp(pattern.data())) path_ = pattern;
    }
    ~ScratchFolder() {
        std::error_code ignored;
        if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

int converse(ChatDesk desk) {
    const bool asks = isatty(0) != 0;
    std::string line;
    for (;;) {
        if (asks) {
            fmt::print("> ");
            std::fflush(stdout);
        }
        if (!read_line(line)) return done;
        if (!desk.take(line)) return temporary_failure;
        std::fflush(stdout);
    }
}

}  // namespace

int chat(const ChatOptions& options) {
    auto config = read_config(options.config, {.read_secrets = false});
    if (!config) return bad_input;
    const ScratchFolder folder;
    auto room = ChatRoom::open(std::move(*config), options, folder.path());
    if (!room) {
        complain(room.error().detail);
        return room.error().fault == Fault::malformed ? bad_input : temporary_failure;
    }
    return converse(ChatDesk(**room, options.trace));
}

}  // namespace gateway::cli
