#include "gateway/media/vault.h"

#include "tests/support/scratch.h"

#include <gtest/gtest.h>

#include <fstream>

namespace gateway::media {
namespace {

namespace fs = std::filesystem;

TEST(Vault, KeepsAFileOnceAndForNobodyElse) {
    const tests::ScratchFolder scratch;
    const auto folder = scratch.path() / "media";
    auto vault = Vault::open(folder, 1000);
    ASSERT_TRUE(vault);
    const auto digest = vault->keep("a picture");
    ASSERT_TRUE(digest);
    EXPECT_EQ(vault->keep("a picture").value(), *digest);
    EXPECT_EQ(vault->used(), 9U);
    const auto file = folder / digest->substr(0, 2) / *digest;
    EXPECT_EQ(fs::status(file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
    EXPECT_EQ(fs::status(folder).permissions(), fs::perms::owner_all);
    EXPECT_EQ(read_file(folder, *digest).value(), "a picture");
    EXPECT_EQ(read_file(folder, "../../etc/passwd").error().fault, dialogs::Fault::not_found);
    EXPECT_EQ(read_file(folder, std::string(64, '0')).error().fault, dialogs::Fault::not_found);
}

TEST(Vault, TakesNoMoreThanItsShareOfTheDisk) {
    const tests::ScratchFolder scratch;
    const auto folder = scratch.path() / "media";
    {
        auto vault = Vault::open(folder, 10);
        ASSERT_TRUE(vault);
        ASSERT_TRUE(vault->keep("eightbyt"));
        EXPECT_EQ(vault->keep("more").error().fault, dialogs::Fault::too_large);
    }
    // What a crash left half written goes, what is kept is counted again.
    std::ofstream(folder / "half.part") << "half";
    auto again = Vault::open(folder, 10);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->used(), 8U);
    EXPECT_FALSE(fs::exists(folder / "half.part"));
    EXPECT_FALSE(again->keep("more"));
    EXPECT_TRUE(again->keep("ok"));
}

TEST(Vault, SweepsWhatNobodyHasAndWasNotJustWritten) {
    const tests::ScratchFolder scratch;
    const auto folder = scratch.path() / "media";
    auto vault = Vault::open(folder, 1000);
    ASSERT_TRUE(vault);
    const auto kept = vault->keep("kept").value();
    const auto old = vault->keep("old").value();
    const auto fresh = vault->keep("fresh").value();
    const auto again = vault->keep("again").value();
    const auto now = fs::file_time_type::clock::now();
    for (const auto& digest : {kept, old, again})
        fs::last_write_time(file_of(folder, digest), now - std::chrono::hours(2));
    ASSERT_TRUE(vault->keep("again"));
    EXPECT_EQ(vault->sweep({kept}, now - std::chrono::hours(1)).value(), 1U);
    EXPECT_FALSE(fs::exists(file_of(folder, old)));
    for (const auto& digest : {kept, fresh, again})
        EXPECT_TRUE(fs::exists(file_of(folder, digest)));
    EXPECT_EQ(vault->used(), 14U);
}

}  // namespace
}  // namespace gateway::media
