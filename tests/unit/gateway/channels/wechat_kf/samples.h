#pragma once
#include "gateway/channels/wechat_kf/account.h"
#include "tests/unit/gateway/channels/weixin/samples.h"

#include <memory>
#include <string>

// A fictional customer-service account of the corporation.

namespace gateway::channels::wechat_kf::samples {

using namespace weixin::samples;

inline const std::string open_kfid = "wkAJ2GCAAASSm4_FhToWMFea0xAFfd3Q";
inline const std::string person = "wmAJ2GCAAAme1XQRC-NI-q0_ZM9ukoAw";

inline config::WechatKf settings() {
    config::WechatKf settings;
    settings.corp_id = corp_id;
    settings.open_kfid = open_kfid;
    settings.corp_secret = ops::Secret("secret-of-customer-service");
    settings.token = ops::Secret(token);
    settings.encoding_aes_key = ops::Secret(key);
    settings.api_base = "https://qyapi.weixin.example";
    return settings;
}

inline std::unique_ptr<Channel> account() { return Account::make("kf", settings()).value(); }

inline std::string hint_xml(const std::string& of = open_kfid) {
    return "<xml><ToUserName><![CDATA[" + corp_id +
           "]]></ToUserName><CreateTime>1795305600</CreateTime><MsgType><![CDATA[event]]></MsgType>"
           "<Event><![CDATA[kf_msg_or_event]]></Event><Token><![CDATA[ENCtoken]]></Token>"
           "<OpenKfId><![CDATA[" +
           of + "]]></OpenKfId></xml>";
}

inline http::Answer page(
    const std::string& items, const std::string& cursor = "c1", bool more = false
) {
    http::Answer answer;
    answer.status = 200;
    answer.body = R"({"errcode":0,"errmsg":"ok","next_cursor":")" + cursor + R"(","has_more":)" +
                  (more ? "1" : "0") + R"(,"msg_list":[)" + items + "]}";
    return answer;
}

inline std::string text(const std::string& content, const std::string& id = "m1") {
    return R"({"msgid":")" + id + R"(","open_kfid":")" + open_kfid + R"(","external_userid":")" +
           person + R"(","send_time":1795305600,"origin":3,"msgtype":"text","text":{"content":")" +
           content + R"("}})";
}

}  // namespace gateway::channels::wechat_kf::samples
