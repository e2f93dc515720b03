#include "gateway/desk/parameters.h"

#include "gateway/http/form.h"

#include <algorithm>
#include <charconv>

namespace gateway::desk {

dialogs::Result<std::int64_t> number_of(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number < 0) {
        return dialogs::Error{dialogs::Fault::not_found, "no number"};
    }
    return number;
}

std::string query_value(std::string_view query, std::string_view name) {
    auto form = http::decode_form(query);
    return form ? std::string(form->get(name)) : std::string();
}

int limit_of(std::string_view query) {
    constexpr std::int64_t usual = 50;
    constexpr std::int64_t most = 100;
    const auto wanted = number_of(query_value(query, "limit"));
    if (!wanted || *wanted == 0) return usual;
    return static_cast<int>(std::min(*wanted, most));
}

std::string unknown_filter(std::string_view query, const std::set<std::string_view>& known) {
    const auto form = http::decode_form(query);
    if (!form) return "?";
    for (const auto& [name, value] : form->fields())
        if (!known.contains(name)) return name;
    return {};
}

}  // namespace gateway::desk
