#pragma once
#include "dialogs/engine/editions.h"
#include "gateway/bundle_loader.h"
#include "gateway/store/store.h"

#include <boost/asio/awaitable.hpp>

namespace gateway {

// Puts the scripts in force on disk, fills `editions` with those that conversations began with
// before this program started, and leaves the ones nobody needs. What cannot be read or kept is
// logged: conversations of a script nobody has are asked again.
boost::asio::awaitable<void> shelve(
    Store& store, FreshBundle fresh, dialogs::Editions& editions, Time now
);

}  // namespace gateway
