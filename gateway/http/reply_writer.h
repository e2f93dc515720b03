#pragma once
#include "gateway/http/message.h"

#include <string>

// A reply's head as bytes.

namespace gateway::http {

enum class Ending { none, keep_alive, close };  // what the Connection field says; none: nothing

// Whether status and fields are fit for a head: nothing in them ends a line.
bool is_sendable(const Reply& reply);

// 204 and 304: neither a length nor a body.
bool has_no_body(const Reply& reply);

void append_head(std::string& out, const Reply& reply, Ending ending);

}  // namespace gateway::http
