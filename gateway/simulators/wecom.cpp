#include "gateway/simulators/wecom.h"

#include "gateway/channels/weixin/xml.h"
#include "gateway/ops/json.h"
#include "gateway/simulators/files.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace gateway::simulators {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;

std::string text_at(const json& from, const char* name) {
    return from.is_object() && from.contains(name) && from[name].is_string()
               ? from[name].get<std::string>()
               : std::string();
}

json object_at(const json& from, const char* name) {
    return from.is_object() && from.contains(name) ? from[name] : json::object();
}

std::optional<Told> wrong(Trouble trouble) {
    switch (trouble) {
        case Trouble::refuse: return errcode(81013);  // nobody of these is a member
        case Trouble::busy: return errcode(-1);
        case Trouble::day_is_full: return errcode(45009);
        case Trouble::limited: return errcode(45033);
        default: return std::nullopt;
    }
}

// A card as a member sees it: "请选择 ［1 查进度］［2 人工］".
std::string words_of_card(const json& card) {
    auto words = text_at(object_at(card, "main_title"), "title");
    for (const auto& button : card.value("button_list", json::array()))
        words += fmt::format("［{} {}］", text_at(button, "key"), text_at(button, "text"));
    return words;
}

}  // namespace

WecomSimulator::WecomSimulator(config::Wecom settings, Surroundings around)
    : Simulator(std::move(around)),
      settings_(std::move(settings)),
      sealed_(settings_.token.reveal(), settings_.encoding_aes_key.reveal(), settings_.corp_id) {}

Told WecomSimulator::answer(const Asked& asked) {
    if (asked.path == "/cgi-bin/gettoken") return give_token(asked);
    const bool group = asked.path == "/cgi-bin/webhook/send";
    const bool file = asked.path == "/cgi-bin/media/get";
    if (!group && !file && asked.path != "/cgi-bin/message/send")
        return {404, "text/plain", "not simulated"};
    const auto trouble = troubles_.next();
    if (auto told = spoilt(trouble)) return std::move(*told);
    if (auto told = wrong(trouble)) return std::move(*told);
    if (group) return on_its_way(take_group(asked), trouble);
    if (trouble == Trouble::stale_token) token_.change();
    if (!token_.is(asked.get("access_token"))) return errcode(40014);
    return on_its_way(file ? file_of(asked.get("media_id")) : take_message(asked), trouble);
}

Told WecomSimulator::give_token(const Asked& asked) const {
    if (asked.get("corpid") != settings_.corp_id) return errcode(40013);
    if (asked.get("corpsecret") != settings_.corp_secret.reveal()) return errcode(40001);
    const json token = {{"errcode", 0}, {"access_token", token_.value()}, {"expires_in", 7200}};
    return {200, "application/json", ops::write_json(token)};
}

Told WecomSimulator::take_message(const Asked& asked) {
    const auto message = ops::parse_json(asked.body);
    if (!message || !message->is_object()) return errcode(47001);
    if (message->value("agentid", json()) != settings_.agent_id) return errcode(40056);
    const auto type = text_at(*message, "msgtype");
    const auto content = object_at(*message, type.c_str());
    const auto words =
        type == "template_card" ? words_of_card(content) : text_at(content, "content");
    show(text_at(*message, "touser"), type == "template_card" ? "卡片" : "企业微信", words);
    const json told = {
        {"errcode", 0}, {"errmsg", "ok"}, {"msgid", fmt::format("simulated-{}", fresh_number())}};
    return {200, "application/json", ops::write_json(told)};
}

Told WecomSimulator::take_group(const Asked& asked) {
    const auto message = ops::parse_json(asked.body);
    if (settings_.robot_key.empty() || asked.get("key") != settings_.robot_key.reveal())
        return errcode(93000);
    if (!message || !message->is_object()) return errcode(47001);
    show("群", "企业微信", text_at(object_at(*message, "markdown"), "content"));
    return errcode(0);
}

bool WecomSimulator::act(const std::string& from, const std::string& line) {
    const auto kind = kind_sent(line);
    if (kind.empty()) return false;
    const auto number = fresh_number();
    const auto message = channels::weixin::write_xml(
        {{"ToUserName", settings_.corp_id},
         {"FromUserName", from},
         {"CreateTime", std::to_string(seconds_of(real_now()))},
         {"MsgType", kind == "gone" ? "image" : kind},
         {"MediaId", fmt::format("{}-{}", kind, number)},
         {"MsgId", std::to_string(number)},
         {"AgentID", std::to_string(settings_.agent_id)}}
    );
    auto errand = delivery();
    errand.name = "投递";
    errand.call = [this, message] {
        return sealed_.call(place().hook, settings_.corp_id, message, false);
    };
    errand.taken = [this, from](const Told& got) {
        Letter letter;
        letter.from = from;
        return is_taken(letter, got);
    };
    run(errand);
    return true;
}

std::string WecomSimulator::usage() const {
    return "/send image|voice|video|gone    发图片、语音、视频，或已取不到的图片";
}

channels::Call WecomSimulator::carry(const Letter& letter, Hand hand) {
    const auto message = channels::weixin::write_xml(
        {{"ToUserName", settings_.corp_id},
         {"FromUserName", letter.from},
         {"CreateTime", std::to_string(seconds_of(letter.at))},
         {"MsgType", "text"},
         {"Content", letter.text},
         {"MsgId", std::to_string(letter.number)},
         {"AgentID", std::to_string(settings_.agent_id)}}
    );
    return sealed_.call(place().hook, settings_.corp_id, message, hand == Hand::forged);
}

bool WecomSimulator::is_taken(const Letter& letter, const Told& got) {
    if (got.status != 200) return false;
    const auto words = sealed_.words_of(got.body);
    if (!words.empty()) show(letter.from, "企业微信", words);
    return true;
}

Errand WecomSimulator::delivery() const {
    Errand errand;
    errand.patience = 5s;
    errand.pauses = {0s, 0s};
    return errand;
}

}  // namespace gateway::simulators
