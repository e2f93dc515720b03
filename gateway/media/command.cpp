#include "gateway/media/command.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>

namespace gateway::media {
namespace {

using dialogs::Error;
using dialogs::Fault;
using dialogs::Result;
using Clock = std::chrono::steady_clock;

// How soon `stop` is noticed.
constexpr std::chrono::milliseconds look_every{100};

// Both ends of a pipe; what is left open is closed.
class Pipe {
public:
    Pipe() {
        if (::pipe2(ends_.data(), O_CLOEXEC) != 0) ends_ = {-1, -1};
    }
    ~Pipe() {
        close_writer();
        if (ends_[0] >= 0) ::close(ends_[0]);
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;

    bool is_open() const { return ends_[0] >= 0; }
    int reader() const { return ends_[0]; }
    int writer() const { return ends_[1]; }
    void close_writer() {
        if (ends_[1] >= 0) ::close(ends_[1]);
        ends_[1] = -1;
    }

private:
    std::array<int, 2> ends_{-1, -1};
};

// How a process begins: its own group, three files and nothing else of ours.
class Beginning {
public:
    Beginning(const std::filesystem::path& input, int output) {
        posix_spawn_file_actions_init(&files_);
        posix_spawn_file_actions_addopen(&files_, 0, input.c_str(), O_RDONLY, 0);
        posix_spawn_file_actions_adddup2(&files_, output, 1);
        posix_spawn_file_actions_addopen(&files_, 2, "/dev/null", O_WRONLY, 0);
        posix_spawn_file_actions_addclosefrom_np(&files_, 3);
        posix_spawnattr_init(&attributes_);
        posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
        posix_spawnattr_setpgroup(&attributes_, 0);
        sigset_t none;
        sigemptyset(&none);
        posix_spawnattr_setsigmask(&attributes_, &none);
    }
    ~Beginning() {
        posix_spawn_file_actions_destroy(&files_);
        posix_spawnattr_destroy(&attributes_);
    }
    Beginning(const Beginning&) = delete;
    Beginning& operator=(const Beginning&) = delete;

    const posix_spawn_file_actions_t* files() const { return &files_; }
    const posix_spawnattr_t* attributes() const { return &attributes_; }

private:
    posix_spawn_file_actions_t files_{};
    posix_spawnattr_t attributes_{};
};

// Texts as C programs take them.
class Words {
public:
    explicit Words(std::vector<std::string> words) : words_(std::move(words)) {
        for (auto& word : words_)
            pointers_.push_back(word.data());
        pointers_.push_back(nullptr);
    }
    char* const* get() const { return pointers_.data(); }

private:
    std::vector<std::string> words_;
    std::vector<char*> pointers_;
};

std::vector<std::string> surroundings() {
    std::vector<std::string> kept;
    for (const auto* name : {"PATH", "HOME", "LANG", "TZ"})
        if (const auto* value = std::getenv(name)) kept.push_back(std::string(name) + "=" + value);
    return kept;
}

Result<pid_t> begin(const Command& command, const std::filesystem::path& input, int output) {
    const Beginning beginning(input, output);
    const Words words(command.words);
    const Words environment(surroundings());
    pid_t process = 0;
    const int failed = ::posix_spawnp(
        &process,
        command.words.front().c_str(),
        beginning.files(),
        beginning.attributes(),
        words.get(),
        environment.get()
    );
    if (failed != 0)
        return Error{
            Fault::unavailable,
            command.words.front() + " does not start: " + std::strerror(failed)};
    return process;
}

// Until it closes its output.
Result<std::string> read_all(int from, const Command& command, const std::atomic<bool>& stop) {
    const auto end = Clock::now() + command.within;
    std::string text;
    std::array<char, 4096> some{};
    for (;;) {
        if (stop) return Error{Fault::busy, "stopped"};
        if (Clock::now() >= end) return Error{Fault::unavailable, "it takes too long"};
        pollfd waiting{from, POLLIN, 0};
        const int ready = ::poll(&waiting, 1, static_cast<int>(look_every.count()));
        if (ready <= 0) continue;
        const auto got = ::read(from, some.data(), some.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return Error{Fault::unavailable, "its words cannot be read"};
        if (got == 0) return text;
        text.append(some.data(), static_cast<std::size_t>(got));
        if (text.size() > command.output_max) return Error{Fault::too_large, "it writes too much"};
    }
}

// Whether it has ended by then. It is not waited for: its group's number stays its own.
bool has_ended(pid_t process, Clock::time_point by, const std::atomic<bool>& stop) {
    for (;;) {
        siginfo_t told{};
        const int failed =
            ::waitid(P_PID, static_cast<id_t>(process), &told, WEXITED | WNOHANG | WNOWAIT);
        if (failed == 0 && told.si_pid == process) return true;
        if (stop || Clock::now() >= by) return false;
        ::poll(nullptr, 0, 5);
    }
}

// Ends it and all that it started, so far as they run; gives how it ended.
int finish(pid_t process) {
    ::kill(-process, SIGKILL);
    int status = 0;
    while (::waitpid(process, &status, 0) < 0 && errno == EINTR)
        continue;
    return status;
}

}  // namespace

Result<std::string> run(
    const Command& command, const std::filesystem::path& input, const std::atomic<bool>& stop
) {
    const auto by = Clock::now() + command.within;
    Pipe pipe;
    if (!pipe.is_open()) return Error{Fault::unavailable, "no pipe"};
    const auto process = begin(command, input, pipe.writer());
    if (!process) return process.error();
    pipe.close_writer();
    auto text = read_all(pipe.reader(), command, stop);
    const bool in_time = text && has_ended(*process, by, stop);
    const int status = finish(*process);
    if (!text) return text.error();
    if (!in_time) return Error{stop ? Fault::busy : Fault::unavailable, "it does not end"};
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return Error{Fault::unavailable, "it failed"};
    return text;
}

}  // namespace gateway::media
