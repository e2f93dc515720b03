#pragma once
#include "gateway/http/router.h"
#include "gateway/ops/health.h"
#include "gateway/ops/metrics.h"

// What operators ask on the internal address: /livez, /readyz, /metrics.

namespace gateway::http {

// Both must outlive the router.
void add_admin_routes(Router& router, const ops::Health& health, ops::Metrics& metrics);

}  // namespace gateway::http
