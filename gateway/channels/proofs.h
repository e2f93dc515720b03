#pragma once
#include "dialogs/message.h"
#include "gateway/channels/incoming.h"

#include <boost/unordered/unordered_flat_map.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <deque>
#include <string_view>

namespace gateway::channels {

// Signatures that cover nothing of what they come with (DingTalk's, WeChat's in plain mode): who
// saw one could put it on words of his own. So each is bound to the first body it came with: the
// same again is the provider's retry, another one a forgery. In memory, as long as the signature
// is believed; of `most` at once the oldest is forgotten. Times come in.
class Proofs {
public:
    // A county's messages of hours; 100 bytes each.
    static constexpr std::size_t most = 50'000;

    Proofs();

    // Whether this proof may vouch for this body.
    bool admits(
        std::string_view proof, std::string_view body, dialogs::Time now, std::chrono::seconds lasts
    );

    // The same where a proof may come with several messages, because it tells the moment only and
    // two people may write in one: a body of its own for every id, and no id but one for what is
    // otherwise the same, so that neither words nor id of a message that was seen can be changed.
    bool admits(
        std::string_view proof,
        std::string_view body,
        const Share& share,
        dialogs::Time now,
        std::chrono::seconds lasts
    );

    std::size_t held() const { return bodies_.size(); }

private:
    using Digest = std::array<unsigned char, 16>;
    using Key = std::array<unsigned char, 16>;
    struct Bound {
        dialogs::Time until;
        Digest proof;
    };
    struct Hash {
        std::size_t operator()(const Digest& digest) const;
    };

    Digest digest(std::string_view text) const;
    void forget(dialogs::Time now);

    Key key_{};
    boost::unordered_flat_map<Digest, Digest, Hash> bodies_;  // of a proof, of its body
    std::deque<Bound> oldest_first_;
};

}  // namespace gateway::channels
