#pragma once
#include "gateway/bundle_loader.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <functional>
#include <string>

namespace gateway {

// The articles that the county has worded itself and that are in force on the day of `now`, and the
// phrasings it has settled. Reads the migrated database with a connection of its own, so on any
// thread.
dialogs::Result<CountyWords> words_in_force(const config::Config& config, dialogs::Time now);

// The library with them. A version that is no article any more is left out, and only that one.
dialogs::Result<knowledge::Library> read_library_in_force(
    const config::Config& config, dialogs::Time now, std::vector<std::string>& left_out
);

// read_bundle() with them; what does not go with the scripts any more is left out too.
dialogs::Result<FreshBundle> read_bundle_in_force(const config::Config& config, dialogs::Time now);

// The same to begin with, in place of `fresh`, which was read without them. They must not keep the
// gateway down: where they cannot be read, `fresh` comes back as it is, and the log says why.
FreshBundle with_county_words(FreshBundle fresh, const config::Config& config, dialogs::Time now);

// What is wrong with a version, as `yimen check` would say it, a line each; else the article.
dialogs::Result<knowledge::Article> check_version(
    const turns::Bundle& bundle, const knowledge::Replacement& version, dialogs::Time now
);

// Tells when another day has begun in China: a version may come into force. Loop thread.
class NewDay {
public:
    NewDay(boost::asio::io_context& loop, ops::Clock clock, std::function<void()> begun);

    void start();
    void stop();

private:
    boost::asio::awaitable<void> run();

    boost::asio::io_context& loop_;
    ops::Clock clock_;
    std::function<void()> begun_;
    boost::asio::steady_timer tick_;
    bool stopping_ = false;
};

}  // namespace gateway
