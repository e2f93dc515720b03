#pragma once
#include "storage/database.h"
#include "storage/reader.h"
#include "storage/writer.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <type_traits>

// The database as the loop sees it: work is taken to the writer's or a reader's thread and its
// result is awaited. Jobs capture values only, never anything the loop owns.

namespace gateway {

using storage::Connection;
using storage::Error;
using storage::Fault;
using storage::Result;
using storage::Time;

class Store {
public:
    // Opens (and migrates) `directory`/yimen.db. `on_broken` runs on the loop when a commit's
    // outcome is not known: end the process with 75 and let it recover.
    static Result<std::unique_ptr<Store>> open(
        boost::asio::io_context& loop,
        const std::filesystem::path& directory,
        std::function<void(Error)> on_broken
    );

    // One job in a group commit. Success means it is on disk; Fault::busy when the queue is full.
    // It may run twice, when a neighbour's error undid it the first time: see storage/writer.h.
    template <class T>
    boost::asio::awaitable<Result<T>> write(std::function<Result<T>(Connection&)> job);

    // The same, waited for no longer than `patience`: Fault::unknown when it is not on disk by
    // then. Not begun, it is left undone; under way, it is finished and nobody hears of it, so a
    // repeat has to be told from a first time.
    template <class T>
    boost::asio::awaitable<Result<T>> write_within(
        std::chrono::milliseconds patience, std::function<Result<T>(Connection&)> job
    );

    // A question, answered from what is committed.
    template <class T>
    boost::asio::awaitable<Result<T>> read(std::function<Result<T>(Connection&)> job);

    // How many jobs wait for the writer.
    std::size_t waiting() const { return writer_.waiting(); }

    // Whether what is written gets onto the disk, by the last transaction. When that is a while
    // ago, another is begun to find out: its outcome is told the next time.
    Result<void> state();

    // Told of how long each commit took.
    void on_commit(std::function<void(std::chrono::duration<double>)> told);

    Store(
        boost::asio::io_context& loop,
        std::unique_ptr<Connection> writer,
        std::vector<std::unique_ptr<Connection>> readers,
        std::function<void(Error)> on_broken
    );

private:
    boost::asio::awaitable<Result<void>> commit(storage::Writer::Job job);
    boost::asio::awaitable<Result<void>> commit_within(
        std::chrono::milliseconds patience, storage::Writer::Job job
    );
    boost::asio::awaitable<Result<void>> ask(std::function<Result<void>(Connection&)> job);

    // Turns a job with a value into one without, which leaves it in `value`.
    template <class T>
    static std::function<Result<void>(Connection&)> keep_in(
        std::shared_ptr<std::optional<T>> value, std::function<Result<T>(Connection&)> job
    );

    // Of the transactions so far. Loop thread; shared with what is still on its way to the loop.
    struct Commits;
    static storage::Writer::Deliver deliver_to(
        boost::asio::io_context& loop, std::shared_ptr<Commits> commits
    );

    boost::asio::io_context& loop_;
    std::shared_ptr<Commits> commits_;
    storage::Reader reader_;
    storage::Writer writer_;
};

template <class T>
std::function<Result<void>(Connection&)> Store::keep_in(
    std::shared_ptr<std::optional<T>> value, std::function<Result<T>(Connection&)> job
) {
    return
        [value = std::move(value), job = std::move(job)](Connection& connection) -> Result<void> {
            auto result = job(connection);
            if (!result) return result.error();
            *value = std::move(*result);
            return {};
        };
}

template <class T>
boost::asio::awaitable<Result<T>> Store::write(std::function<Result<T>(Connection&)> job) {
    if constexpr (std::is_void_v<T>) {
        co_return co_await commit(std::move(job));
    } else {
        auto value = std::make_shared<std::optional<T>>();
        auto erased = keep_in(value, std::move(job));
        auto done = co_await commit(std::move(erased));
        if (!done) co_return done.error();
        co_return std::move(**value);
    }
}

template <class T>
boost::asio::awaitable<Result<T>> Store::write_within(
    std::chrono::milliseconds patience, std::function<Result<T>(Connection&)> job
) {
    auto value = std::make_shared<std::optional<T>>();
    auto erased = keep_in(value, std::move(job));
    auto done = co_await commit_within(patience, std::move(erased));
    if (!done) co_return done.error();
    co_return std::move(**value);
}

template <class T>
boost::asio::awaitable<Result<T>> Store::read(std::function<Result<T>(Connection&)> job) {
    if constexpr (std::is_void_v<T>) {
        co_return co_await ask(std::move(job));
    } else {
        auto value = std::make_shared<std::optional<T>>();
        auto erased = keep_in(value, std::move(job));
        auto done = co_await ask(std::move(erased));
        if (!done) co_return done.error();
        co_return std::move(**value);
    }
}

}  // namespace gateway
