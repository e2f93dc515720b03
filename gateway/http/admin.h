#pragma once
#include "gateway/http/router.h"
#include "gateway/ops/channel_log.h"
#include "gateway/ops/health.h"
#include "gateway/ops/metrics.h"

// What operators ask on the internal address: /livez, /readyz, /metrics, /channels/{channel}/log.

namespace gateway::http {

// Both must outlive the router.
void add_admin_routes(Router& router, const ops::Health& health, ops::Metrics& metrics);

// The latest that passed on each channel; 404 for one that is not in `log`, which must outlive the
// router.
void add_channel_log_route(Router& router, const ops::ChannelLog& log);

}  // namespace gateway::http
