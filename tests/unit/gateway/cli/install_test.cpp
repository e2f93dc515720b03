#include "gateway/cli/install.h"

#include "tests/support/scratch.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace {

namespace fs = std::filesystem;
using gateway::cli::install;

void write(const fs::path& file, const std::string& text) {
    fs::create_directories(file.parent_path());
    std::ofstream(file) << text;
}

std::string read(const fs::path& file) {
    std::ifstream stream(file);
    return {std::istreambuf_iterator<char>(stream), {}};
}

TEST(Install, PutsAWholeFolderInThePlaceOfAnother) {
    const tests::ScratchFolder scratch;
    const auto from = scratch.path() / "new";
    const auto to = scratch.path() / "scripts";
    write(from / "bot.yaml", "new");
    write(from / "flows/main.yaml", "new flow");
    write(to / "bot.yaml", "old");
    write(to / "flows/gone.yaml", "old flow");
    ASSERT_TRUE(install(from, to).has_value());
    EXPECT_EQ(read(to / "bot.yaml"), "new");
    EXPECT_EQ(read(to / "flows/main.yaml"), "new flow");
    EXPECT_FALSE(fs::exists(to / "flows/gone.yaml"));
    EXPECT_EQ(read(scratch.path() / "scripts.previous/flows/gone.yaml"), "old flow");
    EXPECT_FALSE(fs::exists(scratch.path() / "scripts.next"));

    write(from / "bot.yaml", "newer");
    ASSERT_TRUE(install(from, to).has_value());
    EXPECT_EQ(read(to / "bot.yaml"), "newer");
    EXPECT_EQ(read(scratch.path() / "scripts.previous/bot.yaml"), "new");
}

TEST(Install, MakesTheFolderWhenThereIsNone) {
    const tests::ScratchFolder scratch;
    write(scratch.path() / "new/bot.yaml", "new");
    ASSERT_TRUE(install(scratch.path() / "new", scratch.path() / "scripts").has_value());
    EXPECT_EQ(read(scratch.path() / "scripts/bot.yaml"), "new");
}

TEST(Install, OnlyMarksAFolderThatIsThereAlready) {
    const tests::ScratchFolder scratch;
    const auto file = scratch.path() / "scripts/bot.yaml";
    write(file, "same");
    const auto before = fs::file_time_type::clock::now() - std::chrono::hours(1);
    fs::last_write_time(file, before);
    ASSERT_TRUE(install(scratch.path() / "scripts", scratch.path() / "scripts").has_value());
    EXPECT_GT(fs::last_write_time(file), before);
    EXPECT_EQ(read(file), "same");
}

TEST(Install, LeavesTheOldFolderWhenThereIsNothingToCopy) {
    const tests::ScratchFolder scratch;
    write(scratch.path() / "scripts/bot.yaml", "old");
    EXPECT_FALSE(install(scratch.path() / "none", scratch.path() / "scripts").has_value());
    EXPECT_EQ(read(scratch.path() / "scripts/bot.yaml"), "old");
}

}  // namespace
