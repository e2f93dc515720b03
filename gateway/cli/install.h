#pragma once
#include "dialogs/result.h"

#include <filesystem>

namespace gateway::cli {

// Puts a copy of `from` in the place of the folder `to`, in one step: whoever reads it finds the
// old files or the new ones, never both. The old ones are kept beside it, as `to`.previous. When
// both are the same folder it is only marked as changed.
dialogs::Result<void> install(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace gateway::cli
