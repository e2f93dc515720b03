#pragma once
#include "gateway/desk/editing.h"
#include "gateway/ops/clock.h"
#include "gateway/turns/bundle.h"

#include <filesystem>
#include <functional>

namespace gateway {

// What the desk edits articles with: `in_force` is asked on the loop, whenever it begins.
desk::Editing editing_tools(
    std::function<turns::BundlePtr()> in_force,
    ops::Clock clock,
    std::filesystem::path folder,
    std::function<void()> changed
);

}  // namespace gateway
