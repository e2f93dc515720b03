#pragma once
#include "storage/database.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// Pictures, voices, videos and files that residents sent: wanted until the file is here, or cannot
// be had.

namespace storage {

// As a transcript shows it.
struct Attachment {
    std::string kind;   // image, voice, video, file
    std::string state;  // wanted, kept, failed
    std::string code;   // why it failed
    std::string digest;
    std::string type;
    std::int64_t bytes = 0;
};

namespace media {

struct Wanted {
    std::int64_t message = 0;
    std::string channel;
    std::string provider_id;  // by which its provider knows it
    std::string kind;
    bool heard = true;  // false: a voice that is to be put into words once it is here
};
Result<void> want(Connection& connection, const Wanted& wanted, Time now);

// One that there is something to do with: to be fetched, or to be put into words.
struct Due {
    Wanted wanted;
    Attachment as_is;
    int attempts = 0;
    std::int64_t conversation = 0;
    std::string sender;
};
Result<std::vector<Due>> due(Connection& connection, std::string_view channel, Time now, int limit);

// What became of a fetch; only what is still wanted changes.
Result<void> keep(Connection& connection, std::int64_t message, const Attachment& attachment);
Result<void> try_again(
    Connection& connection, std::int64_t message, std::string_view code, Time next_at
);
Result<void> give_up(Connection& connection, std::int64_t message, std::string_view code);

// The voice was put into words, or nobody could.
Result<void> mark_heard(Connection& connection, std::int64_t message);

}  // namespace media
}  // namespace storage
