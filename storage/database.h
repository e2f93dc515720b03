#pragma once
#include "dialogs/message.h"
#include "dialogs/result.h"

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

// One portable SQL over thin drivers. Parameters are written `?`; a statement is prepared once per
// connection and kept, so its text should be a literal. A connection belongs to one thread at a
// time.

namespace storage {

using dialogs::Error;
using dialogs::Fault;
using dialogs::Result;
using dialogs::Time;

// A parameter; text is borrowed until the call returns. Times are stored as milliseconds since
// 1970.
using Value = std::variant<std::nullptr_t, std::int64_t, std::string_view>;

inline Value to_value(std::nullptr_t) { return nullptr; }
inline Value to_value(std::string_view text) { return text; }
inline Value to_value(const std::string& text) { return std::string_view(text); }
inline Value to_value(const char* text) { return std::string_view(text); }
inline Value to_value(Time time) {
    return static_cast<std::int64_t>(time.time_since_epoch().count());
}
template <class T>
requires std::is_integral_v<T> Value to_value(T number) {
    return static_cast<std::int64_t>(number);
}
template <class T>
Value to_value(const std::optional<T>& maybe) {
    return maybe ? to_value(*maybe) : Value(nullptr);
}

// A row while it is being read; columns count from 0. A NULL reads as 0 or "".
class Row {
public:
    virtual ~Row() = default;
    virtual bool is_null(int column) const = 0;
    virtual std::int64_t integer(int column) const = 0;
    virtual std::string text(int column) const = 0;

    Time time(int column) const { return Time(Time::duration(integer(column))); }
    std::optional<std::int64_t> maybe_integer(int column) const {
        if (is_null(column)) return std::nullopt;
        return integer(column);
    }
};

class Connection {
public:
    virtual ~Connection() = default;

    // Runs a statement and hands over its rows one by one; gives the number of rows it changed.
    // Faults: conflict for a broken constraint; unavailable when nothing was done (busy, disk
    // full); unknown when an I/O error leaves that open.
    virtual Result<std::int64_t> execute(
        std::string_view sql,
        std::span<const Value> args,
        const std::function<void(const Row&)>& on_row
    ) = 0;

    // Inserts one row into a table with an {id} and gives the id it got. A call of its own because
    // SQLite knows it without the cost of RETURNING. Faults as above.
    virtual Result<std::int64_t> insert_row(std::string_view sql, std::span<const Value> args) = 0;

    // Runs several statements separated by `;`: migrations and pragmas.
    virtual Result<void> script(std::string_view sql) = 0;

    template <class... Args>
    Result<std::int64_t> run(std::string_view sql, const Args&... args) {
        const std::array<Value, sizeof...(Args)> values{to_value(args)...};
        return execute(sql, values, nullptr);
    }

    template <class... Args>
    Result<std::int64_t> insert(std::string_view sql, const Args&... args) {
        const std::array<Value, sizeof...(Args)> values{to_value(args)...};
        return insert_row(sql, values);
    }

    // Every row, as `read(row)` makes it.
    template <class Read, class... Args>
    auto all(std::string_view sql, Read read, const Args&... args)
        -> Result<std::vector<decltype(read(std::declval<const Row&>()))>> {
        std::vector<decltype(read(std::declval<const Row&>()))> found;
        const std::array<Value, sizeof...(Args)> values{to_value(args)...};
        auto done = execute(sql, values, [&](const Row& row) { found.push_back(read(row)); });
        if (!done) return done.error();
        return found;
    }

    // The first row, if there is one.
    template <class Read, class... Args>
    auto one(std::string_view sql, Read read, const Args&... args)
        -> Result<std::optional<decltype(read(std::declval<const Row&>()))>> {
        std::optional<decltype(read(std::declval<const Row&>()))> found;
        const std::array<Value, sizeof...(Args)> values{to_value(args)...};
        auto done = execute(sql, values, [&](const Row& row) {
            if (!found) found = read(row);
        });
        if (!done) return done.error();
        return found;
    }
};

}  // namespace storage
