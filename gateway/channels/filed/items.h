#pragma once
#include "dialogs/result.h"
#include "gateway/channels/incoming.h"
#include "gateway/ops/json.h"

#include <functional>
#include <string>
#include <string_view>

// The shape that the clouds' calls share: unsigned JSON, an array of objects or one alone. What of
// a batch cannot be read is counted and left out: it would be no better when the whole came again,
// and the others' messages would be lost with it. A call is refused when nothing in it can be read.

namespace gateway::channels::filed {

using ReadMessage = std::function<dialogs::Result<dialogs::Message>(const nlohmann::json& item)>;
using ReadReceipt = std::function<dialogs::Result<Receipt>(const nlohmann::json& item)>;

// Faults: malformed, too_large.
dialogs::Result<Received> read_messages(std::string_view body, const ReadMessage& read);
dialogs::Result<Received> read_receipts(std::string_view body, const ReadReceipt& read);

// Longer ids are nobody's.
inline constexpr std::size_t id_max = 128;

// A text, or a whole number as one; empty for anything else.
std::string text_of(const nlohmann::json& item, const char* name);

// What the person wrote. Faults: malformed, too_large.
dialogs::Result<std::string> words_of(const nlohmann::json& item, const char* name);

// Our own outbox row, as it was sent along; 0 for anything else.
std::int64_t part_in(std::string_view reference);

// What a carrier says of a part, with its own code for it.
Receipt receipt_of(std::string provider_id, bool delivered, std::string_view code);

}  // namespace gateway::channels::filed
