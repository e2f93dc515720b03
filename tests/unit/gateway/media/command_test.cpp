#include "gateway/media/command.h"

#include "tests/support/scratch.h"

#include <cstdlib>
#include <fstream>
#include <thread>

namespace gateway::media {
namespace {

using namespace std::chrono_literals;
using dialogs::Fault;

// Longer than any test may take: who is not cut is noticed.
constexpr const char* for_ever = "100000";

struct CommandTest : testing::Test {
    tests::ScratchFolder folder;
    std::filesystem::path file = folder.path() / "voice";
    std::atomic<bool> stop = false;

    CommandTest() { std::ofstream(file) << "低保\n$(touch injected); `id`"; }

    dialogs::Result<std::string> say(
        std::vector<std::string> words, std::chrono::milliseconds within = 60s
    ) {
        return run({std::move(words), within, 4096}, file, stop);
    }
};

TEST_F(CommandTest, ReadsTheFileAndItsWordsComeBack) {
    EXPECT_EQ(say({"cat"}).value(), "低保\n$(touch injected); `id`");
    EXPECT_EQ(say({"/bin/echo", "$HOME; a b"}).value(), "$HOME; a b\n");
    EXPECT_EQ(say({"true"}).value(), "");
}

TEST_F(CommandTest, InheritsNothingOfOurs) {
    ::setenv("YIMEN_TEST_SECRET", "s3cret", 1);
    const auto told = say({"env"}).value();
    EXPECT_EQ(told.find("s3cret"), std::string::npos);
    EXPECT_NE(told.find("PATH="), std::string::npos);
    const std::ifstream open(file);
    const auto files = say({"ls", "/proc/self/fd"}).value();
    EXPECT_EQ(files, "0\n1\n2\n3\n");  // the fourth is of ls, which reads the folder
}

TEST_F(CommandTest, IsCutWhenItTakesTooLongWritesTooMuchOrIsStopped) {
    EXPECT_EQ(say({"sleep", for_ever}, 50ms).error().fault, Fault::unavailable);
    EXPECT_EQ(say({"yes"}).error().fault, Fault::too_large);
    // Its child holds the output open.
    EXPECT_EQ(say({"sh", "-c", "sleep 100000 & exit 0"}, 50ms).error().fault, Fault::unavailable);
    // It has closed its output and goes on.
    EXPECT_EQ(
        say({"sh", "-c", "exec >&-; exec sleep 100000"}, 50ms).error().fault, Fault::unavailable
    );
    std::thread stopping([this] { stop = true; });
    EXPECT_EQ(say({"sleep", for_ever}).error().fault, Fault::busy);
    stopping.join();
}

TEST_F(CommandTest, HasNoWordsWhenItFails) {
    EXPECT_EQ(say({"false"}).error().fault, Fault::unavailable);
    EXPECT_EQ(say({"sh", "-c", "echo half; kill -9 $$"}).error().fault, Fault::unavailable);
    EXPECT_EQ(say({"/nowhere/at/all"}).error().fault, Fault::unavailable);
}

}  // namespace
}  // namespace gateway::media
