#include "gateway/config/problem.h"

#include <fmt/format.h>

#include <stdexcept>

namespace gateway::config {

std::string LoadError::text() const {
    std::string lines;
    for (const Problem& problem : problems) {
        const auto& at = problem.mark;
        lines += fmt::format("{}:{}:{}: {}\n", at.file, at.line, at.column, problem.message);
    }
    return lines;
}

void throw_exception_from_error(const LoadError& error, const boost::source_location& where) {
    throw std::logic_error("unchecked load at " + where.to_string() + ": " + error.text());
}

}  // namespace gateway::config
