#include "gateway/ops/secret.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

namespace gateway::ops {
namespace {

using dialogs::Fault;

static_assert(!fmt::is_formattable<Secret>::value);
static_assert(!fmt::is_formattable<Pii>::value);

TEST(Secret, EqualsOnlyItself) {
    const Secret secret("s3cret");
    EXPECT_TRUE(secret.equals("s3cret"));
    for (const char* other : {"", "s3cre", "s3cret ", "S3cret", "s3cres"})
        EXPECT_FALSE(secret.equals(other));
    EXPECT_FALSE(Secret().equals(""));
}

TEST(Secret, ComesFromAFileWithoutItsLineEnd) {
    const auto path =
        std::filesystem::temp_directory_path() / ("yimen_secret_" + std::to_string(::getpid()));
    std::ofstream(path) << "a b\r\n\n";
    EXPECT_EQ(secret_from_file(path)->reveal(), "a b");
    std::ofstream(path) << "\n";
    EXPECT_EQ(secret_from_file(path).error().fault, Fault::malformed);
    std::ofstream(path) << std::string(64 * 1024 + 1, 'x');
    EXPECT_EQ(secret_from_file(path).error().fault, Fault::too_large);
    std::filesystem::remove(path);
    EXPECT_EQ(secret_from_file(path).error().fault, Fault::not_found);
    EXPECT_EQ(
        secret_from_file(std::filesystem::temp_directory_path()).error().fault, Fault::not_found
    );
}

TEST(Secret, ComesFromTheEnvironment) {
    ::setenv("YIMEN_TEST_SECRET", "x", 1);
    EXPECT_EQ(secret_from_environment("YIMEN_TEST_SECRET")->reveal(), "x");
    ::unsetenv("YIMEN_TEST_SECRET");
    EXPECT_EQ(secret_from_environment("YIMEN_TEST_SECRET").error().fault, Fault::not_found);
}

TEST(RandomToken, IsLongAndNeverTheSame) {
    std::set<std::string> seen;
    for (int i = 0; i < 1000; ++i)
        seen.insert(random_token());
    EXPECT_EQ(seen.size(), 1000U);
    for (const std::string& token : seen) {
        EXPECT_EQ(token.size(), 22U);
        EXPECT_EQ(
            token.find_first_not_of(
                "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
            ),
            std::string::npos
        );
    }
    EXPECT_EQ(random_token(32).size(), 43U);
}

}  // namespace
}  // namespace gateway::ops
