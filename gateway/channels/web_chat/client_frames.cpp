#include "dialogs/text/clean.h"
#include "gateway/channels/web_chat/frames.h"
#include "gateway/ops/json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>

namespace gateway::channels::web_chat {
namespace {

using dialogs::Error;
using dialogs::Fault;
using nlohmann::json;

constexpr std::size_t max_cid_characters = 64;

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

dialogs::Result<json> parse(std::string_view frame) {
    ops::JsonLimits limits;
    limits.bytes_max = max_frame_bytes;
    return ops::parse_json(frame, limits);
}

Error malformed(const char* detail) { return {Fault::malformed, detail}; }

// Where to go on may stand beside the token or in {"resume":{"conv","last_seq"}}. The number of a
// conversation opens nothing: who goes on by it alone is refused and not given an empty chat.
dialogs::Result<ClientFrame> hello_in(const json& frame) {
    auto token = text_of(frame, "token");
    auto scene = text_of(frame, "scene");
    const auto resume = frame.find("resume");
    const bool resumes = resume != frame.end();
    if (resumes && !resume->is_object()) return malformed("resume that is no object");
    const auto last = seq_of(resumes ? *resume : frame, "last_seq");
    if (!token || !scene || !last) return malformed("hello with a member of another type");
    if (resumes && token->empty()) return malformed("resume without the conversation's token");
    // A worn QR code must not keep anybody out.
    if (!is_word(*scene, 32)) scene->clear();
    return ClientFrame(Hello{std::move(*token), *last, std::move(*scene)});
}

dialogs::Result<ClientFrame> post_in(const json& frame) {
    auto cid = text_of(frame, "cid");
    auto text = text_of(frame, "text");
    auto choice = text_of(frame, "choice");
    if (!cid || !text || !choice) return malformed("msg with a member of another type");
    if (cid->empty() || !is_word(*cid, max_cid_characters))
        return malformed("msg without a proper cid");
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

}  // namespace

std::string cid_of(std::string_view frame) {
    const auto parsed = parse(frame);
    auto cid = parsed && parsed->is_object() ? text_of(*parsed, "cid") : std::nullopt;
    return cid && is_word(*cid, max_cid_characters) ? std::move(*cid) : std::string();
}

dialogs::Result<ClientFrame> decode(std::string_view frame) {
    const auto parsed = parse(frame);
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

}  // namespace gateway::channels::web_chat
