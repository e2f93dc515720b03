#pragma once
#include "dialogs/result.h"
#include "gateway/channels/notice.h"
#include "gateway/http/message.h"

namespace gateway::channels::codec {

// A file that a plain GET was to bring: its bytes, or where they lie instead (3xx, Location).
// Faults as Channel::read_media(); a page is no file, whatever its status says.
dialogs::Result<Media> read_file(http::Answer answer);

}  // namespace gateway::channels::codec
