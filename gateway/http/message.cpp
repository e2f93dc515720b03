#include "gateway/http/message.h"

#include <algorithm>

namespace gateway::http {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

bool equals_ignoring_case(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, {}, lower, lower);
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    return text;
}

std::string_view find_field(const Fields& fields, std::string_view name) {
    for (const auto& [key, value] : fields) {
        if (equals_ignoring_case(key, name)) return value;
    }
    return {};
}

bool leads_on(const Answer& answer) {
    constexpr int statuses[] = {301, 302, 303, 307, 308};
    return std::ranges::find(statuses, answer.status) != std::end(statuses);
}

int status_for(dialogs::Fault fault) {
    using dialogs::Fault;
    switch (fault) {
        case Fault::malformed: return 400;
        case Fault::denied: return 401;
        case Fault::not_found: return 404;
        case Fault::conflict: return 409;
        case Fault::too_large: return 413;
        case Fault::busy: return 429;
        case Fault::unavailable: return 503;
        case Fault::unknown: return 503;  // the asker repeats it; a repeat is told apart by its id
    }
    return 500;
}

Reply plain(int status) {
    Reply reply;
    reply.status = status;
    for (const char c : reason_phrase(status))
        reply.body += lower(c);
    reply.body += '\n';
    return reply;
}

Reply refuse(dialogs::Fault fault) {
    Reply reply = plain(status_for(fault));
    if (reply.status == 429 || reply.status == 503) reply.headers.emplace_back("Retry-After", "5");
    return reply;
}

std::string_view reason_phrase(int status) {
    switch (status) {
        case 200: return "OK";
        case 201: return "Created";
        case 202: return "Accepted";
        case 204: return "No Content";
        case 301: return "Moved Permanently";
        case 302: return "Found";
        case 303: return "See Other";
        case 304: return "Not Modified";
        case 307: return "Temporary Redirect";
        case 308: return "Permanent Redirect";
        case 400: return "Bad Request";
        case 401: return "Unauthorized";
        case 403: return "Forbidden";
        case 404: return "Not Found";
        case 405: return "Method Not Allowed";
        case 406: return "Not Acceptable";
        case 408: return "Request Timeout";
        case 409: return "Conflict";
        case 410: return "Gone";
        case 411: return "Length Required";
        case 412: return "Precondition Failed";
        case 413: return "Content Too Large";
        case 414: return "URI Too Long";
        case 415: return "Unsupported Media Type";
        case 422: return "Unprocessable Content";
        case 426: return "Upgrade Required";
        case 428: return "Precondition Required";
        case 429: return "Too Many Requests";
        case 431: return "Request Header Fields Too Large";
        case 500: return "Internal Server Error";
        case 502: return "Bad Gateway";
        case 503: return "Service Unavailable";
        case 504: return "Gateway Timeout";
        case 507: return "Insufficient Storage";
        default: return "Unknown";
    }
}

}  // namespace gateway::http
