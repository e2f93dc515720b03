#include "gateway/ops/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <vector>

namespace gateway::ops {
namespace {

template <class Metric>
using Family = prometheus::Family<Metric>;

// From a fast commit to the 5 s a provider waits.
const prometheus::Histogram::BucketBoundaries seconds_buckets = {
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2.5, 5};

Family<prometheus::Counter>& counter(
    prometheus::Registry& registry, const char* name, const char* help
) {
    return prometheus::BuildCounter().Name(name).Help(help).Register(registry);
}

Family<prometheus::Gauge>& gauge(
    prometheus::Registry& registry, const char* name, const char* help
) {
    return prometheus::BuildGauge().Name(name).Help(help).Register(registry);
}

Family<prometheus::Histogram>& histogram(
    prometheus::Registry& registry, const char* name, const char* help
) {
    return prometheus::BuildHistogram().Name(name).Help(help).Register(registry);
}

}  // namespace

struct Metrics::Families {
    prometheus::Registry registry;
    std::vector<std::function<void()>> refreshers;

    Family<prometheus::Counter>& ingress = counter(
        registry, "yimen_ingress_total", "Webhook calls and chat frames by what became of them"
    );
    Family<prometheus::Histogram>& ack =
        histogram(registry, "yimen_ack_seconds", "From a request's last byte to its answer");
    Family<prometheus::Histogram>& commit =
        histogram(registry, "yimen_journal_commit_seconds", "One commit with its fsync");
    Family<prometheus::Counter>& duplicates =
        counter(registry, "yimen_dup_total", "Messages a provider sent again");
    Family<prometheus::Counter>& signatures = counter(
        registry, "yimen_sig_fail_total", "Calls refused for a bad signature or path secret"
    );
    Family<prometheus::Gauge>& depth = gauge(registry, "yimen_queue_depth", "Entries waiting");
    Family<prometheus::Gauge>& oldest =
        gauge(registry, "yimen_queue_oldest_age_seconds", "Age of the entry that waits longest");
    Family<prometheus::Histogram>& send =
        histogram(registry, "yimen_send_seconds", "One call to a provider");
    Family<prometheus::Counter>& sent =
        counter(registry, "yimen_send_total", "Calls to providers by result");
    Family<prometheus::Counter>& unknown =
        counter(registry, "yimen_unknown_sends_total", "Sends whose answer was lost");
    Family<prometheus::Counter>& pulls = counter(
        registry, "yimen_pull_failures_total", "Fetches of a channel's messages that failed"
    );
    Family<prometheus::Gauge>& dead =
        gauge(registry, "yimen_dlq_size", "Messages given up, waiting for a person");
    Family<prometheus::Gauge>& breaker =
        gauge(registry, "yimen_breaker_state", "0 closed, 1 half open, 2 open");
    Family<prometheus::Counter>& turns =
        counter(registry, "yimen_turns_total", "Turns by how they ended");
    Family<prometheus::Counter>& handovers =
        counter(registry, "yimen_handover_total", "Conversations given to a person, by reason");
    Family<prometheus::Counter>& look_ups = counter(
        registry, "yimen_look_ups_total", "Questions put to the articles, by what came of it"
    );
    Family<prometheus::Gauge>& wal =
        gauge(registry, "yimen_wal_bytes", "Size of the write-ahead log");
    Family<prometheus::Gauge>& disk =
        gauge(registry, "yimen_disk_free_bytes", "Room left where the data lies");
    Family<prometheus::Counter>& denied =
        counter(registry, "yimen_lookup_denied_total", "Status look-ups refused, by reason");
    Family<prometheus::Counter>& logins =
        counter(registry, "yimen_login_fail_total", "Failed staff logins");
    Family<prometheus::Gauge>& connections =
        gauge(registry, "yimen_http_connections", "Open connections of the public listener");
    Family<prometheus::Gauge>& log_lines =
        gauge(registry, "yimen_log_dropped", "Log lines dropped because the sink was slow");
};

void Counter::add(double amount) const { counter_->Increment(amount); }
void Gauge::set(double value) const { gauge_->Set(value); }
void Histogram::observe(std::chrono::duration<double> seconds) const {
    histogram_->Observe(seconds.count());
}

Metrics::Metrics() : families_(std::make_unique<Families>()) {}
Metrics::~Metrics() = default;

namespace {

using Labels = prometheus::Labels;

Labels label(const char* name, std::string_view value) { return {{name, std::string(value)}}; }

}  // namespace

Counter Metrics::ingress(std::string_view channel, std::string_view result) {
    return Counter(
        families_->ingress.Add({{"channel", std::string(channel)}, {"result", std::string(result)}})
    );
}
Histogram Metrics::ack(std::string_view channel) {
    return Histogram(families_->ack.Add(label("channel", channel), seconds_buckets));
}
Histogram Metrics::journal_commit() {
    return Histogram(families_->commit.Add({}, seconds_buckets));
}
Counter Metrics::duplicates(std::string_view channel) {
    return Counter(families_->duplicates.Add(label("channel", channel)));
}
Counter Metrics::bad_signatures(std::string_view channel) {
    return Counter(families_->signatures.Add(label("channel", channel)));
}
Gauge Metrics::queue_depth(std::string_view queue) {
    return Gauge(families_->depth.Add(label("class", queue)));
}
Gauge Metrics::queue_oldest(std::string_view queue) {
    return Gauge(families_->oldest.Add(label("class", queue)));
}
Histogram Metrics::send(std::string_view channel) {
    return Histogram(families_->send.Add(label("channel", channel), seconds_buckets));
}
Counter Metrics::sent(std::string_view channel, std::string_view code) {
    return Counter(
        families_->sent.Add({{"channel", std::string(channel)}, {"code", std::string(code)}})
    );
}
Counter Metrics::unknown_sends(std::string_view channel) {
    return Counter(families_->unknown.Add(label("channel", channel)));
}
Counter Metrics::pull_failures(std::string_view channel) {
    return Counter(families_->pulls.Add(label("channel", channel)));
}
Gauge Metrics::dead_letters() { return Gauge(families_->dead.Add({})); }
Gauge Metrics::breaker(std::string_view channel) {
    return Gauge(families_->breaker.Add(label("channel", channel)));
}
Counter Metrics::turns(std::string_view outcome) {
    return Counter(families_->turns.Add(label("outcome", outcome)));
}
Counter Metrics::handovers(std::string_view reason) {
    return Counter(families_->handovers.Add(label("reason", reason)));
}
Counter Metrics::look_ups(std::string_view outcome) {
    return Counter(families_->look_ups.Add(label("outcome", outcome)));
}
Gauge Metrics::wal_bytes() { return Gauge(families_->wal.Add({})); }
Gauge Metrics::disk_free_bytes() { return Gauge(families_->disk.Add({})); }
Counter Metrics::lookups_denied(std::string_view reason) {
    return Counter(families_->denied.Add(label("reason", reason)));
}
Counter Metrics::failed_logins() { return Counter(families_->logins.Add({})); }
Gauge Metrics::http_connections() { return Gauge(families_->connections.Add({})); }
Gauge Metrics::log_dropped() { return Gauge(families_->log_lines.Add({})); }

void Metrics::on_scrape(std::function<void()> refresh) {
    families_->refreshers.push_back(std::move(refresh));
}

std::string Metrics::render() {
    for (const auto& refresh : families_->refreshers)
        refresh();
    return prometheus::TextSerializer().Serialize(families_->registry.Collect());
}

}  // namespace gateway::ops
