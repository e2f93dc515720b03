#include "dialogs/engine/consent.h"

#include "dialogs/language/script.h"

#include <gtest/gtest.h>

namespace dialogs {
namespace {

TEST(Wish, IsTheWholeMessageOrNone) {
    struct Case {
        const char* text;
        Wish wish;
    };
    constexpr Case cases[] = {
        {"退订", Wish::stop},
        {" TD ", Wish::stop},
        {"ｔｄ", Wish::stop},
        {"T", Wish::stop},
        {"退订。", Wish::stop},
        {"全部退订", Wish::stop_all},
        {"都别发了！", Wish::stop_all},
        {"请退订", Wish::stop},
        {"我想退订，谢谢", Wish::stop},
        {"回复TD", Wish::stop},
        {"发送“退订”两个字", Wish::stop},
        {"T退订", Wish::stop},
        {"请全部退订", Wish::stop_all},
        {"回复恢复", Wish::start},
        {"恢复", Wish::start},
        {"START", Wish::start},
        {"怎么退订养老助餐", Wish::none},
        {"我没想退订", Wish::none},
        {"退订了还能查进度吗", Wish::none},
        {"1", Wish::none},
        {"", Wish::none},
        {"人工", Wish::none},
    };
    for (const auto& [text, wish] : cases)
        EXPECT_EQ(wish_in(text), wish) << text;
}

TEST(Consent, IsTakenBackStepByStepAndGivenAtOnce) {
    constexpr Consent all{true, true};
    constexpr Consent answers{false, true};
    constexpr Consent nothing{false, false};
    struct Case {
        Consent before;
        const char* text;
        Consent after;
    };
    constexpr Case cases[] = {
        {all, "退订", answers},
        {answers, "退订", nothing},
        {nothing, "退订", nothing},
        {all, "全部退订", nothing},
        {answers, "恢复", all},
        {nothing, "恢复", all},
        {all, "恢复", all},
    };
    const Script script;
    for (const auto& [before, text, after] : cases) {
        const auto settled = settle_consent(script, {}, before, text);
        ASSERT_TRUE(settled);
        EXPECT_EQ(settled->consent, after) << text;
        // Also a script without words of its own says how to come back.
        EXPECT_NE(settled->say.text.find(after.notices ? "退订" : "恢复"), std::string::npos);
    }
    EXPECT_FALSE(settle_consent(script, {}, all, "低保"));
}

}  // namespace
}  // namespace dialogs
