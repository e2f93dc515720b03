#pragma once
#include "gateway/http/message.h"

#include <map>
#include <string>
#include <string_view>

// How the API refuses: {"error":{"code","message","details","request_id"}}.

namespace gateway::desk {

std::string error_json(
    std::string_view code,
    std::string_view message,
    const std::map<std::string, std::string>& details = {}
);

// The same shape for every refusal under /api/v1, also the server's own (404, 405, 413, 415 …), and
// a number by which a failure of ours is found in the log.
void give_error_form(http::Reply& reply);

}  // namespace gateway::desk
