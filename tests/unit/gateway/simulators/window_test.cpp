#include "gateway/simulators/window.h"

#include <gtest/gtest.h>

namespace gateway::simulators {
namespace {

using namespace std::chrono_literals;
using Leave = Window::Leave;
const dialogs::Time noon{std::chrono::seconds(1'795'305'600)};

TEST(Window, TakesFiveMessagesIn48Hours) {
    Window window;
    EXPECT_EQ(window.take("o1", noon), Leave::closed);
    window.heard("o1", noon);
    for (int i = 0; i < Window::messages; ++i)
        EXPECT_EQ(window.take("o1", noon + 48h), Leave::granted);
    EXPECT_EQ(window.take("o1", noon + 48h), Leave::used_up);
    window.heard("o1", noon);
    EXPECT_EQ(window.take("o1", noon), Leave::used_up) << "the same message came again";
    window.heard("o1", noon + 1h);
    EXPECT_EQ(window.take("o1", noon + 49h), Leave::granted);
    EXPECT_EQ(window.take("o1", noon + 50h), Leave::closed);
}

}  // namespace
}  // namespace gateway::simulators
