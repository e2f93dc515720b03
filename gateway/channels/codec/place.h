#pragma once
#include "dialogs/message.h"

#include <string_view>

// What a place or a link says in words: "倴城镇北街（39.5,118.7）", "通知 https://…", what there is
// of it. A clerk finds neither again without them.

namespace gateway::channels::codec {

void tell_place(
    dialogs::Message& message,
    std::string_view name,
    std::string_view latitude,
    std::string_view longitude
);
void tell_link(dialogs::Message& message, std::string_view title, std::string_view url);

}  // namespace gateway::channels::codec
