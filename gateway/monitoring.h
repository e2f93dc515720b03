#pragma once
#include "gateway/chat/web_chat.h"
#include "gateway/config/config.h"
#include "gateway/doors.h"
#include "gateway/left_out_versions.h"
#include "gateway/ops/health.h"
#include "gateway/ops/metrics.h"
#include "gateway/post_office.h"
#include "gateway/puller.h"
#include "gateway/reloader.h"
#include "gateway/store/store.h"

#include <memory>
#include <vector>

// What operators see of a running gateway: the checks behind /readyz and the gauges of /metrics
// that are read when somebody asks. Loop thread.

namespace gateway {

// Looked at as long as somebody can ask.
struct Monitored {
    const config::Config& config;
    Store& store;
    const Reloader& reloader;
    const LeftOutVersions& left_out;
    const PostOffice& post_office;
    const std::vector<std::unique_ptr<Puller>>& pullers;
    const std::unique_ptr<chat::WebChat>& web_chat;  // null: none is configured
    const std::unique_ptr<Doors>& doors;             // null until they are open
};

void add_checks(ops::Health& health, const Monitored& monitored);
void add_gauges(ops::Metrics& metrics, const Monitored& monitored);

}  // namespace gateway
