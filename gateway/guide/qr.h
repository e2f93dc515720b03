#pragma once
#include "dialogs/result.h"

#include <string>
#include <string_view>

namespace gateway::guide {

// A QR code as an SVG element that scales with its surroundings, with its quiet zone; a quarter of
// it may be dirty or torn. `label` is read out. Fault::too_large for a text no code can hold.
dialogs::Result<std::string> qr_code(std::string_view text, std::string_view label);

}  // namespace gateway::guide
