#pragma once
#include "dialogs/language/problem.h"

#include <boost/system/result.hpp>

#include <string>
#include <vector>

// What is wrong with a file a person wrote, told so that he can mend it.

namespace gateway::config {

using dialogs::language::Problem;

struct LoadError {
    std::vector<Problem> problems;  // all that were found, not only the first

    std::string text() const;  // a line each: file:line:column: message
};

template <class T>
using Loaded = boost::system::result<T, LoadError>;

// Reached only by a bug: reading the value of a failed load without looking.
[[noreturn]] void throw_exception_from_error(
    const LoadError& error, const boost::source_location& where
);

}  // namespace gateway::config
