#include "gateway/channels/weixin/envelope.h"

#include "gateway/channels/codec/base64.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>

// Known answers: Tencent's documentation, the sample code it hands out (cryptoDemo), WeCom's pages.

namespace gateway::channels::weixin {
namespace {

std::array<std::uint8_t, 16> random_of(std::string_view text) {
    std::array<std::uint8_t, 16> out{};
    std::copy(text.begin(), text.end(), out.begin());
    return out;
}

TEST(Signature, AgreesWithPublishedValues) {
    struct Case {
        std::string_view token, timestamp, nonce, encrypted, expected;
    };
    constexpr Case cases[] = {
        {"AAAAA", "1714036504", "1514711492", "", "f464b24fc39322e44b38aa78f5edd27bd1441696"},
        {"AAAAA", "1714037059", "486452656", "", "899cf89e464efb63f54ddac96b0a0a235f53aa78"},
        {"test", "1410685589", "test", "", "f21891de399b4e33a1a93c9a7b8a8fffb5a443ff"},
        {"spamtest", "1409735669", "1320562132", "", "16120ec1b8dbb870f510d87ce6bc2463eae6ca1a"},
    };
    for (const auto& [token, timestamp, nonce, encrypted, expected] : cases) {
        SCOPED_TRACE(expected);
        EXPECT_EQ(signature({token, timestamp, nonce, encrypted}), expected);
    }
}

struct Sealed {
    const char* name;
    const char* token;
    const char* key;
    const char* id;
    const char* timestamp;
    const char* nonce;
    const char* encrypted;
    const char* proof;
    const char* holds;
};

constexpr Sealed sealed[] = {
    {"WeChat safe mode, pad 19",
     "AAAAA",
     "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
     "wxba5fad812f8e6fb9",
     "1714112445",
     "415670741",
     "+qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/"
     "ohsOzQHi8khUOb05JCpj0JB4RvQMkUyus8TPxLKJGQqcvZqzD"
     "pVzazhZv6JsXUnnR8XGT740XgXZUXQ7vJVnAG+tE8NUd4yFyjPy7GgiaviNrlCTj+"
     "l5kdfMuFUPpRSrfMZuMcp3Fn2Pede2I"
     "uQrKEYwKSqFIZoNqJ4M8EajAsjLY2km32IIjdf8YL/"
     "P50F7mStwntrA2cPDrM1kb6mOcfBgRtWygb3VIYnSeOBrebufAlr7F"
     "9mFUPAJGj04=",
     "046e02f8204d34f8ba5fa3b1db94908f3df2e9b3",
     "{\"ToUserName\":\"gh_97417a04a28d\",\"FromUserName\":\"o9AgO5Kd5ggOC-bXrbNODIiE3bGY\","
     "\"CreateTime\":1714112445,\"MsgType\":\"event\",\"Event\":\"debug_demo\",\"debug_str\":"
     "\"hello "
     "world\"}"},
    {"WeCom echostr",
     "QDG6eK",
     "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C",
     "wx5823bf96d3bd56c7",
     "1409659589",
     "263014780",
     "P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==",
     "5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3",
     "1616140317555161061"},
    {"WeCom message, pad 30",
     "QDG6eK",
     "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C",
     "wx5823bf96d3bd56c7",
     "1409659813",
     "1372623149",
     "RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/"
     "0lWfrf0QADHHhGd3QczcdCUpj911"
     "L3vg3W/"
     "sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLx"
     "AUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+"
     "BCA9"
     "nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+"
     "rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/u"
     "h9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q==",
     "477715d11cdb4164915debcba66cb864d751f3e6",
     "<MsgId>4561255354251345929</MsgId>"},
    {"compat sample of the handed-out code",
     "spamtest",
     "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
     "wx2c2769f8efd9abc2",
     "1409735669",
     "1320562132",
     "hyzAe4OzmOMbd6TvGdIOO6uBmdJoD0Fk53REIHvxYtJlE2B655HuD0m8KUePWB3+"
     "LrPXo87wzQ1QLvbeUgmBM4x6F8PGHQHF"
     "VAFmOD2LdJF9FrXpbUAh0B5GIItb52sn896wVsMSHGuPE328HnRGBcrS7C41IzDWyWNlZkyyXwon8T332jisa+"
     "h6tEDYsVti"
     "cbSnyU8dKOIbgU6ux5VTjg3yt+"
     "WGzjlpKn6NPhRjpA912xMezR4kw6KWwMrCVKSVCZciVGCgavjIQ6X8tCOp3yZbGpy0VxpA"
     "e+77TszTfRd5RJSVO/"
     "HTnifJpXgCSUdUue1v6h0EIBYYI1BD1DlD+C0CR8e6OewpusjZ4uBl9FyJvnhvQl+q5rv1ixrcpCum"
     "EPo5MJSgM9ehVsNPfUM669WuMyVWQLCzpu9GhglF2PE=",
     "5d197aaffba7e9b25a30732f161a50dee96bd5fa",
     "<Content><![CDATA[abcdteT]]></Content>"},
};

TEST(Envelope, OpensPublishedOnes) {
    for (const auto& one : sealed) {
        SCOPED_TRACE(one.name);
        EXPECT_EQ(signature({one.token, one.timestamp, one.nonce, one.encrypted}), one.proof);
        const auto message = Envelope::make(one.key, one.id).value().open(one.encrypted);
        ASSERT_TRUE(message);
        EXPECT_NE(message->find(one.holds), message->npos) << *message;
    }
}

TEST(Envelope, SealsToPublishedBytes) {
    const auto documented =
        Envelope::make("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "wxba5fad812f8e6fb9");
    const auto encrypted =
        documented->seal("{\"demo_resp\":\"good luck\"}", random_of("707722b803182950"));
    EXPECT_EQ(
        encrypted,
        "ELGduP2YcVatjqIS+eZbp80MNLoAUWvzzyJxgGzxZO/5sAvd070Bs6qrLARC9nVHm48Y4hyRbtzve1L32tmxSQ=="
    );
    EXPECT_EQ(
        signature({"AAAAA", "1713424427", "415670741", encrypted}),
        "1b9339964ed2e271e7c7b6ff2b0ef902fc94dea1"
    );

    const auto chinese =
        Envelope::make("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG", "wxb11529c136998cb6");
    EXPECT_EQ(
        chinese->seal("我是中文abcd123", random_of("aaaabbbbccccdddd")),
        "jn1L23DB+6ELqJ+6bruv21Y6MD7KeIfP82D6gU39rmkgczbWwt5+3bnyg5K55bgVtVzd832WzZGMhkP72vVOfg=="
    );
}

// Every length of padding, 1 to 32.
TEST(Envelope, OpensWhatItSealed) {
    const auto envelope = Envelope::make(sealed[1].key, "wx0123456789abcdef").value();
    for (std::size_t length = 0; length < 70; ++length) {
        const std::string message(length, 'x');
        const auto opened = envelope.open(envelope.seal(message, random_of("0123456789abcdef")));
        ASSERT_TRUE(opened) << length;
        EXPECT_EQ(*opened, message);
    }
}

TEST(Envelope, RefusesEveryFaultWithOneError) {
    const auto ours = Envelope::make(sealed[0].key, sealed[0].id).value();
    const auto anothers = Envelope::make(sealed[0].key, "wx0000000000000000").value();
    const auto sealed_by_us = ours.seal("hello", random_of("0123456789abcdef"));
    struct Case {
        const char* name;
        std::string encrypted;
    };
    const Case cases[] = {
        {"empty", ""},
        {"no base64", "@@@@"},
        {"half a block", codec::base64("12345678")},
        {"noise", codec::base64(std::string(64, 'x'))},
        {"another account's", anothers.seal("hello", random_of("0123456789abcdef"))},
        {"cut", sealed_by_us.substr(0, 44)},
    };
    for (const auto& [name, encrypted] : cases) {
        SCOPED_TRACE(name);
        const auto opened = ours.open(encrypted);
        ASSERT_FALSE(opened);
        EXPECT_EQ(opened.error().fault, dialogs::Fault::denied);
        EXPECT_EQ(opened.error().detail, ours.open("").error().detail);
    }
    EXPECT_EQ(Envelope::make("short", "wx"), std::nullopt);
    EXPECT_EQ(Envelope::make(std::string(43, '!'), "wx"), std::nullopt);
}

// 16 random, 4 length, 26 message, 18 app id: 64 bytes, and 32 of padding in the last two blocks. A
// flipped bit in the first of these spoils padding alone.
TEST(Envelope, ChecksEveryByteOfPadding) {
    const auto ours = Envelope::make(sealed[0].key, sealed[0].id).value();
    const auto good = ours.seal("abcdefghijklmnopqrstuvwxyz", random_of("0123456789abcdef"));
    auto bytes = codec::from_base64(good).value();
    ASSERT_EQ(bytes.size(), 96u);
    bytes[70] = static_cast<char>(bytes[70] ^ 1);
    EXPECT_TRUE(ours.open(good));
    EXPECT_FALSE(ours.open(codec::base64(bytes)));
}

TEST(Envelope, NeverThrowsOnNoise) {
    const auto ours = Envelope::make(sealed[0].key, sealed[0].id).value();
    std::mt19937 random(11);
    for (int round = 0; round < 2000; ++round) {
        std::string bytes(16 * (1 + random() % 6), '\0');
        for (auto& byte : bytes)
            byte = static_cast<char>(random());
        ASSERT_FALSE(ours.open(codec::base64(bytes)));
    }
}

}  // namespace
}  // namespace gateway::channels::weixin
