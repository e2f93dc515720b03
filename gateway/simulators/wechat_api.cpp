#include "gateway/simulators/wechat_api.h"

#include "gateway/ops/json.h"
#include "gateway/simulators/files.h"
#include "gateway/simulators/sealed.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace gateway::simulators {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;

constexpr int messages_after_hearing = 5;
constexpr auto hearing_window = 48h;
constexpr int messages_after_touch = 3;
constexpr auto touch_window = 1min;
constexpr std::size_t too_large = 11 * 1024 * 1024;

constexpr std::string_view words_path = "/cgi-bin/message/custom/send";
constexpr std::string_view template_path = "/cgi-bin/message/template/send";
constexpr std::string_view subscription_path = "/cgi-bin/message/subscribe/bizsend";
constexpr std::string_view menu_path = "/cgi-bin/menu/create";
constexpr std::string_view media_path = "/cgi-bin/media/get";
constexpr std::string_view video_path = "/video/";

std::string text_at(const json& from, const char* name) {
    return from.is_object() && from.contains(name) && from[name].is_string()
               ? from[name].get<std::string>()
               : std::string();
}

json read(const std::string& body) {
    auto parsed = ops::parse_json(body);
    return parsed && parsed->is_object() ? std::move(*parsed) : json();
}

// What is wrong before the call is looked at; nothing when that is its own affair.
std::optional<Told> spoilt(Trouble trouble) {
    Told told = errcode(0);
    switch (trouble) {
        case Trouble::storm: return Told{429, "text/plain", "", {{"Retry-After", "2"}}};
        case Trouble::page: return Told{200, "text/html", "<html>welcome</html>"};
        case Trouble::refuse: return errcode(50002);
        case Trouble::busy: return errcode(-1);
        case Trouble::closed: return errcode(45015);
        case Trouble::used_up: return errcode(45047);
        case Trouble::day_is_full: return errcode(45009);
        case Trouble::not_follower: return errcode(43004);
        case Trouble::not_subscribed: return errcode(43101);
        case Trouble::silent: told.is_silent = true; return told;
        default: return std::nullopt;
    }
}

// A menu as the platform checks it, as far as we do.
bool is_menu(const json& menu) {
    if (!menu.is_object() || !menu.contains("button")) return false;
    const auto& buttons = menu["button"];
    return buttons.is_array() && !buttons.empty() && buttons.size() <= 3;
}

// The words of a message or a notice, as its follower sees them.
std::string words_of(const json& message) {
    if (message.contains("text")) return text_at(message["text"], "content");
    std::string words;
    if (!message.contains("data") || !message["data"].is_object()) return words;
    for (const auto& [key, value] : message["data"].items())
        words += (words.empty() ? "" : "；") + text_at(value, "value");
    return words;
}

}  // namespace

void WechatApi::heard(const std::string& person) {
    const std::lock_guard lock(mutex_);
    auto& follower = followers_[person];
    follower.heard = tools_.clock();
    follower.sent = 0;
}

void WechatApi::touched(const std::string& person) {
    const std::lock_guard lock(mutex_);
    auto& follower = followers_[person];
    follower.touched = tools_.clock();
    follower.sent_after = 0;
}

void WechatApi::opted(const std::string& person, const std::string& template_id, bool accepted) {
    const std::lock_guard lock(mutex_);
    auto& left = opt_ins_[{person, template_id}];
    left = accepted ? left + 1 : 0;
}

Told WechatApi::answer(const Asked& asked) {
    if (asked.path == "/cgi-bin/stable_token") return give_token(asked.body);
    if (asked.path == media_path) return take_media(asked);
    if (asked.path.starts_with(video_path)) return file_of(asked.path.substr(video_path.size()));
    for (const auto known : {words_path, template_path, subscription_path, menu_path})
        if (asked.path == known) return take(asked);
    return {404, "text/plain", "not simulated"};
}

Told WechatApi::give_token(const std::string& body) {
    const auto given = read(body);
    if (text_at(given, "appid") != settings_.app_id) return errcode(40013);
    if (text_at(given, "secret") != settings_.app_secret.reveal()) return errcode(40125);
    const json token = {{"access_token", token_.value()}, {"expires_in", 7200}};
    return {200, "application/json", ops::write_json(token)};
}

Told WechatApi::take(const Asked& asked) {
    const auto trouble = tools_.troubles.next();
    if (auto told = spoilt(trouble)) return std::move(*told);
    if (asked.body.find("\\u") != std::string::npos) return errcode(40033);
    const auto body = read(asked.body);
    if (body.is_null()) return errcode(47001);
    const auto person = text_at(body, "touser");
    const int code = errcode_for(asked, person, trouble);
    auto told = errcode(code);
    if (code == 0) told.body = report(asked.path, person, asked.body);
    told.drips = trouble == Trouble::drip;
    return told;
}

int WechatApi::errcode_for(const Asked& asked, const std::string& person, Trouble trouble) {
    const auto body = read(asked.body);
    const std::lock_guard lock(mutex_);
    if (trouble == Trouble::stale_token) token_.change();
    if (!token_.is(asked.get("access_token"))) return 40001;
    if (asked.path == menu_path) return is_menu(body) ? 0 : 40016;
    if (asked.path == subscription_path) return use_opt_in(person, text_at(body, "template_id"));
    const auto found = followers_.find(person);
    if (asked.path == template_path) return found == followers_.end() ? 43004 : 0;
    if (!body.contains("text")) return 47001;
    return found == followers_.end() ? 45015 : use_window(found->second);
}

// The more generous of the two counts.
int WechatApi::use_window(Follower& follower) {
    const auto now = tools_.clock();
    const bool touched = follower.touched && now - *follower.touched <= touch_window &&
                         follower.sent_after < messages_after_touch;
    const bool open = follower.heard && now - *follower.heard <= hearing_window;
    if (!touched && !open) return 45015;
    if (!touched && follower.sent >= messages_after_hearing) return 45047;
    ++follower.sent;
    ++follower.sent_after;
    return 0;
}

// A simulated opt-in is always for one notice.
int WechatApi::use_opt_in(const std::string& person, const std::string& template_id) {
    const auto found = opt_ins_.find({person, template_id});
    if (found == opt_ins_.end() || found->second == 0) return 43101;
    --found->second;
    return 0;
}

// Tells what was shown to the follower, promises the receipt, and gives the answer.
std::string WechatApi::report(
    const std::string& path, const std::string& person, const std::string& body
) {
    const auto message = read(body);
    if (path == menu_path) tools_.tell("菜单已更新");
    if (path == menu_path) return ops::write_json({{"errcode", 0}, {"errmsg", "ok"}});
    if (path == words_path) {
        tools_.show(person, "微信", words_of(message));
        return ops::write_json({{"errcode", 0}, {"errmsg", "ok"}});
    }
    std::int64_t id = 0;
    {
        const std::lock_guard lock(mutex_);
        id = 700'000 + ++notices_;
    }
    tools_.show(person, "服务通知", words_of(message));
    if (path == template_path)
        tools_.post(
            person,
            fmt::format(
                "<Event><![CDATA[TEMPLATESENDJOBFINISH]]></Event><MsgID>{}</MsgID>"
                "<Status><![CDATA[success]]></Status>",
                id
            )
        );
    else
        tools_.post(
            person,
            fmt::format(
                "<Event><![CDATA[subscribe_msg_sent_event]]></Event><SubscribeMsgSentEvent><List>"
                "<TemplateId><![CDATA[{}]]></TemplateId><MsgID>{}</MsgID><ErrorCode>0</ErrorCode>"
                "<ErrorStatus><![CDATA[success]]></ErrorStatus></List></SubscribeMsgSentEvent>",
                text_at(message, "template_id"),
                id
            )
        );
    return ops::write_json({{"errcode", 0}, {"errmsg", "ok"}, {"msgid", id}});
}

Told WechatApi::take_media(const Asked& asked) {
    const auto trouble = tools_.troubles.next();
    if (auto told = spoilt(trouble)) return std::move(*told);
    if (trouble == Trouble::stale_token) token_.change();
    if (!token_.is(asked.get("access_token"))) return errcode(40001);
    const auto id = asked.get("media_id");
    // Of a video an official account is told only where it lies.
    if (id.starts_with("video")) {
        const json where = {{"video_url", settings_.api_base + std::string(video_path) + id}};
        return {200, "text/plain", ops::write_json(where)};
    }
    auto told = file_of(id);
    if (trouble == Trouble::large) told.body.resize(too_large, 'x');
    told.drips = trouble == Trouble::drip;
    return told;
}

}  // namespace gateway::simulators
