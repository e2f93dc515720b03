#pragma once
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace prometheus {
class Counter;
class Gauge;
class Histogram;
}  // namespace prometheus

// The gateway's numbers, in Prometheus' text format. Asking for a metric takes a lock and a
// look-up: ask once and keep the handle. Labels never hold anything about a person. All may be used
// from any thread.

namespace gateway::ops {

class Counter {
public:
    explicit Counter(prometheus::Counter& counter) : counter_(&counter) {}
    void add(double amount = 1) const;

private:
    prometheus::Counter* counter_;
};

class Gauge {
public:
    explicit Gauge(prometheus::Gauge& gauge) : gauge_(&gauge) {}
    void set(double value) const;

private:
    prometheus::Gauge* gauge_;
};

class Histogram {
public:
    explicit Histogram(prometheus::Histogram& histogram) : histogram_(&histogram) {}
    void observe(std::chrono::duration<double> seconds) const;

private:
    prometheus::Histogram* histogram_;
};

// Handles stay good as long as the Metrics they came from. Names get the prefix yimen_.
class Metrics {
public:
    Metrics();
    ~Metrics();

    Counter ingress(std::string_view channel, std::string_view result);  // ingress_total
    Histogram ack(std::string_view channel);                             // ack_seconds
    Histogram journal_commit();                                          // journal_commit_seconds
    Counter duplicates(std::string_view channel);                        // dup_total
    Counter bad_signatures(std::string_view channel);                    // sig_fail_total
    Gauge queue_depth(std::string_view queue);                           // queue_depth
    Gauge queue_oldest(std::string_view queue);                          // queue_oldest_age_seconds
    Histogram send(std::string_view channel);                            // send_seconds
    Counter sent(std::string_view channel, std::string_view code);       // send_total
    Counter unknown_sends(std::string_view channel);                     // unknown_sends_total
    Counter pull_failures(std::string_view channel);                     // pull_failures_total
    Gauge dead_letters();                                                // dlq_size
    Gauge breaker(std::string_view channel);     // breaker_state: 0 closed, 1 half open, 2 open
    Counter turns(std::string_view outcome);     // turns_total
    Counter handovers(std::string_view reason);  // handover_total
    Counter look_ups(std::string_view outcome);  // look_ups_total
    Gauge wal_bytes();
    Gauge disk_free_bytes();
    Counter lookups_denied(std::string_view reason);  // lookup_denied_total
    Counter failed_logins();                          // login_fail_total
    Gauge http_connections();
    Gauge log_dropped();

    // Called before each rendering, for gauges that are cheaper to read than to keep.
    void on_scrape(std::function<void()> refresh);
    std::string render();

private:
    struct Families;
    std::unique_ptr<Families> families_;
};

}  // namespace gateway::ops
