#include "gateway/channels/twilio/signature.h"

#include "gateway/channels/codec/base64.h"
#include "gateway/channels/codec/digest.h"

#include <algorithm>

namespace gateway::channels::twilio {

std::string signature(std::string_view auth_token, std::string_view url, http::Fields form) {
    std::sort(form.begin(), form.end());
    form.erase(std::unique(form.begin(), form.end()), form.end());
    std::string told(url);
    for (const auto& [name, value] : form)
        told.append(name).append(value);
    return codec::base64(codec::hmac_sha1(auth_token, told));
}

}  // namespace gateway::channels::twilio
