#include "gateway/http/address.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>

namespace gateway::http {
namespace {

using dialogs::Error;
using dialogs::Fault;
using Bytes = std::span<const std::uint8_t>;

// IANA's special-purpose registries (RFC 6890 and its heirs), as network and prefix length.
struct Network {
    const char* address;
    int bits;
};
constexpr std::array special_v4 = {
    Network{"0.0.0.0", 8},
    Network{"10.0.0.0", 8},
    Network{"100.64.0.0", 10},
    Network{"127.0.0.0", 8},
    Network{"169.254.0.0", 16},
    Network{"172.16.0.0", 12},
    Network{"192.0.0.0", 24},
    Network{"192.0.2.0", 24},
    Network{"192.88.99.0", 24},
    Network{"192.168.0.0", 16},
    Network{"198.18.0.0", 15},
    Network{"198.51.100.0", 24},
    Network{"203.0.113.0", 24},
    Network{"224.0.0.0", 3},
    Network{"100.100.100.200", 32},
};
// Everything outside 2000::/3 is special, and these within it.
constexpr std::array special_v6 = {
    Network{"2001::", 23}, Network{"2001:db8::", 32}, Network{"2002::", 16}, Network{"3fff::", 20}};

bool lies_in(Bytes address, Bytes network, int bits) {
    for (std::size_t i = 0; bits > 0; ++i, bits -= 8) {
        const int mask = bits >= 8 ? 0xff : 0xff << (8 - bits);
        if (((address[i] ^ network[i]) & mask & 0xff) != 0) return false;
    }
    return true;
}

template <std::size_t Size>
std::optional<std::array<std::uint8_t, Size>> bytes_of(int family, const char* text) {
    std::array<std::uint8_t, Size> bytes{};
    if (inet_pton(family, text, bytes.data()) != 1) return std::nullopt;
    return bytes;
}

bool is_public_v4(Bytes address) {
    return std::ranges::none_of(special_v4, [&](const Network& network) {
        return lies_in(address, *bytes_of<4>(AF_INET, network.address), network.bits);
    });
}

bool is_public_v6(Bytes address) {
    constexpr std::array<std::uint8_t, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
    constexpr std::array<std::uint8_t, 12> nat64{0, 0x64, 0xff, 0x9b};
    if (std::ranges::equal(address.first(12), mapped) ||
        std::ranges::equal(address.first(12), nat64))
        return is_public_v4(address.subspan(12));
    if ((address[0] & 0xe0) != 0x20) return false;
    return std::ranges::none_of(special_v6, [&](const Network& network) {
        return lies_in(address, *bytes_of<16>(AF_INET6, network.address), network.bits);
    });
}

bool is_address(const std::string& host) {
    return bytes_of<4>(AF_INET, host.c_str()) || bytes_of<16>(AF_INET6, host.c_str());
}

std::string text_of(const addrinfo& found) {
    std::array<char, NI_MAXHOST> text{};
    const int failed = getnameinfo(
        found.ai_addr, found.ai_addrlen, text.data(), text.size(), nullptr, 0, NI_NUMERICHOST
    );
    return failed ? std::string() : std::string(text.data());
}

}  // namespace

std::string host_name(std::string_view host) {
    if (host.starts_with('[')) return std::string(host.substr(1, host.find(']') - 1));
    return std::string(host.substr(0, host.find(':')));
}

bool is_public_address(std::string_view address) {
    const std::string text(address);
    if (const auto v4 = bytes_of<4>(AF_INET, text.c_str())) return is_public_v4(*v4);
    const auto v6 = bytes_of<16>(AF_INET6, text.c_str());
    return v6 && is_public_v6(*v6);
}

dialogs::Result<std::string> resolve(std::string_view host, bool intranet) {
    const auto name = host_name(host);
    if (is_address(name)) return name;
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* all = nullptr;
    if (getaddrinfo(name.c_str(), nullptr, &hints, &all) != 0 || all == nullptr)
        return Error{Fault::unavailable, name + " has no address"};
    const std::unique_ptr<addrinfo, void (*)(addrinfo*)> owned(all, freeaddrinfo);
    for (const auto* one = all; one != nullptr && !intranet; one = one->ai_next) {
        if (!is_public_address(text_of(*one)))
            return Error{
                Fault::denied,
                name +
                    " leads to an address that is not on the internet; "
                    "`intranet: true` allows it"};
    }
    // Only one is tried, and servers without IPv6 are more than networks without IPv4.
    const auto* chosen = all;
    while (chosen != nullptr && chosen->ai_family != AF_INET)
        chosen = chosen->ai_next;
    return text_of(chosen ? *chosen : *all);
}

}  // namespace gateway::http
