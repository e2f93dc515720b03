#pragma once
#include "dialogs/result.h"
#include "gateway/http/message.h"

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

// The API's replies: JSON, a refusal, a resident's file.

namespace gateway::desk {

http::Reply json_reply(int status, std::string body);
http::Reply error_reply(
    int status,
    std::string_view code,
    std::string_view message,
    const std::map<std::string, std::string>& details = {}
);
// For what a job could not do.
http::Reply fault_reply(const dialogs::Error& error);
// A resident's file, with the type its bytes have.
http::Reply file_reply(std::string type, std::string bytes);

// "12" in its quotes: the ETag of a row's version.
std::string version_tag(std::int64_t version);

// A handler's answer where nothing has to be asked of the database.
boost::asio::awaitable<http::Reply> answered(http::Reply reply);

}  // namespace gateway::desk
