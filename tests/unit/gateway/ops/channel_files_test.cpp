#include "gateway/ops/channel_files.h"

#include <gtest/gtest.h>

#include <fstream>

namespace gateway::ops {
namespace {

namespace fs = std::filesystem;

class ChannelFiles : public testing::Test {
protected:
    void TearDown() override { fs::remove_all(top_); }

    fs::path top_ = fs::path(testing::TempDir()) / "yimen-channel-files";
    fs::path folder_ = top_ / "channels";
};

TEST_F(ChannelFiles, KeepLinesInTheirOrderAChannelEach) {
    EXPECT_EQ(kept_lines(folder_, "sms"), "");
    ASSERT_TRUE(append_lines(folder_, "sms", "a\nb\n"));
    ASSERT_TRUE(append_lines(folder_, "sms2", "x\n"));
    ASSERT_TRUE(append_lines(folder_, "sms", "c\n"));
    EXPECT_EQ(kept_lines(folder_, "sms"), "a\nb\nc\n");
    EXPECT_EQ(fs::status(folder_).permissions(), fs::perms::owner_all);
}

TEST_F(ChannelFiles, ThrowAwayTheOldestWhenTheyAreFull) {
    const std::string half(channel_file_max / 2 + 1, '.');
    for (int at = 0; at < 8; ++at)
        ASSERT_TRUE(append_lines(folder_, "sms", std::to_string(at) + half + "\n"));
    const auto kept = kept_lines(folder_, "sms");
    EXPECT_EQ(kept.size(), (channel_files_older + 1) * (half.size() + 2));
    EXPECT_EQ(kept.front(), '3');
    EXPECT_EQ(fs::file_size(folder_ / "sms.4.log"), half.size() + 2);
}

TEST_F(ChannelFiles, SayWhatIsWrong) {
    fs::create_directories(top_);
    std::ofstream(folder_) << "a file where the folder should be";
    const auto done = append_lines(folder_, "sms", "a\n");
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().fault, dialogs::Fault::unavailable);
    EXPECT_NE(done.error().detail.find("channels"), std::string::npos);
}

}  // namespace
}  // namespace gateway::ops
