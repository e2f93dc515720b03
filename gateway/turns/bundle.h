#pragma once
#include "dialogs/language/script.h"
#include "gateway/config/organisation.h"
#include "knowledge/library.h"

#include <memory>

namespace gateway::turns {

// Everything a turn consults and never changes: replaced as a whole, never in part.
struct Bundle {
    dialogs::language::Script script;
    knowledge::Library library;
    config::Organisation organisation;
};

using BundlePtr = std::shared_ptr<const Bundle>;

}  // namespace gateway::turns
