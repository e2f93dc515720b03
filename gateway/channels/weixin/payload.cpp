#include "gateway/channels/weixin/payload.h"

#include "gateway/channels/weixin/xml.h"
#include "gateway/ops/json.h"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>

namespace gateway::channels::weixin {
namespace {

constexpr std::size_t max_body_bytes = 64 * 1024;

using Json = nlohmann::json;

Lines scalars_of(const Json& object) {
    Lines lines;
    for (const auto& [name, value] : object.items()) {
        if (value.is_string()) {
            lines.emplace_back(name, value.get<std::string>());
        } else if (value.is_number()) {
            lines.emplace_back(name, value.dump());
        }
    }
    return lines;
}

// {"List":[{…}]}, [{…}] and {…} all occur.
void collect_lists(const Json& value, std::vector<Lines>& lists) {
    if (value.is_object() && value.contains("List")) return collect_lists(value["List"], lists);
    if (value.is_array()) {
        for (const auto& item : value)
            if (item.is_object()) lists.push_back(scalars_of(item));
    } else if (value.is_object()) {
        lists.push_back(scalars_of(value));
    }
}

dialogs::Result<Payload> read_json(std::string_view body) {
    const auto json = ops::parse_json(body);
    if (!json) return json.error();
    if (!json->is_object()) return dialogs::Error{dialogs::Fault::malformed, "no JSON object"};
    Payload payload;
    payload.form = Form::json;
    payload.values = scalars_of(*json);
    for (const auto& [name, value] : json->items())
        collect_lists(value, payload.lists);
    return payload;
}

// Numbers of ours fit 64 bits, so those that read as one are written as one.
std::string write_json(const Lines& lines) {
    auto json = nlohmann::json::object();
    for (const auto& [name, text] : lines) {
        if (name == "CreateTime" || name == "TimeStamp") {
            json[name] = static_cast<std::int64_t>(std::stoll(text));
        } else {
            json[name] = text;
        }
    }
    return ops::write_json(json);
}

}  // namespace

std::string_view value_of(const Lines& lines, std::string_view name) {
    for (const auto& [known, value] : lines) {
        if (known == name) return value;
    }
    return {};
}

std::string_view Payload::get(std::string_view name) const { return value_of(values, name); }

dialogs::Result<Payload> read_payload(std::string_view body) {
    if (body.size() > max_body_bytes)
        return dialogs::Error{dialogs::Fault::too_large, "a body over 64 KiB"};
    const auto start = body.find_first_not_of(" \t\r\n");
    if (start == body.npos) return dialogs::Error{dialogs::Fault::malformed, "an empty body"};
    body.remove_prefix(start);
    return body.front() == '{' ? read_json(body) : read_xml(body);
}

std::string write_payload(Form form, const Lines& lines) {
    return form == Form::json ? write_json(lines) : write_xml(lines);
}

std::string_view media_type(Form form) {
    return form == Form::json ? "application/json" : "application/xml; charset=utf-8";
}

}  // namespace gateway::channels::weixin
