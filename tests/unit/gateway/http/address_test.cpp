#include "gateway/http/address.h"

#include <gtest/gtest.h>

namespace gateway::http {
namespace {

using dialogs::Fault;

TEST(Address, OnlyTheInternetsOwnArePublic) {
    constexpr const char* inside[] = {
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "10.255.255.255",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.1.2.3",
        "169.254.169.254",
        "169.254.0.1",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.0.1",
        "192.168.255.255",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.7",
        "203.0.113.9",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "100.100.100.200",
        "::",
        "::1",
        "fe80::1",
        "fec0::1",
        "fc00::1",
        "fd12:3456::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::a00:1",
        "64:ff9b::7f00:1",
        "::127.0.0.1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "100::1",
        "3fff::1",
        "4000::1",
        "fd00:ec2::254",
    };
    for (const auto* address : inside) {
        SCOPED_TRACE(address);
        EXPECT_FALSE(is_public_address(address));
    }
    constexpr const char* outside[] = {
        "1.1.1.1",         "9.255.255.255",   "11.0.0.1",         "100.63.255.255",
        "100.128.0.1",     "126.255.255.255", "128.0.0.1",        "169.253.1.1",
        "172.15.255.255",  "172.32.0.1",      "192.0.1.1",        "192.167.255.255",
        "198.17.1.1",      "198.20.0.1",      "223.255.255.255",  "2400:3200::1",
        "2606:4700::1111", "::ffff:1.1.1.1",  "64:ff9b::101:101",
    };
    for (const auto* address : outside) {
        SCOPED_TRACE(address);
        EXPECT_TRUE(is_public_address(address));
    }
    for (const auto* none :
         {"", "localhost", "127.1", "0x7f000001", "1.1.1.1.", "1.1.1.1:80", "[::1]"}) {
        SCOPED_TRACE(none);
        EXPECT_FALSE(is_public_address(none));
    }
}

TEST(Address, WrittenByTheOperatorIsTaken) {
    EXPECT_EQ(*resolve("127.0.0.1:13013", false), "127.0.0.1");
    EXPECT_EQ(*resolve("10.1.2.3", false), "10.1.2.3");
    EXPECT_EQ(*resolve("[::1]:8080", false), "::1");
}

TEST(Address, OfANameMustBePublicUnlessTheIntranetIsMeant) {
    const auto refused = resolve("localhost:8080", false);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().fault, Fault::denied);
    const auto allowed = resolve("localhost:8080", true);
    ASSERT_TRUE(allowed);
    EXPECT_EQ(*allowed, "127.0.0.1");
    const auto none = resolve("no-such-host.invalid", true);
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().fault, Fault::unavailable);
}

}  // namespace
}  // namespace gateway::http
