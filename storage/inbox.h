#pragma once
#include "storage/database.h"

#include <optional>
#include <string>

namespace storage {

// The answer a provider got for a delivery: a repeat gets these bytes again.
struct Answer {
    int status = 200;
    std::string type;
    std::string body;
};

struct Delivery {
    std::string channel;
    std::string external_id;   // the provider's id of the message
    std::int64_t message = 0;  // the message it became
    Answer answer;
    Time received_at{};
};

// What became of it, if it was delivered before.
Result<std::optional<Delivery>> find_delivery(
    Connection& connection, std::string_view channel, std::string_view external_id
);

// Fault::conflict when it was delivered before: nothing else of this turn may be kept.
Result<void> keep_delivery(Connection& connection, const Delivery& delivery);

// What a call that was kept open is answered at last, in place of what was kept with its message.
Result<void> change_answer(
    Connection& connection,
    std::string_view channel,
    std::string_view external_id,
    const Answer& answer
);

}  // namespace storage
