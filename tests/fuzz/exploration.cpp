#include "tests/fuzz/conversations.h"

// Finds the places a conversation can wait at.

namespace dialogs::fuzz {

namespace {

constexpr int most_tries = 12;  // of what leads to a question to the host

}  // namespace

// Until nothing is missed: what the host answers is chance, and another try may lead further.
void Walker::explore(long most) {
    while (turns < most) {
        Place* next = unexplored();
        if (!next && missed().empty()) return;
        if (next) {
            next->explored = true;
            try_everything_usual(Standing{next->standing});
        } else {
            for (Place& place : found_)
                place.explored = false;
        }
    }
}

// The one found last leads furthest; where nothing is asked the least is to be found.
Walker::Place* Walker::unexplored() {
    Place* idle = nullptr;
    for (auto place = found_.rbegin(); place != found_.rend(); ++place) {
        if (place->explored) continue;
        if (places_.contains(place->name)) return &*place;
        if (!idle) idle = &*place;
    }
    return idle;
}

void Walker::try_everything_usual(const Standing& from) {
    for (const Heard& one : usual_)
        try_out(from, one);
    for (int tries = 0; tries < most_tries / 4; ++tries) {
        Standing later = from;
        let_time_pass(later);
        Standing back = from;
        let_clerk_act(back);
    }
}

// Where the host is asked, each of its answers may lead elsewhere.
void Walker::try_out(const Standing& standing, const Heard& heard) {
    for (int tries = 0; tries < most_tries; ++tries) {
        Standing next = standing;
        const conversation::Reaction reaction = write(next, heard);
        const bool acts = !reaction.acts.empty();
        if (!acts && (reaction.look_ups.empty() || tries >= most_tries / 4)) return;
    }
}

// One text at every place, then the next: whatever ends it, no place was left out.
void Walker::feed_everything(long most) {
    for (const Heard& one : corpus_) {
        for (std::size_t at = 0; at < found_.size() && turns < most; ++at) {
            Standing standing = found_[at].standing;
            write(standing, one);
            if (dice_.once_in(3)) check_person_is_reached(standing);
        }
    }
}

}  // namespace dialogs::fuzz
