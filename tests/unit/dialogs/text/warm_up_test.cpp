#include "dialogs/text/warm_up.h"

#include "dialogs/text/normalise.h"

#include <gtest/gtest.h>

namespace dialogs::text {
namespace {

TEST(WarmUp, ChangesNothingThatIsRead) {
    const auto before = normalise("倴城鎮低保");
    warm_up();
    warm_up();
    const auto after = normalise("倴城鎮低保");
    EXPECT_EQ(after.text, before.text);
    EXPECT_EQ(after.compact, before.compact);
}

}  // namespace
}  // namespace dialogs::text
