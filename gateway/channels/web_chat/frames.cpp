#include "gateway/channels/web_chat/frames.h"

#include "dialogs/text/clean.h"
#include "gateway/ops/json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>

namespace gateway::channels::web_chat {
namespace {

using dialogs::Error;
using dialogs::Fault;
using nlohmann::json;

// An empty string when it is not there; nothing when it is no string.
std::optional<std::string> text_of(const json& frame, const char* name) {
    const auto found = frame.find(name);
    if (found == frame.end()) return std::string();
    if (!found->is_string()) return std::nullopt;
    return found->get<std::string>();
}

// 0 when it is not there; nothing when it is no number of a message.
std::optional<std::int64_t> seq_of(const json& frame, const char* name) {
    const auto found = frame.find(name);
    if (found == frame.end()) return 0;
    if (!found->is_number_unsigned()) return std::nullopt;
    const auto value = found->get<std::uint64_t>();
    if (value > static_cast<std::uint64_t>(INT64_MAX)) return std::nullopt;
    return static_cast<std::int64_t>(value);
}

bool is_word(std::string_view text, std::size_t most) {
    return text.size() <= most && std::all_of(text.begin(), text.end(), [](char letter) {
               return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') ||
                      (letter >= 'A' && letter <= 'Z') || letter == '_' || letter == '-';
           });
}

Error malformed(const char* detail) { return {Fault::malformed, detail}; }

dialogs::Result<ClientFrame> hello_in(const json& frame) {
    auto token = text_of(frame, "token");
    auto scene = text_of(frame, "scene");
    const auto last = seq_of(frame, "last_seq");
    if (!token || !scene || !last) return malformed("hello with a member of another type");
    // A worn QR code must not keep anybody out.
    if (!is_word(*scene, 32)) scene->clear();
    return ClientFrame(Hello{std::move(*token), *last, std::move(*scene)});
}

dialogs::Result<ClientFrame> post_in(const json& frame) {
    auto cid = text_of(frame, "cid");
    auto text = text_of(frame, "text");
    auto choice = text_of(frame, "choice");
    if (!cid || !text || !choice) return malformed("msg with a member of another type");
    if (cid->empty() || !is_word(*cid, 64)) return malformed("msg without a proper cid");
    if (text->empty() == choice->empty()) return malformed("msg needs either text or choice");
    if (choice->size() > 64) return malformed("a choice that was never offered");
    if (dialogs::text::code_points(*text) > max_text_characters)
        return Error{Fault::too_large, "msg over 1,000 characters"};
    return ClientFrame(Post{std::move(*cid), std::move(*text), std::move(*choice)});
}

dialogs::Result<ClientFrame> read_in(const json& frame) {
    const auto seq = seq_of(frame, "seq");
    if (!seq) return malformed("read without a number");
    return ClientFrame(Read{*seq});
}

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
    json frame = {
        {"type", "welcome"           },
        {"conv", welcome.conversation},
        {"seq",  welcome.seq         }
    };
    set(frame, "token", welcome.token);
    frame["server_time"] = milliseconds(welcome.server_time);
    frame["caps"]["max_text"] = max_text_characters;
    return frame;
}

json drawn(const Ack& ack) {
    json frame = {
        {"type", "ack"  },
        {"cid",  ack.cid}
    };
    if (ack.seq > 0) frame["seq"] = ack.seq;
    return frame;
}

json drawn(const Spoken& spoken) {
    json frame = {
        {"type",   "msg"              },
        {"seq",    spoken.seq         },
        {"author", word(spoken.author)}
    };
    set(frame, "name", spoken.name);
    frame["text"] = spoken.text;
    for (const auto& [key, label] : spoken.quick_replies)
        frame["quick_replies"].push_back({
            {"key",   key  },
            {"label", label}
        });
    frame["at"] = milliseconds(spoken.at);
    return frame;
}

json drawn(const Status& status) {
    return {
        {"type",  "status"          },
        {"seq",   status.seq        },
        {"state", word(status.state)}
    };
}

json drawn(const Handoff& handoff) {
    json frame = {
        {"type",  "handoff"          },
        {"state", word(handoff.state)}
    };
    set(frame, "case_no", handoff.case_no);
    set(frame, "clerk", handoff.clerk);
    if (handoff.queue_position) frame["queue_pos"] = *handoff.queue_position;
    return frame;
}

json drawn(const Pong&) {
    return {
        {"type", "pong"}
    };
}

json drawn(const Problem& problem) {
    const auto [code, text] = told(problem.code);
    json frame = {
        {"type", "error"},
        {"code", code   },
        {"text", text   }
    };
    set(frame, "cid", problem.cid);
    if (problem.retry_after) frame["retry_after"] = problem.retry_after->count();
    return frame;
}

json drawn(const Bye& bye) {
    json frame = {
        {"type",   "bye"           },
        {"reason", word(bye.reason)}
    };
    if (bye.retry_after) frame["retry_after"] = bye.retry_after->count();
    return frame;
}

json drawn_any(const ServerFrame& frame) {
    return std::visit([](const auto& one) { return drawn(one); }, frame);
}

}  // namespace

dialogs::Result<ClientFrame> decode(std::string_view frame) {
    ops::JsonLimits limits;
    limits.bytes_max = max_frame_bytes;
    const auto parsed = ops::parse_json(frame, limits);
    if (!parsed) return parsed.error();
    if (!parsed->is_object()) return malformed("a frame that is no object");
    const auto type = text_of(*parsed, "type").value_or("");
    if (type == "hello") return hello_in(*parsed);
    if (type == "msg") return post_in(*parsed);
    if (type == "read") return read_in(*parsed);
    if (type == "typing") return ClientFrame(Typing{});
    if (type == "ping") return ClientFrame(Ping{});
    return malformed("a frame of unknown type");
}

std::string encode(const ServerFrame& frame) { return ops::write_json(drawn_any(frame)); }

std::string encode_poll(const std::vector<ServerFrame>& frames) {
    auto list = json::array();
    for (const auto& frame : frames)
        list.push_back(drawn_any(frame));
    return ops::write_json({
        {"frames", std::move(list)}
    });
}

Problem problem_of(const dialogs::Error& error, std::string cid) {
    constexpr std::chrono::seconds soon{5};
    Problem problem;
    problem.cid = std::move(cid);
    switch (error.fault) {
        case Fault::malformed: problem.code = Trouble::bad_frame; break;
        case Fault::conflict: problem.code = Trouble::bad_frame; break;
        case Fault::denied: problem.code = Trouble::bad_token; break;
        case Fault::not_found: problem.code = Trouble::bad_token; break;
        case Fault::too_large: problem.code = Trouble::too_long; break;
        case Fault::busy:
        case Fault::unavailable:
        case Fault::unknown:
            problem.code = Trouble::unavailable;
            problem.retry_after = soon;
            break;
    }
    return problem;
}

}  // namespace gateway::channels::web_chat
