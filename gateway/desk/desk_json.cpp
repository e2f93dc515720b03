#include "gateway/desk/desk_json.h"

#include "gateway/desk/case_json.h"
#include "gateway/desk/common_json.h"
#include "gateway/desk/words.h"
#include "gateway/ops/json.h"

#include <nlohmann/json.hpp>

namespace gateway::desk {
namespace {

using nlohmann::json;
using ops::write_json;
using storage::Time;

json contact_json(const storage::Conversation& conversation) {
    return {
        {"name", conversation.contact_name},
        {"address", shown_address(conversation.address)},
    };
}

json to_json(const std::optional<storage::Attachment>& attachment) {
    if (!attachment) return nullptr;
    return {
        {"kind", attachment->kind},
        {"state", attachment->state},
        {"why", attachment->code},
        {"type", attachment->type},
        {"bytes", attachment->bytes},
    };
}

json to_json(const storage::Utterance& said, const Names& names) {
    return {
        {"seq", said.id},
        {"author", storage::name_of(said.author)},
        {"text", said.text},
        {"at", shown_time(said.at)},
        {"clerk", clerk_json(said.clerk_id, names)},
        {"status", said.status},
        {"media", to_json(said.attachment)},
    };
}

json last_message(const storage::Utterance& said) {
    constexpr std::size_t letters = 120;
    return {
        {"seq", said.id},
        {"author", storage::name_of(said.author)},
        {"text", shortened(said.text, letters)},
        {"at", shown_time(said.at)},
    };
}

json to_json(const storage::WorkItem& item, const Names& names) {
    const auto& conversation = item.conversation;
    const json consent = {
        {"notices", conversation.consent.notices},
        {"answers", conversation.consent.answers},
    };
    json shown = {
        {"id", conversation.id},
        {"control", storage::name_of(conversation.control)},
        {"epoch", conversation.epoch},
        {"version", conversation.epoch},
        {"channel", conversation.address.channel},
        {"contact", contact_json(conversation)},
        {"consent", consent},
        {"area", area_json(conversation.area, names)},
        {"owner", clerk_json(conversation.owner_id, names)},
        {"case", nullptr},
        {"last_message", nullptr},
        {"waiting_since", time_json(item.waiting_since)},
    };
    if (item.open_case) shown["case"] = case_in_list(*item.open_case);
    if (item.last_message) shown["last_message"] = last_message(*item.last_message);
    return shown;
}

}  // namespace

std::string me_json(const storage::Clerk& me, const std::string& csrf, const Names& names) {
    const auto role = storage::to_string(me.role);
    json shown = {{"id", me.id}, {"name", me.name}, {"role", role}};
    shown["display_name"] = me.display_name;
    shown["area"] = area_json(me.area, names);
    json answer;
    answer["me"] = shown;
    answer["csrf"] = csrf;
    return write_json(answer);
}

std::string counters_json(const storage::worklist::Counters& counters) {
    return write_json({{"mine", counters.mine}, {"unclaimed", counters.unclaimed}});
}

std::string conversation_json(const storage::WorkItem& item, const Names& names) {
    return write_json(to_json(item, names));
}

std::string conversation_json(const ConversationDetail& detail, const Names& names) {
    json shown = to_json(detail.item, names);
    add_background(detail.background, shown);
    shown["opt_ins"] = json::array();
    for (const auto& [form, remaining] : detail.opt_ins) {
        shown["opt_ins"].push_back({{"template", form}, {"remaining", remaining}});
    }
    return write_json(shown);
}

std::string inbox_json(
    const std::vector<storage::WorkItem>& items, const std::string& next_cursor, const Names& names
) {
    json list = json::array();
    for (const auto& item : items)
        list.push_back(to_json(item, names));
    return write_json({{"items", std::move(list)}, {"next_cursor", cursor_json(next_cursor)}});
}

std::string message_json(const storage::Utterance& said, const Names& names) {
    return write_json(to_json(said, names));
}

std::string messages_json(
    const std::vector<storage::Utterance>& said, bool more, const Names& names
) {
    json list = json::array();
    for (const auto& one : said)
        list.push_back(to_json(one, names));
    return write_json({{"items", std::move(list)}, {"more", more}});
}

std::string event_json(
    std::int64_t seq, std::string_view type, Time at, std::string_view code, std::string_view data
) {
    std::string frame =
        write_json({{"seq", seq}, {"type", type}, {"at", shown_time(at)}, {"area", code}});
    frame.pop_back();  // the closing brace: the data goes in before it
    return frame + ",\"data\":" + std::string(data) + "}";
}

std::string control_event_json(const storage::Conversation& conversation, const Names& names) {
    return write_json({
        {"conversation", conversation.id},
        {"control", storage::name_of(conversation.control)},
        {"epoch", conversation.epoch},
        {"owner", clerk_json(conversation.owner_id, names)},
    });
}

std::string message_event_json(
    std::int64_t conversation, const storage::Utterance& said, const Names& names
) {
    return write_json({{"conversation", conversation}, {"message", to_json(said, names)}});
}

std::string status_event_json(std::int64_t conversation, const storage::Utterance& said) {
    json data = {{"conversation", conversation}, {"seq", said.id}, {"status", said.status}};
    if (said.attachment) data["media"] = to_json(said.attachment);
    return write_json(data);
}

std::string removed_json(std::int64_t seq, std::int64_t conversation) {
    const json data = {{"conversation", conversation}};
    return write_json({{"seq", seq}, {"type", "removed"}, {"data", data}});
}

std::string signal_json(std::string_view type, std::optional<std::int64_t> seq) {
    json frame = {{"type", type}};
    if (seq) frame["seq"] = *seq;
    return write_json(frame);
}

dialogs::Result<Login> read_login(std::string_view body) {
    auto parsed = ops::parse_json(body, {.bytes_max = 4096, .depth_max = 2, .nodes_max = 16});
    if (!parsed) return parsed.error();
    const bool fits = parsed->is_object() && parsed->contains("name") &&
                      parsed->contains("password") && (*parsed)["name"].is_string() &&
                      (*parsed)["password"].is_string();
    if (!fits) return dialogs::Error{dialogs::Fault::malformed, "no name and password"};
    return Login{(*parsed)["name"].get<std::string>(), (*parsed)["password"].get<std::string>()};
}

dialogs::Result<std::string> read_text(std::string_view body, std::string_view field) {
    if (body.empty()) return std::string();
    auto parsed = ops::parse_json(body, {.depth_max = 4, .nodes_max = 64});
    if (!parsed) return parsed.error();
    const dialogs::Error malformed{dialogs::Fault::malformed, "no object with text fields"};
    if (!parsed->is_object()) return malformed;
    const auto found = parsed->find(field);
    if (found == parsed->end() || found->is_null()) return std::string();
    if (!found->is_string()) return malformed;
    return found->get<std::string>();
}

std::optional<std::int64_t> read_hello(std::string_view frame) {
    auto parsed = ops::parse_json(frame, {.bytes_max = 4096, .depth_max = 4, .nodes_max = 64});
    if (!parsed || !parsed->is_object()) return std::nullopt;
    if (parsed->value("type", json()) != "hello") return std::nullopt;
    const auto resume = parsed->value("resume_from", json(0));
    if (!resume.is_number_integer()) return 0;
    return resume.get<std::int64_t>();
}

}  // namespace gateway::desk
