#pragma once
#include <boost/system/result.hpp>

#include <string>

// Errors are values. A fault decides behaviour (status, retry, give up); the detail explains it.

namespace dialogs {

enum class Fault {
    malformed,    // the input is bad and stays bad: do not retry
    denied,       // who asks may not: wrong signature, wrong password
    not_found,    // there is no such thing, or none that the asker may see
    conflict,     // somebody was first: a redelivery, a changed version
    too_large,    // over a documented limit
    busy,         // a bounded queue is full: try again later
    unavailable,  // a part is down and nothing was changed
    unknown,      // it may or may not have happened: a commit or a send whose answer was lost
};

struct Error {
    Fault fault;
    std::string
        detail;  // for logs and operators; never shown to a resident, never holds personal data
};

// The value or the reason there is none. `[[nodiscard]]`, which Boost's own result lacks.
template <class T>
class [[nodiscard]] Result : public boost::system::result<T, Error> {
public:
    using boost::system::result<T, Error>::result;
};

// Reached only by a bug: reading the value of a failed result without looking.
[[noreturn]] void throw_exception_from_error(
    const Error& error, const boost::source_location& where
);

}  // namespace dialogs
