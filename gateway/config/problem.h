#pragma once
#include <boost/system/result.hpp>

#include <string>
#include <vector>

// What is wrong with a file a person wrote, told so that he can mend it.

namespace gateway::config {

struct Problem {
    std::string file;
    int line = 0;  // from 1; 0 when it is about the whole file
    int column = 0;
    std::string message;

    std::string text() const;  // file:line:column: message
};

using Problems = std::vector<Problem>;

template <class T>
using Loaded = boost::system::result<T, Problems>;

// Reached only by a bug: reading the value of a failed load without looking.
[[noreturn]] void throw_exception_from_error(
    const Problems& problems, const boost::source_location& where
);

}  // namespace gateway::config
