#pragma once
#include "dialogs/text/segments.h"

#include <chrono>
#include <cstddef>

// What one channel can carry and another cannot.

namespace gateway::channels {

struct Capabilities {
    bool free_text = true;       // false: only filed templates, whose variables are ours to fill
    bool passive_reply = false;  // the first replies ride on the acknowledgement
    bool pushed = false;         // leaves by the shell's own sockets: build() is never called
    bool quick_replies = false;  // shows a reply's choices as buttons
    bool receipts = false;
    bool queries = false;     // can be asked by query() what became of a part
    bool idempotent = false;  // knows a repeat by our id: unclear ones may be sent again
    dialogs::text::Unit unit = dialogs::text::Unit::utf16_units;
    std::size_t max_length = 0;                 // of one part, in `unit`
    std::chrono::milliseconds answer_within{};  // the provider's patience with us
    // What may be sent by build() after a person wrote: so many messages, so long; 0: any number,
    // at any time.
    int pushes = 0;
    std::chrono::hours pushes_within{};
    // The same after he followed, scanned a code or chose from the menu.
    int event_pushes = 0;
    std::chrono::minutes event_pushes_within{};
    bool media = false;        // what a message's media_id names can be fetched
    bool group_robot = false;  // a group of clerks listens to what is sent to it
};

}  // namespace gateway::channels
