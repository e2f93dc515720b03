#pragma once
#include "gateway/channels/channel.h"
#include "storage/database.h"

#include <string>

namespace gateway::desk {

// What any filed notice may speak of besides the facts it was given: {text}, {case}, {time},
// {date}.
channels::Notice with_usual_facts(
    channels::Notice notice, const std::string& text, const std::string& case_no, storage::Time now
);

}  // namespace gateway::desk
