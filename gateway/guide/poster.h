#pragma once
#include "gateway/guide/catalogue.h"

#include <string>
#include <string_view>
#include <vector>

// What is printed and hung on a wall: one page of A4 or A3 with a QR code that opens the chat and
// says where it hangs.

namespace gateway::guide {

enum class Paper { a4, a3 };

// {public_url}/chat/?scene=CODE
std::string chat_address(const Edition& edition, const config::Area& area);

// One service, for the wall of `area`. too_large when the address is too long for a QR code.
dialogs::Result<std::string> service_poster(
    const Edition& edition, const Service& service, const config::Area& area, Paper paper
);

// All services, the promise and where to ask, for a village's station or a town's centre.
dialogs::Result<std::string> station_poster(
    const Edition& edition,
    const std::vector<Service>& services,
    const config::Area& area,
    Paper paper
);

}  // namespace gateway::guide
