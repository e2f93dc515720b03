#include "gateway/cli/chat_commands.h"

#include "gateway/cli/chat_display.h"
#include "gateway/cli/setup.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <fstream>

namespace gateway::cli {
namespace {

constexpr const char* commands =
    "/trace      每句话之后显示经过；再打一次关掉\n"
    "/why        上一句话为什么这样回\n"
    "/slots      已经知道了什么，停在哪一步\n"
    "/advance 2h 时间过去（s 秒、m 分、h 小时、d 天）\n"
    "/timeout    等到下一件到时间的事\n"
    "/clerk close 当一回工作人员：办结；/clerk return 交回给机器人\n"
    "/action ok {\"status\":\"ok\"}  下一个动作这样回；/action fail 原因：没办成\n"
    "/reload     重新读话术和政策，接着聊\n"
    "/save 名字  把这次对话存成 名字.test.yaml\n";

// "30m", "2h"; nothing for other words.
std::optional<std::chrono::seconds> duration_of(const std::string& text) {
    int count = 0;
    const char* const end = text.data() + text.size();
    const auto [unit, error] = std::from_chars(text.data(), end, count);
    if (error != std::errc() || unit + 1 != end || count < 0 || count > 100'000)
        return std::nullopt;
    switch (*unit) {
        case 's': return std::chrono::seconds(count);
        case 'm': return std::chrono::minutes(count);
        case 'h': return std::chrono::hours(count);
        case 'd': return std::chrono::days(count);
        default: return std::nullopt;
    }
}

// What an action came back with, for the test: the last result of the session, if this turn got it.
ActAnswer answered_as(const dialogs::Session& after, const std::vector<dialogs::Trace>& trace) {
    const bool came = std::any_of(trace.begin(), trace.end(), [](const dialogs::Trace& entry) {
        return entry.kind == "action_done";
    });
    return [results = after.results, came](const dialogs::Act& act) -> dialogs::Input {
        const auto found = results.find(act.action);
        if (!came || found == results.end()) return dialogs::Failed{act.action};
        return dialogs::Done{act.action, found->second};
    };
}

}  // namespace

ChatDesk::ChatDesk(ChatRoom& room, bool trace)
    : room_(room), trace_(trace), run_(room.profile(), room.phone(), room.now()) {}

bool ChatDesk::failed(const Error& error) const {
    complain(error.detail);
    return false;
}

bool ChatDesk::take(const std::string& line) {
    if (!line.starts_with('/')) return say(line);
    const auto space = std::min(line.find(' '), line.size());
    const std::string_view command(line.data(), space);
    const std::string rest = space < line.size() ? line.substr(space + 1) : std::string();
    if (command == "/timeout") return timeout();
    if (command == "/clerk") return give_back(rest);
    if (command == "/advance") {
        if (const auto by = duration_of(rest)) return advance(*by);
        fmt::print("  (这样写：/advance 30m)\n");
        return true;
    }
    obey(command, rest);
    return true;
}

void ChatDesk::obey(std::string_view command, const std::string& rest) {
    if (command == "/trace") {
        trace_ = !trace_;
        fmt::print("  ({})\n", trace_ ? "显示经过" : "不显示经过");
    } else if (command == "/why") {
        show_why();
    } else if (command == "/slots") {
        show_slots();
    } else if (command == "/action") {
        answer_by_hand(rest);
    } else if (command == "/reload") {
        reload();
    } else if (command == "/save") {
        save(rest);
    } else {
        fmt::print("{}", commands);
    }
}

bool ChatDesk::say(const std::string& line) {
    const auto before = room_.session();
    const auto at = room_.now();
    auto reply = room_.say(line);
    if (!before || !reply) return failed(before ? reply.error() : before.error());
    last_ = reply->trace;
    show(*reply);
    if (reply->said.empty()) fmt::print("  (不作声：已转人工)\n");
    const auto after = room_.session();
    if (!after) return failed(after.error());
    // What the county answered is found by playing the turn again in memory.
    const auto& bundle = room_.bundle();
    auto played = rehearse(
        bundle,
        bundle.script,
        *before,
        heard(line, at),
        {at, room_.profile()},
        answered_as(*after, reply->trace)
    );
    played.trace = reply->trace;
    played.session = *after;
    run_.add_message(line, played);
    return true;
}

bool ChatDesk::advance(std::chrono::seconds by) {
    auto reply = room_.advance(by);
    if (!reply) return failed(reply.error());
    last_ = reply->trace;
    show(*reply);
    if (reply->said.empty()) fmt::print("  (什么也没发生)\n");
    const auto after = room_.session();
    if (!after) return failed(after.error());
    run_.add_advance(by, reply->trace, *after);
    return true;
}

bool ChatDesk::timeout() {
    const auto left = room_.until_next();
    if (!left) return failed(left.error());
    if (*left) {
        fmt::print("  (过了 {} 秒)\n", (*left)->count());
        return advance(**left);
    }
    fmt::print("  (没有要到时间的事)\n");
    return true;
}

bool ChatDesk::give_back(const std::string& how) {
    if (how != "close" && how != "return") {
        fmt::print("  (这样写：/clerk close 或 /clerk return)\n");
        return true;
    }
    auto reply = room_.give_back(how == "close");
    if (!reply) {
        fmt::print("  ({})\n", reply.error().detail);
        return true;
    }
    last_ = reply->trace;
    show(*reply);
    const auto after = room_.session();
    if (!after) return failed(after.error());
    run_.add_clerk(how, reply->trace, *after);
    return true;
}

void ChatDesk::answer_by_hand(const std::string& words) {
    const auto kept = room_.answer_next_action(words);
    fmt::print("  ({})\n", kept ? "下一个动作就这样回" : kept.error().detail);
}

void ChatDesk::show(const ChatRoom::Reply& reply) const {
    for (const auto& one : reply.said) {
        show_said(one);
        if (room_.profile() == "sms") show_cost(one.text, room_.signature());
    }
    if (trace_) show_trace(reply.trace);
}

void ChatDesk::show_slots() {
    const auto session = room_.session();
    if (!session) return complain(session.error().detail);
    show_known(*session);
}

void ChatDesk::show_why() const {
    if (last_.empty()) fmt::print("  (还没有说过话)\n");
    show_trace(last_);
}

void ChatDesk::reload() {
    if (auto loaded = room_.reload(); !loaded) {
        fmt::print(stderr, "{}", loaded.error().detail);
        fmt::print("  (有错，还用原来的)\n");
        return;
    }
    fmt::print("  (用上了新的：{:.12})\n", room_.bundle().script.digest);
}

void ChatDesk::save(const std::string& name) {
    if (name.empty()) return fmt::print("  (这样写：/save 名字)\n");
    const std::string file = name + ".test.yaml";
    std::ofstream stream(file, std::ios::binary);
    if (!(stream << run_.test(std::filesystem::path(name).filename().string())) || !stream.flush())
        return complain("cannot write " + file);
    fmt::print("  (存成了 {})\n", file);
}

}  // namespace gateway::cli
