#pragma once
#include "gateway/desk/exchange.h"

#include <string_view>

// What the calls that change what the bot knows have in common.

namespace gateway::desk {

// The job for the county and administrators, who keep the articles; Fault::denied for others.
Job for_teachers(Job job);

JobAnswer refused(int status, std::string_view code, std::string_view message);

// "meal.where": two words in small letters, so that it may be a file's name.
bool is_topic(std::string_view topic);

// Adds the audit row of what a clerk did.
Result<void> write_down(
    Connection& connection,
    const Caller& caller,
    std::string action,
    std::string object,
    std::string detail,
    Time now
);

}  // namespace gateway::desk
