#include "gateway/channels/web_chat/frames.h"
#include "gateway/ops/json.h"

#include <nlohmann/json.hpp>

#include <string>
#include <utility>

namespace gateway::channels::web_chat {
namespace {

using dialogs::Fault;
using nlohmann::json;

std::int64_t milliseconds(dialogs::Time time) { return time.time_since_epoch().count(); }

const char* word(Author author) {
    switch (author) {
        case Author::bot: return "bot";
        case Author::clerk: return "clerk";
        case Author::system: return "system";
        case Author::resident: return "resident";
    }
    return "system";
}

const char* word(Progress progress) {
    switch (progress) {
        case Progress::sent: return "sent";
        case Progress::delivered: return "delivered";
        case Progress::read: return "read";
    }
    return "sent";
}

const char* word(Control control) {
    switch (control) {
        case Control::bot: return "bot";
        case Control::queued: return "queued";
        case Control::human: return "human";
    }
    return "bot";
}

const char* word(Parting reason) {
    switch (reason) {
        case Parting::restart: return "restart";
        case Parting::idle: return "idle";
        case Parting::replaced: return "replaced";
    }
    return "restart";
}

struct Told {
    const char* code;
    const char* text;  // what the page may show
};

Told told(Trouble trouble) {
    switch (trouble) {
        case Trouble::bad_frame: return {"bad_frame", "这条消息没能发出，请刷新页面再试"};
        case Trouble::bad_token: return {"bad_token", "会话已失效，将为您重新开始"};
        case Trouble::too_long: return {"too_long", "内容太长了，请分几次发"};
        case Trouble::too_fast: return {"too_fast", "发得太快了，请稍等再发"};
        case Trouble::unavailable: return {"unavailable", "系统忙，请稍后再发"};
    }
    return {"unavailable", "系统忙，请稍后再发"};
}

void set(json& frame, const char* name, const std::string& text) {
    if (!text.empty()) frame[name] = text;
}

json drawn(const Welcome& welcome) {
    json frame = {{"type", "welcome"}, {"conv", welcome.conversation}, {"seq", welcome.seq}};
    set(frame, "token", welcome.token);
    frame["server_time"] = milliseconds(welcome.server_time);
    frame["caps"]["max_text"] = max_text_characters;
    return frame;
}

json drawn(const Ack& ack) {
    json frame = {{"type", "ack"}, {"cid", ack.cid}};
    if (ack.seq > 0) frame["seq"] = ack.seq;
    return frame;
}

json drawn(const Spoken& spoken) {
    json frame = {{"type", "msg"}, {"seq", spoken.seq}, {"author", word(spoken.author)}};
    set(frame, "name", spoken.name);
    frame["text"] = spoken.text;
    for (const auto& [key, label] : spoken.quick_replies)
        frame["quick_replies"].push_back({{"key", key}, {"label", label}});
    frame["at"] = milliseconds(spoken.at);
    return frame;
}

json drawn(const Status& status) {
    return {{"type", "status"}, {"seq", status.seq}, {"state", word(status.state)}};
}

json drawn(const Handoff& handoff) {
    json frame = {{"type", "handoff"}, {"state", word(handoff.state)}};
    set(frame, "case_no", handoff.case_no);
    set(frame, "clerk", handoff.clerk);
    if (handoff.queue_position) frame["queue_pos"] = *handoff.queue_position;
    return frame;
}

json drawn(const Pong&) { return {{"type", "pong"}}; }

json drawn(const Problem& problem) {
    const auto [code, text] = told(problem.code);
    json frame = {{"type", "error"}, {"code", code}, {"text", text}};
    set(frame, "cid", problem.cid);
    if (problem.retry_after) frame["retry_after"] = problem.retry_after->count();
    return frame;
}

json drawn(const Bye& bye) {
    json frame = {{"type", "bye"}, {"reason", word(bye.reason)}};
    if (bye.retry_after) frame["retry_after"] = bye.retry_after->count();
    return frame;
}

json drawn_any(const ServerFrame& frame) {
    return std::visit([](const auto& one) { return drawn(one); }, frame);
}

}  // namespace

std::string encode(const ServerFrame& frame) { return ops::write_json(drawn_any(frame)); }

std::string encode_poll(const std::vector<ServerFrame>& frames) {
    auto list = json::array();
    for (const auto& frame : frames)
        list.push_back(drawn_any(frame));
    return ops::write_json({{"frames", std::move(list)}});
}

Problem problem_of(const dialogs::Error& error, std::string cid) {
    constexpr std::chrono::seconds soon{5};
    constexpr std::chrono::seconds calmer{10};
    Problem problem;
    problem.cid = std::move(cid);
    switch (error.fault) {
        case Fault::malformed: problem.code = Trouble::bad_frame; break;
        case Fault::conflict: problem.code = Trouble::bad_frame; break;
        case Fault::denied: problem.code = Trouble::bad_token; break;
        case Fault::not_found: problem.code = Trouble::bad_token; break;
        case Fault::too_large: problem.code = Trouble::too_long; break;
        case Fault::busy:
            problem.code = Trouble::too_fast;
            problem.retry_after = calmer;
            break;
        case Fault::unavailable:
        case Fault::unknown:
            problem.code = Trouble::unavailable;
            problem.retry_after = soon;
            break;
    }
    return problem;
}

}  // namespace gateway::channels::web_chat
