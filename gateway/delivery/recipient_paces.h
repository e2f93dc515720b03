#pragma once
#include "dialogs/message.h"
#include "gateway/channels/part.h"
#include "gateway/ops/pace.h"

#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

namespace gateway::delivery {

// How fast each person is sent to where the provider has rates for one. Times come in.
class RecipientPaces {
public:
    // People whose pace is remembered; when there are more, all are forgotten.
    static constexpr std::size_t max_people = 20'000;

    // When `person` may be sent one more by `rates`, which are always the same for him. It is
    // counted if that is `now`.
    dialogs::Time take(
        const std::string& person, const std::vector<channels::Rate>& rates, dialogs::Time now
    );

private:
    std::unordered_map<std::string, std::vector<ops::Pace>> paces_;  // one for each rate
};

}  // namespace gateway::delivery
