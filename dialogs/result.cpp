#include "dialogs/result.h"

#include <stdexcept>

namespace dialogs {

void throw_exception_from_error(const Error& error, const boost::source_location& where) {
    throw std::logic_error("unchecked result at " + where.to_string() + ": " + error.detail);
}

}  // namespace dialogs
