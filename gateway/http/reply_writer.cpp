#include "gateway/http/reply_writer.h"

#include <fmt/format.h>

#include <iterator>

namespace gateway::http {
namespace {

bool stays_on_its_line(const std::string& text) {
    return text.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos;
}

void append_field(std::string& out, std::string_view name, std::string_view value) {
    out += name;
    out += ": ";
    out += value;
    out += "\r\n";
}

}  // namespace

bool is_sendable(const Reply& reply) {
    if (reply.status < 200 || reply.status > 599 || !stays_on_its_line(reply.type)) return false;
    for (const auto& [name, value] : reply.headers) {
        if (name.empty() || !stays_on_its_line(name) || !stays_on_its_line(value)) return false;
    }
    return true;
}

bool has_no_body(const Reply& reply) { return reply.status == 204 || reply.status == 304; }

void append_head(std::string& out, const Reply& reply, Ending ending) {
    fmt::format_to(
        std::back_inserter(out), "HTTP/1.1 {} {}\r\n", reply.status, reason_phrase(reply.status)
    );
    if (!has_no_body(reply)) {
        if (!reply.type.empty()) append_field(out, "Content-Type", reply.type);
        fmt::format_to(std::back_inserter(out), "Content-Length: {}\r\n", reply.body.size());
    }
    for (const auto& [name, value] : reply.headers)
        append_field(out, name, value);
    if (ending == Ending::keep_alive) append_field(out, "Connection", "keep-alive");
    if (ending == Ending::close) append_field(out, "Connection", "close");
    out += "\r\n";
}

}  // namespace gateway::http
