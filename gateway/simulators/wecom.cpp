#include "gateway/simulators/wecom.h"

#include "gateway/channels/weixin/xml.h"
#include "gateway/ops/json.h"
#include "gateway/simulators/files.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstdlib>

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

constexpr int invalid_argument = 40058;

json list_at(const json& from, const char* name) {
    const auto found = from.find(name);
    return found != from.end() && found->is_array() ? *found : json::array();
}

// A card as a member sees it: "您要问什么？［1 查进度］［2 人工］".
std::string words_of_card(const json& card) {
    auto words = text_at(card, "sub_title_text");
    if (words.empty()) words = text_at(object_at(card, "main_title"), "title");
    for (const auto& button : list_at(card, "button_list"))
        words += fmt::format("［{}］", text_at(button, "text"));
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
    const bool change = asked.path == "/cgi-bin/message/update_template_card";
    if (!group && !file && !change && asked.path != "/cgi-bin/message/send")
        return {404, "text/plain", "not simulated"};
    // Of what is sent: the change of a card would take the trouble away from it.
    const auto trouble = change ? Trouble::none : troubles_.next();
    if (auto told = spoilt(trouble)) return std::move(*told);
    if (auto told = wrong(trouble)) return std::move(*told);
    if (group) return on_its_way(take_group(asked), trouble);
    if (trouble == Trouble::stale_token) token_.change();
    if (!token_.is(asked.get("access_token"))) return errcode(40014);
    const bool card = asked.body.find("\"template_card\"") != std::string::npos;
    if (card && trouble == Trouble::no_cards) return errcode(invalid_argument);
    return on_its_way(file ? file_of(asked.get("media_id")) : take(asked), trouble);
}

Told WecomSimulator::give_token(const Asked& asked) const {
    if (asked.get("corpid") != settings_.corp_id) return errcode(40013);
    if (asked.get("corpsecret") != settings_.corp_secret.reveal()) return errcode(40001);
    const json token = {{"errcode", 0}, {"access_token", token_.value()}, {"expires_in", 7200}};
    return {200, "application/json", ops::write_json(token)};
}

Told WecomSimulator::take(const Asked& asked) {
    const auto body = ops::parse_json(asked.body);
    if (!body || !body->is_object()) return errcode(47001);
    if (body->value("agentid", json()) != settings_.agent_id) return errcode(40056);
    return asked.path == "/cgi-bin/message/send" ? take_message(*body) : change_card(*body);
}

Told WecomSimulator::take_message(const json& message) {
    const auto person = text_at(message, "touser");
    const auto type = text_at(message, "msgtype");
    const auto content = object_at(message, type.c_str());
    if (type == "template_card") {
        if (!take_card(person, content)) return errcode(invalid_argument);
    } else {
        show(person, "企业微信", text_at(content, "content"));
    }
    const json told = {
        {"errcode", 0}, {"errmsg", "ok"}, {"msgid", fmt::format("simulated-{}", fresh_number())}};
    return {200, "application/json", ops::write_json(told)};
}

bool WecomSimulator::take_card(const std::string& person, const json& card) {
    Cards::Card kept{text_at(card, "task_id"), {}};
    for (const auto& button : list_at(card, "button_list"))
        kept.keys.push_back(text_at(button, "key"));
    if (!cards_.add(person, std::move(kept))) return false;
    show(person, "卡片", words_of_card(card));
    return true;
}

Told WecomSimulator::change_card(const json& change) {
    const auto people = list_at(change, "userids");
    const auto code = text_at(change, "response_code");
    const bool one = people.size() == 1 && people[0].is_string();
    if (!one || !cards_.change(people[0].get<std::string>(), code, agenda().now()))
        return errcode(invalid_argument);
    tell("居民看到卡片上变成：" + text_at(object_at(change, "button"), "replace_name"));
    return errcode(0);
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
    constexpr std::string_view pressing = "/press ";
    if (line.starts_with(pressing)) return press(from, line.substr(pressing.size())), true;
    const auto kind = kind_sent(line);
    if (kind.empty()) return false;
    send_media(from, kind);
    return true;
}

void WecomSimulator::send_media(const std::string& from, const std::string& kind) {
    const auto number = fresh_number();
    knock(
        from,
        {{"MsgType", kind == "gone" ? "image" : kind},
         {"MediaId", fmt::format("{}-{}", kind, number)},
         {"MsgId", std::to_string(number)}}
    );
}

// "1" is the button whose key begins with it, of the last card; "1 2" that of two cards before.
void WecomSimulator::press(const std::string& from, const std::string& what) {
    const auto space = what.find(' ');
    const auto back = space == what.npos ? 0 : std::strtoul(what.c_str() + space, nullptr, 10);
    const auto pressed = cards_.press(from, what.substr(0, space), back, agenda().now());
    if (!pressed) return tell("还没有这样的卡片可以按");
    knock(
        from,
        {{"MsgType", "event"},
         {"Event", "template_card_event"},
         {"EventKey", pressed->key},
         {"TaskId", pressed->task_id},
         {"CardType", "button_interaction"},
         {"ResponseCode", pressed->code}}
    );
}

void WecomSimulator::knock(const std::string& from, channels::weixin::Lines rest) {
    channels::weixin::Lines lines = {
        {"ToUserName", settings_.corp_id},
        {"FromUserName", from},
        {"CreateTime", std::to_string(seconds_of(real_now()))},
        {"AgentID", std::to_string(settings_.agent_id)}};
    lines.insert(lines.end(), rest.begin(), rest.end());
    const auto message = channels::weixin::write_xml(lines);
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
}

std::string WecomSimulator::usage() const {
    return "/press 按钮 [几张之前]    按最近一张卡片上的按钮，比如 /press 1\n"
           "/send image|voice|video|gone    发图片、语音、视频，或已取不到的图片";
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
