#pragma once
#include "gateway/channels/channel.h"
#include "gateway/delivery/courier.h"
#include "gateway/ops/clock.h"
#include "gateway/store/news.h"
#include "gateway/store/store.h"

#include <boost/asio/awaitable.hpp>

#include <string>
#include <vector>

namespace gateway {

// What providers tell of parts sent earlier, and what follows from it. A receipt may overtake the
// answer that names its part: it is kept until that answer is, and then counts as any other. Loop
// thread.
class Receipts {
public:
    struct Tools {
        Store& store;
        News& news;
        ops::Clock clock;
        // What follows when a part did not arrive after all.
        delivery::Courier::Refused refused;
    };

    explicit Receipts(Tools tools) : tools_(std::move(tools)) {}

    // All of them, or none: when it gives a value they are on disk.
    boost::asio::awaitable<Result<void>> keep(
        const channels::Channel& channel, std::vector<channels::Receipt> told
    );

    // What had been told of a part before its provider's id was known. In the transaction that
    // keeps the id; gives whether there are new parts in the outbox.
    delivery::Courier::Named named() const;

private:
    Tools tools_;
};

}  // namespace gateway
