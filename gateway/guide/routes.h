#pragma once
#include "gateway/http/router.h"
#include "gateway/turns/bundle.h"

#include <functional>
#include <string>

namespace gateway::guide {

// GET /guide/…: from what is in force at that moment. Loop thread.
void add_routes(
    http::Router& router, std::function<turns::BundlePtr()> in_force, std::string public_url
);

}  // namespace gateway::guide
