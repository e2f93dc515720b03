#include "gateway/channels/codec/digest.h"

#include <gtest/gtest.h>

namespace gateway::channels::codec {
namespace {

TEST(Digest, AgreesWithPublishedValues) {
    EXPECT_EQ(hex(sha1("abc")), "a9993e364706816aba3e25717850c26c9cd0d89d");
    EXPECT_EQ(
        hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
}

// The example of GitHub's webhook documentation.
TEST(Digest, SignsLikeEverybody) {
    EXPECT_EQ(
        hex(hmac_sha256("It's a Secret to Everybody", "Hello, World!")),
        "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
    );
}

}  // namespace
}  // namespace gateway::channels::codec
