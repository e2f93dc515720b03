#include "gateway/simulators/trouble.h"

#include <algorithm>
#include <array>
#include <utility>

namespace gateway::simulators {
namespace {

using Named = std::pair<std::string_view, Trouble>;
constexpr std::array<Named, 22> troubles{{
    {"none", Trouble::none},
    {"busy", Trouble::busy},
    {"storm", Trouble::storm},
    {"refuse", Trouble::refuse},
    {"page", Trouble::page},
    {"garbled", Trouble::garbled},
    {"forgets", Trouble::forgets},
    {"drip", Trouble::drip},
    {"silent", Trouble::silent},
    {"stale_token", Trouble::stale_token},
    {"closed", Trouble::closed},
    {"used_up", Trouble::used_up},
    {"day_is_full", Trouble::day_is_full},
    {"limited", Trouble::limited},
    {"opted_out", Trouble::opted_out},
    {"not_follower", Trouble::not_follower},
    {"not_subscribed", Trouble::not_subscribed},
    {"no_cards", Trouble::no_cards},
    {"large", Trouble::large},
    {"astray", Trouble::astray},
    {"onward", Trouble::onward},
    {"credentials", Trouble::credentials},
}};
constexpr std::array<std::pair<std::string_view, Receipts>, 6> all_receipts{{
    {"normal", Receipts::normal},
    {"doubled", Receipts::doubled},
    {"reversed", Receipts::reversed},
    {"late", Receipts::late},
    {"failed", Receipts::failed},
    {"lost", Receipts::lost},
}};

template <class Table>
auto find(const Table& table, std::string_view name)
    -> std::optional<typename Table::value_type::second_type> {
    for (const auto& [known, value] : table) {
        if (known == name) return value;
    }
    return std::nullopt;
}

template <class Table>
std::string names_of(const Table& table) {
    std::string all;
    for (const auto& [name, value] : table)
        all += (all.empty() ? "" : " ") + std::string(name);
    return all;
}

}  // namespace

std::optional<Trouble> trouble_of(std::string_view name) { return find(troubles, name); }
std::optional<Receipts> receipts_of(std::string_view name) { return find(all_receipts, name); }

std::string trouble_name(Trouble trouble) {
    const auto* const found = std::ranges::find(troubles, trouble, &Named::second);
    return found == troubles.end() ? std::string() : std::string(found->first);
}

std::string trouble_names() { return names_of(troubles); }
std::string receipts_names() { return names_of(all_receipts); }

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

bool Troubles::take(Trouble trouble) {
    const std::lock_guard lock(mutex_);
    if (coming_.empty() || coming_.front() != trouble) return false;
    coming_.pop_front();
    return true;
}

}  // namespace gateway::simulators
