#include "gateway/simulators/trouble.h"

#include <array>
#include <utility>

namespace gateway::simulators {
namespace {

using Named = std::pair<std::string_view, Trouble>;
constexpr std::array<Named, 11> troubles{{
    {"none", Trouble::none},
    {"busy", Trouble::busy},
    {"storm", Trouble::storm},
    {"refuse", Trouble::refuse},
    {"page", Trouble::page},
    {"drip", Trouble::drip},
    {"silent", Trouble::silent},
    {"stale_token", Trouble::stale_token},
    {"closed", Trouble::closed},
    {"used_up", Trouble::used_up},
    {"day_is_full", Trouble::day_is_full},
}};
constexpr std::array<std::pair<std::string_view, Receipts>, 5> all_receipts{{
    {"normal", Receipts::normal},
    {"doubled", Receipts::doubled},
    {"reversed", Receipts::reversed},
    {"late", Receipts::late},
    {"failed", Receipts::failed},
}};

template <class Table>
auto find(const Table& table, std::string_view name)
    -> std::optional<typename Table::value_type::second_type> {
    for (const auto& [known, value] : table) {
        if (known == name) return value;
    }
    return std::nullopt;
}

}  // namespace

std::optional<Trouble> trouble_of(std::string_view name) { return find(troubles, name); }
std::optional<Receipts> receipts_of(std::string_view name) { return find(all_receipts, name); }

std::string trouble_names() {
    std::string all;
    for (const auto& [name, trouble] : troubles)
        all += (all.empty() ? "" : " ") + std::string(name);
    return all;
}

void Troubles::expect(Trouble trouble, int times) {
    const std::lock_guard lock(mutex_);
    coming_.insert(coming_.end(), static_cast<std::size_t>(times), trouble);
}

Trouble Troubles::next() {
    const std::lock_guard lock(mutex_);
    if (coming_.empty()) return Trouble::none;
    const auto trouble = coming_.front();
    coming_.pop_front();
    return trouble;
}

}  // namespace gateway::simulators
