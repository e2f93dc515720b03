#pragma once
#include "dialogs/result.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

// HTTP as plain values: what a handler is given and what it gives back. No Beast, no sockets.

namespace gateway::http {

using Fields = std::vector<std::pair<std::string, std::string>>;

// As names of fields, media types and tokens are compared: ASCII letters in either case.
bool equals_ignoring_case(std::string_view a, std::string_view b);

// Without the spaces at its ends.
std::string_view trimmed(std::string_view text);

// The first field of that name, letter case aside; empty when there is none.
std::string_view find_field(const Fields& fields, std::string_view name);

struct Request {
    std::string method;
    std::string target;  // as it came: path and query
    std::string path;    // percent-decoded, valid UTF-8, no query
    std::string query;   // as it came, without '?'; decode_form() takes it apart
    Fields headers;
    Fields params;  // what the route's {names} stood for
    std::string body;
    std::string peer;  // IP address; behind a trusted proxy the one it reports

    std::string_view header(std::string_view name) const { return find_field(headers, name); }
    std::string_view param(std::string_view name) const { return find_field(params, name); }
};

struct Reply {
    int status = 200;
    std::string type = "text/plain; charset=utf-8";
    std::string body;
    Fields headers;  // besides Content-Type and Content-Length
};

// What another server answered to a call of ours.
struct Answer {
    int status = 0;
    Fields headers;
    std::string body;

    std::string_view header(std::string_view name) const { return find_field(headers, name); }
};

// Whether it sends on to the address in `Location`, which no call of ours follows by itself.
bool leads_on(const Answer& answer);

// The status a fault is told with. A conflict is 409 here: a redelivery that was kept before is no
// error and is answered by whoever finds it.
int status_for(dialogs::Fault fault);

// A reply of that status and a few words, e.g. "not found\n"; nothing about the cause.
Reply plain(int status);
Reply refuse(dialogs::Fault fault);

std::string_view reason_phrase(int status);

}  // namespace gateway::http
