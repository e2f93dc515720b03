#include "gateway/channels/twilio/record.h"

#include "gateway/channels/codec/digits.h"
#include "gateway/channels/twilio/inbound.h"
#include "gateway/ops/json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <string>

namespace gateway::channels::twilio {
namespace {

namespace chrono = std::chrono;
using codec::number_at;
using Json = nlohmann::json;

// A hundred messages of the longest kind.
constexpr std::size_t list_max = 1024 * 1024;
// A call is given up after half a minute; a clock may be a little off.
constexpr chrono::seconds before{5};
constexpr chrono::seconds after{60};

std::string text_of(const Json& item, const char* name) {
    const auto found = item.find(name);
    if (found == item.end()) return {};
    if (found->is_number_integer()) return found->dump();
    return found->is_string() ? found->get<std::string>() : std::string();
}

// "Sun, 22 Nov 2026 04:00:02 +0000", always in UTC.
std::optional<dialogs::Time> time_of(std::string_view text) {
    constexpr std::array<std::string_view, 12> months = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    if (text.size() != 31 || !text.ends_with("+0000")) return std::nullopt;
    const auto month = std::ranges::find(months, text.substr(8, 3)) - months.begin() + 1;
    const auto day = number_at(text, 5, 2);
    const auto year = number_at(text, 12, 4);
    const auto hour = number_at(text, 17, 2);
    const auto minute = number_at(text, 20, 2);
    const auto second = number_at(text, 23, 2);
    if (!day || !year || !hour || !minute || !second) return std::nullopt;
    const auto date = chrono::year(*year) / static_cast<int>(month) / *day;
    if (!date.ok()) return std::nullopt;
    return chrono::sys_days(date) + chrono::hours(*hour) + chrono::minutes(*minute) +
           chrono::seconds(*second);
}

bool may_be(const Part& part, const Json& message) {
    if (!message.is_object() || text_of(message, "body") != part.text) return false;
    if (text_of(message, "to") != part.to) return false;
    if (!text_of(message, "direction").starts_with("outbound")) return false;
    const auto made = time_of(text_of(message, "date_created"));
    return made && *made + before >= part.tried_at && *made <= part.tried_at + after;
}

}  // namespace

std::optional<Receipt> find_record(const Part& part, std::string_view body) {
    ops::JsonLimits limits;
    limits.bytes_max = list_max;
    const auto json = ops::parse_json(body, limits);
    if (!json || !json->is_object() || !json->contains("messages")) return std::nullopt;
    const auto& messages = (*json)["messages"];
    if (!messages.is_array()) return std::nullopt;
    const auto fits = [&part](const Json& message) { return may_be(part, message); };
    if (std::ranges::count_if(messages, fits) != 1) return std::nullopt;
    const auto& found = *std::ranges::find_if(messages, fits);
    const auto state = state_of(text_of(found, "status"));
    if (!state) return std::nullopt;
    Receipt receipt;
    receipt.part = part.id;
    receipt.provider_id = text_of(found, "sid");
    // Whoever has a record of it took it.
    receipt.state = std::max(*state, Receipt::State::sent);
    receipt.code = text_of(found, "error_code");
    receipt.opted_out = receipt.code == "21610";
    return receipt;
}

}  // namespace gateway::channels::twilio
