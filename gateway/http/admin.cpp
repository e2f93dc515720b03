#include "gateway/http/admin.h"

namespace gateway::http {

void add_admin_routes(Router& router, const ops::Health& health, ops::Metrics& metrics) {
    // Answered at all, the loop is alive.
    router.add("GET", "/livez", immediate([](const Request&) {
                   Reply reply;
                   reply.body = "alive\n";
                   return reply;
               }));
    router.add("GET", "/readyz", immediate([&health](const Request&) {
                   ops::Health::Report report = health.report();
                   Reply reply;
                   reply.status = report.ready ? 200 : 503;
                   reply.body = std::move(report.text);
                   return reply;
               }));
    router.add("GET", "/metrics", immediate([&metrics](const Request&) {
                   Reply reply;
                   reply.type = "text/plain; version=0.0.4; charset=utf-8";
                   reply.body = metrics.render();
                   return reply;
               }));
}

void add_channel_log_route(Router& router, const ops::ChannelLog& log) {
    const auto show_log = [&log](const Request& request) {
        const auto* exchanges = log.find(request.param("channel"));
        if (!exchanges) return plain(404);
        Reply reply;
        reply.type = "text/plain; charset=utf-8";
        reply.body = exchanges->text();
        return reply;
    };
    router.add("GET", "/channels/{channel}/log", immediate(show_log));
}

}  // namespace gateway::http
