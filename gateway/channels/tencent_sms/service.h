#pragma once
#include "gateway/channels/filed/service.h"
#include "gateway/config/channel.h"

#include <memory>
#include <string>

// Tencent Cloud's SMS (filed/service.h says what it shares with others).
//
//   POST {api_base}/   X-TC-Action: SendSms, X-TC-Version: 2021-01-11, X-TC-Region
//   {"Response":{"SendStatusSet":[{"SerialNo":"2640:…","Code":"Ok"}],"RequestId":"…"}}
//
// Status 200 says nothing: the number's own Code does, or Response.Error.Code when nothing was
// taken at all.
//
//   POST {api_base}/   X-TC-Action: PullSmsSendStatusByPhoneNumber
//   {"SmsSdkAppId","PhoneNumber":"+86…","BeginTime":1795305600,"EndTime":…,"Offset":0,"Limit":100}
//   {"Response":{"PullSmsSendStatusSet":[{"SerialNo":"2640:…","ReportStatus":"SUCCESS",
//     "Description":"DELIVRD","SessionContext":"17"}]}}
//
// It knows only what has a receipt, of the last seven days.

namespace gateway::channels::tencent_sms {

class Service : public filed::Service {
public:
    // Faults: malformed.
    static dialogs::Result<std::unique_ptr<Channel>> make(
        std::string name, config::TencentSms settings
    );

    Call build(const Part& part, const std::string& token, const Ambient& ambient) const override;
    SendOutcome interpret(const http::Answer& answer) const override;
    std::optional<Call> query(const Part& part, const Ambient& ambient) const override;
    std::optional<Receipt> read_query(const Part& part, const http::Answer& answer) const override;

private:
    Service(filed::Terms terms, config::TencentSms settings, std::string host);
    Call signed_call(const char* action, std::string body, const Ambient& ambient) const;

    config::TencentSms settings_;
    std::string host_;
};

}  // namespace gateway::channels::tencent_sms
