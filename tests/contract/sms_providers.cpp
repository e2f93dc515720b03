#include "gateway/channels/kannel/inbound.h"
#include "tests/contract/providers.h"
#include "tests/unit/gateway/channels/aliyun_sms/samples.h"
#include "tests/unit/gateway/channels/kannel/samples.h"
#include "tests/unit/gateway/channels/tencent_sms/samples.h"
#include "tests/unit/gateway/channels/twilio/samples.h"

namespace gateway::channels::contract {
Provider kannel_box() {
    using namespace kannel;
    Provider provider;
    provider.name = "kannel";
    provider.is_signed = false;
    provider.channel = samples::smsbox();
    provider.secrets = {samples::secret, samples::settings().password.reveal()};
    provider.ask = [](std::string text, std::string id) {
        return Asked{samples::sms(text, id), samples::secret};
    };
    provider.forge = [](Random& random) {
        Asked asked{samples::sms("转账"), samples::secret};
        const auto which = random() % 3;
        std::string part = "17";
        auto proof = proof_of_part(samples::secret, 17);
        if (which == 0) {
            flip_a_bit(asked.secret, random);
        } else {
            flip_a_bit(which == 1 ? part : proof, random);
            asked.request = samples::receipt(part, "1", proof);
        }
        return asked;
    };
    provider.accepts = {
        answer(202, "0: Accepted for delivery"), answer(202, "3: Queued for later delivery")};
    provider.refuses = {
        answer(400, "Missing receiver number"), answer(403, "Not routable. Do not try again.")};
    return provider;
}

Provider twilio_messaging() {
    using namespace twilio;
    Provider provider;
    provider.name = "twilio";
    provider.channel = samples::messaging();
    provider.secrets = {samples::token};
    provider.ask = [](std::string text, std::string id) {
        return Asked{samples::post(samples::sms(text, "SM" + id)), ""};
    };
    provider.forge = [](Random& random) {
        auto fields = samples::sms("转账");
        auto genuine = samples::post(fields);
        const auto which = random() % (fields.size() + 1);
        if (which == fields.size()) {
            flip_a_bit(genuine.headers[0].second, random);
        } else {
            flip_a_bit(fields[which].second, random);
            genuine.body = http::encode_form(fields);
        }
        return Asked{genuine, ""};
    };
    provider.accepts = {answer(201, R"({"sid":"SM1","status":"queued"})")};
    provider.refuses = {answer(400, R"({"code":21610,"message":"unsubscribed"})")};
    return provider;
}

Provider aliyun() {
    using namespace aliyun_sms;
    Provider provider;
    provider.name = "aliyun_sms";
    provider.is_signed = false;
    provider.channel = samples::service();
    provider.secrets = {samples::secret, samples::settings().access_key_secret.reveal()};
    provider.ask = [](std::string text, std::string id) {
        return Asked{samples::sms(text, id), samples::secret};
    };
    provider.forge = [](Random& random) {
        Asked asked{samples::sms("转账"), samples::secret};
        flip_a_bit(asked.secret, random);
        return asked;
    };
    provider.accepts = {answer(200, R"({"Code":"OK","BizId":"9001"})")};
    provider.refuses = {answer(200, R"({"Code":"isv.MOBILE_NUMBER_ILLEGAL"})")};
    return provider;
}

Provider tencent() {
    using namespace tencent_sms;
    Provider provider;
    provider.name = "tencent_sms";
    provider.is_signed = false;
    provider.channel = samples::service();
    provider.secrets = {samples::secret, samples::settings().secret_key.reveal()};
    provider.gives_ids = false;
    provider.ask = [](std::string text, std::string id) {
        return Asked{samples::sms(text, noon + std::stoll(id) % 1000), samples::secret};
    };
    provider.forge = [](Random& random) {
        Asked asked{samples::sms("转账"), samples::secret};
        flip_a_bit(asked.secret, random);
        return asked;
    };
    provider.accepts = {
        answer(200, R"({"Response":{"SendStatusSet":[{"SerialNo":"1","Code":"Ok"}]}})")};
    provider.refuses = {answer(
        200, R"({"Response":{"SendStatusSet":[{"Code":"FailedOperation.PhoneNumberInBlacklist"}]}})"
    )};
    return provider;
}

}  // namespace gateway::channels::contract
