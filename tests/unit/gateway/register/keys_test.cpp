#include "gateway/register/keys.h"

#include "tests/support/scratch.h"

#include <gtest/gtest.h>

#include <fstream>

namespace {

using dialogs::Fault;
using gateway::registers::Keys;
namespace fs = std::filesystem;

TEST(Keys, AreMadeOnceAndForTheOwnerOnly) {
    tests::ScratchFolder folder;
    const auto first = Keys::open(folder.path() / "keys");
    ASSERT_TRUE(first);
    const auto file = folder.path() / "keys" / "register.key";
    EXPECT_EQ(fs::file_size(file), 32u);
    EXPECT_EQ(fs::status(file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
    const auto second = Keys::open(folder.path() / "keys");
    ASSERT_TRUE(second);
    EXPECT_EQ(second->unseal(first->seal("王秀英")).value(), "王秀英");
    EXPECT_EQ(first->hash("a", "b"), second->hash("a", "b"));
}

TEST(Keys, RefuseAFileOthersMayReadOrOfAnotherLength) {
    tests::ScratchFolder folder;
    ASSERT_TRUE(Keys::open(folder.path()));
    const auto file = folder.path() / "register.key";
    fs::permissions(file, fs::perms::group_read, fs::perm_options::add);
    EXPECT_EQ(Keys::open(folder.path()).error().fault, Fault::malformed);
    fs::permissions(file, fs::perms::group_read, fs::perm_options::remove);
    std::ofstream(file, std::ios::app) << "x";
    EXPECT_EQ(Keys::open(folder.path()).error().fault, Fault::malformed);
}

TEST(Keys, SealDifferentlyEachTimeAndNoticeAChange) {
    const auto keys = Keys::from_master({7});
    const auto sealed = keys.seal("13812345678");
    EXPECT_NE(sealed, keys.seal("13812345678"));
    EXPECT_EQ(sealed.find("138"), std::string::npos);
    auto changed = sealed;
    changed[40] = changed[40] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(keys.unseal(changed));
    EXPECT_FALSE(keys.unseal("not base64 at all"));
    EXPECT_FALSE(Keys::from_master({8}).unseal(sealed));
    EXPECT_EQ(keys.seal(""), "");
}

TEST(Keys, HashByPurpose) {
    const auto keys = Keys::from_master({7});
    EXPECT_NE(keys.hash("a", "bc"), keys.hash("ab", "c"));
    EXPECT_NE(keys.hash("a", "b"), Keys::from_master({8}).hash("a", "b"));
    EXPECT_EQ(keys.hash("a", "b").size(), 64u);
}

}  // namespace
