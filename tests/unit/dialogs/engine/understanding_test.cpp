#include "dialogs/engine/understanding.h"

#include "dialogs/engine/change.h"

#include <gtest/gtest.h>

// Words by themselves, without a conversation.

namespace dialogs::engine {
namespace {

TEST(Understanding, FindsNoPlaceWithoutAList) {
    const text::Dialect dialect;
    language::SlotDefinition slot;
    slot.name = "village";
    slot.type.base = language::BaseType::gazetteer;
    const auto understood = understand(slot, text::normalise("李家庄"), {{}, dialect});
    EXPECT_EQ(understood.meaning, Meaning::nothing);
}

TEST(Understanding, FindsAWordWithASpaceInIt) {
    EXPECT_TRUE(is_one_of(text::normalise("wang li"), {"wang li"}));
    EXPECT_FALSE(is_one_of(text::normalise("wang"), {"wang li"}));
}

TEST(Change, BeginsNotWithWhatItShouldBecome) {
    const auto change = read_change("修改改成4");
    ASSERT_TRUE(change);
    EXPECT_EQ(change->target, "改成4");
    EXPECT_EQ(change->value, "");
}

}  // namespace
}  // namespace dialogs::engine
