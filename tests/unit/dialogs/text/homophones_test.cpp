#include "dialogs/text/homophones.h"

#include <gtest/gtest.h>

namespace dialogs::text {
namespace {

using Found = std::vector<std::string_view>;

TEST(Homophones, HearWordsOfTheService) {
    const Homophones words(
        {"低保", "临时救助", "留守儿童", "退出", "菜单", "特困", "高龄津贴", "孤儿"}
    );
    struct Form {
        std::string_view said;
        Found found;
    };
    const Form forms[] = {
        {"低保", {"低保"}},
        {"地保", {"低保"}},
        {"底保", {"低保"}},
        {"地宝吧", {"低保"}},
        {"零时救助", {"临时救助"}},
        {"临时救住", {"临时救助"}},
        {"临时救", {"临时救助"}},
        {"流守儿童", {"留守儿童"}},
        {"留守儿同", {"留守儿童"}},
        {"推出", {"退出"}},
        {"彩单", {"菜单"}},
        {"特昆", {"特困"}},
        {"高领津贴", {"高龄津贴"}},
        {"caidan", {}},
        {"低", {}},
        {"出", {}},
        {"我要退出低保", {}},
        {"不知道", {}},
        {"", {}},
    };
    for (const auto& [said, found] : forms) {
        SCOPED_TRACE(said);
        EXPECT_EQ(words.find(said), found);
    }
}

TEST(Homophones, GiveAllThatSoundTheSame) {
    const Homophones words({"救助", "就住", "年龄"});
    EXPECT_EQ(words.find("旧住"), (Found{"救助", "就住"}));
    EXPECT_EQ(words.find("救助"), (Found{"救助"}));
}

TEST(Homophones, ANearMissSoundsLikeNothing) {
    const Homophones words({"上一步", "临时救助"});
    EXPECT_TRUE(words.sounding_like("下一步").empty());
    EXPECT_TRUE(words.sounding_like("临时救").empty());
    EXPECT_EQ(words.sounding_like("零时救住"), (Found{"临时救助"}));
    EXPECT_EQ(words.sounding_like("上一步"), (Found{"上一步"}));
    EXPECT_TRUE(Homophones().sounding_like("上一步").empty());
}

TEST(Homophones, LeaveOutWordsOfOneSyllable) {
    EXPECT_TRUE(Homophones({"是", "1"}).find("事").empty());
}

}  // namespace
}  // namespace dialogs::text
