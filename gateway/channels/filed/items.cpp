#include "gateway/channels/filed/items.h"

#include <nlohmann/json.hpp>

#include <charconv>
#include <optional>

namespace gateway::channels::filed {
namespace {

using dialogs::Error;
using dialogs::Fault;
using Json = nlohmann::json;

constexpr std::size_t words_max = 8 * 1024;  // sixty linked SMS; networks stop far below

// A batch may hold hundreds of receipts: the hooks with a secret take bodies of that size.
constexpr ops::JsonLimits batch_limits{256 * 1024, 32, 40'000};

dialogs::Result<Json> items_of(std::string_view body) {
    auto json = ops::parse_json(body, batch_limits);
    if (!json) return json.error();
    if (json->is_object()) {
        auto one = std::move(*json);
        *json = Json::array({std::move(one)});
    }
    if (!json->is_array() || json->empty())
        return Error{Fault::malformed, "no JSON object and no array of them"};
    return json;
}

template <class Item>
using Read = std::function<dialogs::Result<Item>(const Json& item)>;

template <class Item>
dialogs::Result<Item> read_one(const Json& item, const Read<Item>& read) {
    if (!item.is_object()) return Error{Fault::malformed, "no JSON object"};
    return read(item);
}

template <class Item>
dialogs::Result<Received> read_all(
    std::string_view body, const Read<Item>& read, std::vector<Item> Received::*into
) {
    const auto items = items_of(body);
    if (!items) return items.error();
    Received received;
    std::optional<Error> first;
    for (const auto& item : *items) {
        auto one = read_one(item, read);
        if (one) {
            (received.*into).push_back(std::move(*one));
            continue;
        }
        ++received.skipped;
        if (!first) first = one.error();
    }
    if ((received.*into).empty()) return *first;
    if (first) received.skipped_why = first->detail;
    return received;
}

}  // namespace

dialogs::Result<Received> read_messages(std::string_view body, const ReadMessage& read) {
    return read_all<dialogs::Message>(body, read, &Received::messages);
}

dialogs::Result<Received> read_receipts(std::string_view body, const ReadReceipt& read) {
    return read_all<Receipt>(body, read, &Received::receipts);
}

std::string text_of(const Json& item, const char* name) {
    if (!item.is_object()) return {};
    const auto found = item.find(name);
    if (found == item.end()) return {};
    if (found->is_string()) return found->get<std::string>();
    return found->is_number_integer() ? found->dump() : std::string();
}

dialogs::Result<std::string> words_of(const Json& item, const char* name) {
    const auto found = item.find(name);
    if (found == item.end() || !found->is_string())
        return Error{Fault::malformed, std::string("`") + name + "` is missing"};
    auto words = found->get<std::string>();
    if (words.size() > words_max) return Error{Fault::too_large, "an SMS over 8 KiB"};
    return words;
}

std::int64_t part_in(std::string_view reference) {
    std::int64_t part = 0;
    const auto* end = reference.data() + reference.size();
    const auto [rest, error] = std::from_chars(reference.data(), end, part);
    return error == std::errc() && rest == end && part > 0 ? part : 0;
}

Receipt receipt_of(std::string provider_id, bool delivered, std::string_view code) {
    Receipt receipt;
    receipt.provider_id = std::move(provider_id);
    receipt.state = delivered ? Receipt::State::delivered : Receipt::State::failed;
    receipt.code = code.substr(0, id_max);
    // The carriers' lists of those who answered R.
    receipt.opted_out = code == "MBBLACK";
    return receipt;
}

}  // namespace gateway::channels::filed
