#include "gateway/http/admin.h"

#include "tests/unit/gateway/http/loopback.h"

namespace gateway::http {
namespace {

TEST(Admin, TellsTheTruth) {
    ops::Health health;
    ops::Metrics metrics;
    bool disk_full = false;
    health.add("database", [] { return dialogs::Result<void>(); });
    health.add("disk", [&disk_full]() -> dialogs::Result<void> {
        if (disk_full) return dialogs::Error{dialogs::Fault::unavailable, "under 64 MB free"};
        return {};
    });
    metrics.duplicates("sms").add();
    Router router;
    add_admin_routes(router, health, metrics);
    Loopback at(std::move(router));
    RawClient client(at.port);
    const auto ask = [&client](const std::string& path) {
        return client.exchange("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");
    };

    EXPECT_TRUE(ask("/livez").ends_with("alive\n"));
    EXPECT_TRUE(ask("/readyz").ends_with("\r\n\r\nready\ndatabase: ok\ndisk: ok\n"));
    EXPECT_NE(ask("/metrics").find("yimen_dup_total{channel=\"sms\"} 1\n"), std::string::npos);

    at.on_loop([&] { disk_full = true; });
    const std::string full = ask("/readyz");
    EXPECT_EQ(status_of(full), 503);
    EXPECT_NE(full.find("disk: failing: under 64 MB free\n"), std::string::npos);
    at.on_loop([&] { disk_full = false; });
    EXPECT_EQ(status_of(ask("/readyz")), 200);
    at.on_loop([&] { health.drain(); });
    EXPECT_EQ(status_of(ask("/readyz")), 503);
    EXPECT_EQ(status_of(ask("/livez")), 200);
}

}  // namespace
}  // namespace gateway::http
