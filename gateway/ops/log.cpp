#include "gateway/ops/log.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <ctime>
#include <deque>
#include <mutex>
#include <thread>

namespace gateway::ops::log {
namespace {

constexpr std::size_t queue_max = 8192;  // lines; about 1 MB, some seconds of a busy gateway
constexpr std::size_t line_max = 4000;   // bytes
constexpr std::size_t write_max = 4096;  // PIPE_BUF: written whole or not at all
constexpr auto farewell = std::chrono::seconds(1);  // at exit, for a reader that is stuck

// The queue between those who log and the one thread that writes.
class Writer {
public:
    ~Writer() {
        {
            const std::lock_guard lock(mutex_);
            stopping_ = true;
        }
        wake_.notify_all();
        thread_.join();
    }

    void say(std::string text) {
        {
            const std::lock_guard lock(mutex_);
            if (lines_.size() == queue_max) {
                lines_.pop_front();
                ++dropped_;
            }
            lines_.push_back(std::move(text));
        }
        wake_.notify_one();
    }

    void flush() {
        std::unique_lock lock(mutex_);
        idle_.wait(lock, [&] { return lines_.empty() && !writing_; });
    }

    std::atomic<int> descriptor = STDERR_FILENO;
    std::atomic<Level> level = Level::info;
    std::uint64_t dropped() const { return dropped_; }

private:
    void run() {
        std::unique_lock lock(mutex_);
        for (;;) {
            wake_.wait(lock, [&] { return stopping_ || !lines_.empty(); });
            if (lines_.empty()) return;
            std::string text;
            while (!lines_.empty() && text.size() + lines_.front().size() <= write_max) {
                text += lines_.front();
                lines_.pop_front();
            }
            writing_ = true;
            lock.unlock();
            write(text);
            lock.lock();
            writing_ = false;
            if (lines_.empty()) idle_.notify_all();
        }
    }

    // Waits for room as long as the program runs; a full disk or a closed pipe loses the line.
    void write(const std::string& text) {
        std::chrono::steady_clock::time_point give_up{};
        for (;;) {
            pollfd ready{descriptor, POLLOUT, 0};
            if (::poll(&ready, 1, 100) > 0) break;
            if (!stopping_) continue;
            const auto now = std::chrono::steady_clock::now();
            if (give_up == std::chrono::steady_clock::time_point{}) give_up = now + farewell;
            if (now >= give_up) {
                ++dropped_;
                return;
            }
        }
        if (::write(descriptor, text.data(), text.size()) < 0) ++dropped_;
    }

    std::mutex mutex_;
    std::condition_variable wake_;
    std::condition_variable idle_;
    std::deque<std::string> lines_;
    bool writing_ = false;
    std::atomic<bool> stopping_ = false;
    std::atomic<std::uint64_t> dropped_ = 0;
    std::thread thread_{[this] { run(); }};  // last: it uses all of the above
};

Writer& writer() {
    static Writer the_writer;
    return the_writer;
}

std::string_view name_of(Level level) {
    switch (level) {
        case Level::debug: return "debug";
        case Level::info: return "info";
        case Level::warn: return "warn";
        case Level::error: return "error";
    }
    return "error";
}

bool is_plain(std::string_view text) {
    for (const char c : text) {
        if (static_cast<unsigned char>(c) <= ' ' || c == '"' || c == '=' || c == '\\' || c == 127) {
            return false;
        }
    }
    return !text.empty();
}

void append_quoted(std::string& out, std::string_view text) {
    if (is_plain(text)) {
        out += text;
        return;
    }
    out += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < ' ' || c == 127) {
            fmt::format_to(std::back_inserter(out), "\\x{:02x}", static_cast<unsigned char>(c));
        } else {
            out += c;
        }
    }
    out += '"';
}

struct Append {
    std::string& out;
    void operator()(std::string_view text) const { append_quoted(out, text); }
    void operator()(std::int64_t number) const {
        fmt::format_to(std::back_inserter(out), "{}", number);
    }
    void operator()(double number) const {
        fmt::format_to(std::back_inserter(out), "{:.6g}", number);
    }
    void operator()(bool truth) const { out += truth ? "true" : "false"; }
};

std::string timestamp() {
    const auto now = std::chrono::system_clock::now();
    const auto seconds = std::chrono::floor<std::chrono::seconds>(now);
    const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(now - seconds);
    const std::time_t time = std::chrono::system_clock::to_time_t(seconds);
    std::tm parts{};
    ::localtime_r(&time, &parts);
    return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}{:%z}", parts, milliseconds.count(), parts);
}

void say(Level level, std::string_view event, Fields fields) {
    if (level < writer().level) return;
    std::string text = fmt::format("{} {} {}", timestamp(), name_of(level), line(event, fields));
    if (text.size() > line_max) text.resize(line_max);
    text += '\n';
    writer().say(std::move(text));
}

}  // namespace

std::string line(std::string_view event, Fields fields) {
    std::string out(event);
    for (const Field& field : fields) {
        out += ' ';
        out += field.key;
        out += '=';
        std::visit(Append{out}, field.value);
    }
    return out;
}

void debug(std::string_view event, Fields fields) { say(Level::debug, event, fields); }
void info(std::string_view event, Fields fields) { say(Level::info, event, fields); }
void warn(std::string_view event, Fields fields) { say(Level::warn, event, fields); }
void error(std::string_view event, Fields fields) { say(Level::error, event, fields); }

void open(int descriptor, Level level) {
    writer().descriptor = descriptor;
    writer().level = level;
}

void flush() { writer().flush(); }
std::uint64_t dropped() { return writer().dropped(); }

}  // namespace gateway::ops::log
