#pragma once
#include "knowledge/ranking/network.h"
#include "knowledge/training/logistic.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace knowledge {

// What the network is there for: to tell `danger` from all other classes. A text of `either` may
// be one as well, so that it teaches the topics only. None of `either`: as many as there are
// classes.
struct Watched {
    std::size_t danger, either;
};

struct NetworkSize {
    std::uint32_t buckets;
    std::size_t units;
};

// Learns a network by going downhill one text at a time (AdaGrad), on two losses at once: which
// topic it is, and whether it is a danger. The second is learnt for the sake of the units and not
// kept. The same examples always give the same network.
Network learn_network(
    const std::vector<Example>& examples, std::size_t classes, Watched watched, NetworkSize size
);

}  // namespace knowledge
