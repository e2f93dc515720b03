#include "gateway/simulators/wechat_kf.h"

#include "gateway/channels/weixin/xml.h"
#include "gateway/ops/json.h"
#include "gateway/simulators/files.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace gateway::simulators {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;

constexpr int from_customer = 3;
constexpr int event = 4;
constexpr int not_allowed_by_state = 95018;
enum State { fresh = 0, ours = 1, waiting = 2, served = 3, over = 4 };
constexpr std::size_t msgid_max = 32;

std::string text_at(const json& from, const char* name) {
    return from.is_object() && from.contains(name) && from[name].is_string()
               ? from[name].get<std::string>()
               : std::string();
}

std::optional<Told> wrong(Trouble trouble) {
    switch (trouble) {
        case Trouble::refuse: return errcode(40096);  // no such customer
        case Trouble::busy: return errcode(-1);
        case Trouble::closed: return errcode(95002);
        case Trouble::used_up: return errcode(95001);
        case Trouble::day_is_full: return errcode(45009);
        default: return std::nullopt;
    }
}

}  // namespace

WechatKfSimulator::WechatKfSimulator(config::WechatKf settings, Surroundings around)
    : Simulator(std::move(around)),
      settings_(std::move(settings)),
      sealed_(settings_.token.reveal(), settings_.encoding_aes_key.reveal(), settings_.corp_id),
      queue_(real_now()) {}

Told WechatKfSimulator::answer(const Asked& asked) {
    if (asked.path == "/cgi-bin/gettoken") return give_token(asked);
    const bool page = asked.path == "/cgi-bin/kf/sync_msg";
    const bool state = asked.path.starts_with("/cgi-bin/kf/service_state/");
    const auto trouble = page || state ? Trouble::none : troubles_.next();
    if (auto told = spoilt(trouble)) return std::move(*told);
    if (auto told = wrong(trouble)) return std::move(*told);
    if (trouble == Trouble::stale_token) token_.change();
    if (!token_.is(asked.get("access_token"))) return errcode(40014);
    if (asked.path == "/cgi-bin/media/get")
        return on_its_way(file_of(asked.get("media_id")), trouble);
    const auto body = ops::parse_json(asked.body);
    if (!body || !body->is_object()) return errcode(47001);
    if (page) return give_page(*body);
    if (asked.path.ends_with("service_state/get")) return tell_state(*body);
    if (state) return take_over(*body);
    const bool message = asked.path == "/cgi-bin/kf/send_msg";
    return on_its_way(message ? take_message(*body) : take_welcome(*body), trouble);
}

Told WechatKfSimulator::give_token(const Asked& asked) const {
    if (asked.get("corpid") != settings_.corp_id) return errcode(40013);
    if (asked.get("corpsecret") != settings_.corp_secret.reveal()) return errcode(40001);
    const json token = {{"errcode", 0}, {"access_token", token_.value()}, {"expires_in", 7200}};
    return {200, "application/json", ops::write_json(token)};
}

Told WechatKfSimulator::give_page(const json& asked) {
    if (!queue_.admits(text_at(asked, "token"), agenda().now())) return errcode(45009);
    const auto page = queue_.page(text_at(asked, "cursor"), agenda().now());
    auto list = json::array();
    for (const auto& item : page.items)
        list.push_back(json::parse(item));
    const json told = {
        {"errcode", 0},
        {"errmsg", "ok"},
        {"next_cursor", page.cursor},
        {"has_more", page.more ? 1 : 0},
        {"msg_list", list},
    };
    return {200, "application/json", ops::write_json(told)};
}

Told WechatKfSimulator::take_message(const json& message) {
    const auto person = text_at(message, "touser");
    if (state_of(person) >= waiting) return errcode(not_allowed_by_state);
    switch (window_.take(person, agenda().now())) {
        case Window::Leave::closed: return errcode(95002);
        case Window::Leave::used_up: return errcode(95001);
        case Window::Leave::granted: return taken(person, message);
    }
    return errcode(-1);
}

Told WechatKfSimulator::take_welcome(const json& message) {
    std::unique_lock lock(mutex_);
    const auto found = guests_.find(text_at(message, "code"));
    if (found == guests_.end()) return errcode(95023);  // a code that welcomes nobody any more
    const auto guest = found->second;
    guests_.erase(found);
    lock.unlock();
    return agenda().now() <= guest.until ? taken(guest.person, message) : errcode(95023);
}

Told WechatKfSimulator::taken(const std::string& person, const json& message) {
    const auto msgid = text_at(message, "msgid");
    if (msgid.size() > msgid_max || !message.contains("text")) return errcode(40058);
    if (arrives()) {
        show(person, "微信", text_at(message["text"], "content"));
    } else {
        keep(
            {{"event",
              {{"event_type", "msg_send_fail"},
               {"external_userid", person},
               {"fail_msgid", msgid},
               {"fail_type", 4}}}},
            real_now()
        );
        Errand hint;
        hint.call = [this] { return carry({}, Hand::ours); };
        promise({hint});
    }
    return {
        200,
        "application/json",
        ops::write_json({{"errcode", 0}, {"errmsg", "ok"}, {"msgid", msgid}})};
}

int WechatKfSimulator::state_of(const std::string& person) {
    const std::lock_guard lock(mutex_);
    const auto found = states_.find(person);
    return found == states_.end() ? fresh : found->second;
}

Told WechatKfSimulator::tell_state(const json& asked) {
    const json told = {
        {"errcode", 0}, {"service_state", state_of(text_at(asked, "external_userid"))}};
    return {200, "application/json", ops::write_json(told)};
}

// A servicer gives nobody away.
Told WechatKfSimulator::take_over(const json& asked) {
    const auto person = text_at(asked, "external_userid");
    const auto before = state_of(person);
    if (before == waiting || before == served || asked.value("service_state", json()) != ours)
        return errcode(not_allowed_by_state);
    const std::lock_guard lock(mutex_);
    states_[person] = ours;
    return errcode(0);
}

// Puts an item into the queue; what is not said of it is what events have.
void WechatKfSimulator::keep(json item, dialogs::Time at) {
    item["open_kfid"] = settings_.open_kfid;
    item["send_time"] = seconds_of(at);
    if (!item.contains("msgtype")) {
        item["msgtype"] = "event";
        item["origin"] = event;
        item["msgid"] = fmt::format("event-{}", fresh_number());
    }
    queue_.add(ops::write_json(item), agenda().now());
}

void WechatKfSimulator::note(const Letter& letter) {
    welcome(letter);
    if (state_of(letter.from) == over) change_state(letter.from, "0");
    window_.heard(letter.from, agenda().now());
    keep(
        {{"msgid", fmt::format("msg-{}", letter.number)},
         {"external_userid", letter.from},
         {"origin", from_customer},
         {"msgtype", "text"},
         {"text", {{"content", letter.text}}}},
        letter.at
    );
}

// Of who comes for the first time.
void WechatKfSimulator::welcome(const Letter& letter) {
    const auto code = fmt::format("welcome-{}", letter.number);
    {
        const std::lock_guard lock(mutex_);
        if (!known_.insert(letter.from).second) return;
        guests_[code] = {letter.from, agenda().now() + 20s};
    }
    keep(
        {{"event",
          {{"event_type", "enter_session"},
           {"external_userid", letter.from},
           {"scene", ""},
           {"welcome_code", code}}}},
        letter.at
    );
}

bool WechatKfSimulator::act(const std::string& from, const std::string& line) {
    constexpr std::string_view changing = "/state ";
    if (line.starts_with(changing)) return change_state(from, line.substr(changing.size()));
    const auto kind = kind_sent(line);
    if (kind.empty()) return false;
    send_media(from, kind);
    return true;
}

bool WechatKfSimulator::change_state(const std::string& person, const std::string& state) {
    if (state.size() != 1 || state[0] < '0' || state[0] > '4') return false;
    const std::lock_guard lock(mutex_);
    states_[person] = state[0] - '0';
    return true;
}

void WechatKfSimulator::send_media(const std::string& from, const std::string& kind) {
    const auto number = fresh_number();
    const auto type = kind == "gone" ? std::string("image") : kind;
    json item = {
        {"msgid", fmt::format("msg-{}", number)},
        {"external_userid", from},
        {"origin", from_customer},
        {"msgtype", type},
    };
    item[type] = {{"media_id", fmt::format("{}-{}", kind, number)}};
    window_.heard(from, agenda().now());
    keep(std::move(item), real_now());
    auto hint = delivery();
    hint.name = "投递";
    hint.call = [this] { return carry({}, Hand::ours); };
    hint.taken = [](const Told& got) { return got.status == 200; };
    run(hint);
}

std::string WechatKfSimulator::usage() const {
    return "/state 0|1|2|3|4    会话归谁：新来、机器人、排队等人、人工接待、已结束\n"
           "/send image|voice|video|file|gone    发图片、语音、视频，或已取不到的图片";
}

channels::Call WechatKfSimulator::carry(const Letter&, Hand hand) {
    const auto hint = channels::weixin::write_xml(
        {{"ToUserName", settings_.corp_id},
         {"CreateTime", std::to_string(seconds_of(real_now()))},
         {"MsgType", "event"},
         {"Event", "kf_msg_or_event"},
         {"Token", queue_.ticket(agenda().now())},
         {"OpenKfId", settings_.open_kfid}}
    );
    return sealed_.call(place().hook, settings_.corp_id, hint, hand == Hand::forged);
}

Errand WechatKfSimulator::delivery() const {
    Errand errand;
    errand.patience = 5s;
    errand.pauses = {0s, 0s};
    return errand;
}

}  // namespace gateway::simulators
