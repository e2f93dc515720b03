#include "gateway/simulators/wechat.h"

#include "gateway/channels/weixin/xml.h"

#include <fmt/format.h>

#include <sstream>

namespace gateway::simulators {
namespace {

using namespace std::chrono_literals;
std::string cdata(std::string_view name, std::string_view text) {
    return fmt::format("<{0}><![CDATA[{1}]]></{0}>", name, text);
}

std::string event(std::string_view name, std::string_view key) {
    return cdata("Event", name) + cdata("EventKey", key);
}

std::string decision(std::string_view template_id, bool accepted) {
    return cdata("Event", "subscribe_msg_popup_event") + "<SubscribeMsgPopupEvent><List>" +
           cdata("TemplateId", template_id) +
           cdata("SubscribeStatusString", accepted ? "accept" : "reject") +
           "<PopupScene>0</PopupScene></List></SubscribeMsgPopupEvent>";
}

}  // namespace

WechatSimulator::WechatSimulator(config::Wechat settings, Surroundings around)
    : Simulator(std::move(around)),
      settings_(std::move(settings)),
      sealed_(
          settings_.token.reveal(),
          settings_.mode == config::WechatMode::plain ? "" : settings_.encoding_aes_key.reveal(),
          settings_.app_id
      ),
      api_(settings_, api_tools()) {}

WechatApi::Tools WechatSimulator::api_tools() {
    return {
        [this] { return agenda().now(); },
        troubles_,
        [this](const std::string& person, const std::string& medium, const std::string& text) {
            show(person, medium, text);
        },
        [this](const std::string& line) { tell(line); },
        [this](const std::string& person, const std::string& fields) {
            promise({errand_of(person, message(person, "event", fields))});
        },
    };
}

std::string WechatSimulator::message(
    const std::string& from, const std::string& type, const std::string& fields
) {
    const auto number = fresh_number();
    return "<xml>" + cdata("ToUserName", settings_.original_id) + cdata("FromUserName", from) +
           fmt::format("<CreateTime>{}</CreateTime>", seconds_of(real_now())) +
           cdata("MsgType", type) + fields +
           (type == "event" ? "" : fmt::format("<MsgId>{}</MsgId>", number)) + "</xml>";
}

Errand WechatSimulator::errand_of(const std::string& from, std::string message) {
    auto errand = delivery();
    errand.name = "投递";
    errand.call = [this, message = std::move(message)] {
        return sealed_.call(place().hook, settings_.original_id, message, false);
    };
    errand.taken = [this, from](const Told& got) {
        Letter letter;
        letter.from = from;
        return is_taken(letter, got);
    };
    return errand;
}

void WechatSimulator::send_media(
    const std::string& from, const std::string& kind, const std::string& heard
) {
    api_.heard(from);
    auto fields = cdata("MediaId", fmt::format("{}-{}", kind, fresh_number()));
    if (kind == "voice") fields += cdata("Format", "amr") + cdata("Recognition", heard);
    const auto type = kind == "gone" ? std::string("image") : kind;
    run(errand_of(from, message(from, type, fields)));
}

bool WechatSimulator::act(const std::string& from, const std::string& line) {
    std::istringstream words(line);
    std::string command;
    std::string what;
    std::string heard;
    words >> command >> what >> heard;
    if (what.empty()) return false;
    std::string told;
    if (command == "/click") told = event("CLICK", what);
    if (command == "/scan") told = event("SCAN", what);
    if (command == "/follow") told = event("subscribe", "qrscene_" + what);
    if (!told.empty()) api_.touched(from);
    if (command == "/accept" || command == "/reject") {
        api_.opted(from, what, command == "/accept");
        told = decision(what, command == "/accept");
    }
    if (command == "/send") return send_media(from, what, heard), true;
    if (told.empty()) return false;
    run(errand_of(from, message(from, "event", told)));
    return true;
}

std::string WechatSimulator::usage() const {
    return "/click 键  /scan 村码  /follow 村码    点菜单、扫码、扫码关注\n"
           "/accept 模板号  /reject 模板号      同意或拒收一次订阅通知\n"
           "/send image|voice|video|gone [语音识别的文字]    发图片、语音、视频，或已取不到的图片";
}

channels::Call WechatSimulator::carry(const Letter& letter, Hand hand) {
    const auto message = channels::weixin::write_xml(
        {{"ToUserName", settings_.original_id},
         {"FromUserName", letter.from},
         {"CreateTime", std::to_string(seconds_of(letter.at))},
         {"MsgType", "text"},
         {"Content", letter.text},
         {"MsgId", std::to_string(letter.number)}}
    );
    return sealed_.call(place().hook, settings_.original_id, message, hand == Hand::forged);
}

bool WechatSimulator::is_taken(const Letter& letter, const Told& got) {
    if (got.status != 200) return false;
    const auto words = sealed_.words_of(got.body);
    if (!words.empty()) show(letter.from, "微信", words);
    return true;
}

Errand WechatSimulator::delivery() const {
    Errand errand;
    errand.patience = 5s;
    errand.pauses = {0s, 0s};
    errand.last_word = "居民看到：该公众号暂时无法提供服务，请稍后再试";
    return errand;
}

}  // namespace gateway::simulators
