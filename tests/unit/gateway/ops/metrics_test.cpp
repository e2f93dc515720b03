#include "gateway/ops/metrics.h"

#include <gtest/gtest.h>

namespace gateway::ops {
namespace {

using namespace std::chrono_literals;

bool has(const std::string& text, std::string_view line) {
    return text.find("\n" + std::string(line) + "\n") != std::string::npos;
}

TEST(Metrics, CountUnderTheirNames) {
    Metrics metrics;
    metrics.ingress("sms", "kept").add();
    metrics.ingress("sms", "kept").add(2);
    metrics.ingress("web", "refused").add();
    metrics.ack("sms").observe(250ms);
    metrics.dead_letters().set(3);
    const std::string text = metrics.render();
    EXPECT_TRUE(has(text, "yimen_ingress_total{channel=\"sms\",result=\"kept\"} 3")) << text;
    EXPECT_TRUE(has(text, "yimen_ingress_total{channel=\"web\",result=\"refused\"} 1"));
    EXPECT_TRUE(has(text, "yimen_ack_seconds_bucket{channel=\"sms\",le=\"0.2\"} 0"));
    EXPECT_TRUE(has(text, "yimen_ack_seconds_bucket{channel=\"sms\",le=\"0.3\"} 1"));
    EXPECT_TRUE(has(text, "yimen_ack_seconds_count{channel=\"sms\"} 1"));
    EXPECT_TRUE(has(text, "yimen_dlq_size 3"));
}

TEST(Metrics, AskForFreshValuesWhenRead) {
    Metrics metrics;
    double waiting = 1;
    const Gauge depth = metrics.queue_depth("outbox");
    metrics.on_scrape([&waiting, depth] { depth.set(waiting); });
    EXPECT_TRUE(has(metrics.render(), "yimen_queue_depth{class=\"outbox\"} 1"));
    waiting = 7;
    EXPECT_TRUE(has(metrics.render(), "yimen_queue_depth{class=\"outbox\"} 7"));
}

}  // namespace
}  // namespace gateway::ops
