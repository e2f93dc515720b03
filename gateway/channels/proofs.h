#pragma once
#include "dialogs/message.h"

#include <chrono>
#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

namespace gateway::channels {

// Signatures that cover nothing of what they come with (DingTalk's, WeChat's in plain mode): who
// saw one could put it on words of his own. So each is bound to the first body it came with: the
// same again is the provider's retry, another one a forgery. In memory, as long as the signature
// is believed; of `most` at once the oldest is forgotten. Times come in.
class Proofs {
public:
    // A county's messages of hours; 200 bytes each.
    static constexpr std::size_t most = 50'000;

    // Whether this proof may vouch for this body.
    bool admits(
        std::string_view proof, std::string_view body, dialogs::Time now, std::chrono::seconds lasts
    );

    std::size_t held() const { return bodies_.size(); }

private:
    struct Bound {
        dialogs::Time until;
        std::string proof;  // digest
    };

    void forget(dialogs::Time now);

    std::unordered_map<std::string, std::string> bodies_;  // digests: of a proof, of its body
    std::deque<Bound> oldest_first_;
};

}  // namespace gateway::channels
