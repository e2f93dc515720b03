#pragma once
#include "gateway/channels/channel.h"
#include "gateway/http/client.h"
#include "gateway/ops/channel_log.h"

#include <string>

namespace gateway::delivery {

// What a call is made with: the time and fresh chance.
channels::Ambient ambient(dialogs::Time now);

// A call of ours and its answer, as the channel's log may show them; `became` is what we made of
// it.
ops::Exchange exchange_of(
    const channels::Call& call, const dialogs::Result<http::Answer>& answer, std::string became
);

// Writes it down; nothing where nothing is written down.
struct Made {
    const channels::Call& call;
    const dialogs::Result<http::Answer>& answer;
    dialogs::Time started;
    dialogs::Time ended;
};
void write_down(ops::Exchanges* log, const Made& made, std::string became);

}  // namespace gateway::delivery
