#pragma once
#include "gateway/config/channel.h"
#include "gateway/simulators/cloud_signature.h"
#include "gateway/simulators/simulator.h"

namespace gateway::simulators {

// 阿里云短信 with a phone behind it: SendSms by ACS3, SmsUp for what the phone writes, SmsReport
// for receipts, QuerySendDetails for what was sent. What is not answered {"code":0} comes again
// after 1, 5 and 10 minutes. Errors of a message come with status 200.
class AliyunSmsSimulator : public Simulator {
public:
    AliyunSmsSimulator(config::AliyunSms settings, Surroundings around)
        : Simulator(std::move(around)),
          settings_(std::move(settings)),
          signature_({settings_.access_key_id, settings_.access_key_secret}) {}

    std::string usual_sender() const override { return "13800000000"; }
    Told answer(const Asked& asked) override;
    bool act(const std::string& from, const std::string& line) override;
    std::string usage() const override;

private:
    channels::Call carry(const Letter& letter, Hand hand) override;
    bool is_taken(const Letter& letter, const Told& got) override;
    Errand delivery() const override;
    // What the phone shows; nothing when the template's variables are not right.
    std::optional<std::string> words_of(const Asked& asked) const;
    Told send(const Asked& asked, Trouble trouble);
    Told tell_details(const Asked& asked, Trouble trouble) const;
    void promise_receipt(
        const Asked& asked, const std::string& biz_id, const std::string& words, bool blacklisted
    );

    config::AliyunSms settings_;
    Acs3 signature_;
};

}  // namespace gateway::simulators
