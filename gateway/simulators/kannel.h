#pragma once
#include "gateway/simulators/httpd.h"
#include "gateway/simulators/place.h"
#include "gateway/simulators/simulator.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace gateway::simulators {

// A smsbox with a phone behind it: sendsms, get-url for what the phone writes, dlr-url for
// receipts (8 handed over, 1 delivered, 2 failed), which may come late, twice or in the wrong
// order.
class KannelSimulator : public Simulator {
public:
    static dialogs::Result<std::unique_ptr<Simulator>> start(
        const config::Kannel& settings, const Place& place, Tell tell
    );
    ~KannelSimulator() override;

    void say(const std::string& from, const std::string& text) override;
    std::string usual_sender() const override { return "13800000000"; }
    int port() const override { return httpd_->port(); }
    void send_receipts(Receipts receipts) override { receipts_ = receipts; }

private:
    KannelSimulator(const config::Kannel& settings, Place place, Tell tell);

    Told answer(const Asked& asked);
    void promise_receipts(const std::string& url);
    void keep_promises();

    config::Kannel settings_;
    Place place_;
    Tell tell_;
    std::atomic<Receipts> receipts_ = Receipts::normal;
    std::atomic<int> written_ = 0;

    std::mutex mutex_;
    std::condition_variable more_;
    std::deque<std::string> urls_;  // of receipts, to be called in this order
    bool stopping_ = false;
    std::thread receipts_thread_;
    std::unique_ptr<Httpd> httpd_;  // last: it calls the rest
};

}  // namespace gateway::simulators
