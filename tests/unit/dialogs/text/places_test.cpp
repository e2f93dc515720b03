#include "dialogs/text/places.h"

#include "dialogs/text/pinyin.h"

#include <gtest/gtest.h>

namespace dialogs::text {
namespace {

TEST(Pinyin, ReadsTonelessSyllables) {
    EXPECT_EQ(pinyin("倴城"), "bencheng");
    EXPECT_EQ(pinyin("我在倴城镇"), "wozaibenchengzhen");
    EXPECT_EQ(pinyin("奔城"), "bencheng");
    EXPECT_EQ(pinyin("长凝"), "changning");
    EXPECT_EQ(pinyin("低保2023"), "dibao2023");
    EXPECT_EQ(pinyin("CaiDan"), "caidan");
    EXPECT_EQ(pinyin("低保，多少"), "dibaoduoshao");
    EXPECT_EQ(pinyin(""), "");
    EXPECT_EQ(syllables("倴城"), (std::vector<std::string>{"ben", "cheng"}));
}

TEST(Pinyin, HearsDomainWordsThroughTypingErrors) {
    EXPECT_TRUE(sounds_like("地保", "低保"));
    EXPECT_TRUE(sounds_like("零时救助", "临时救助"));
    EXPECT_TRUE(sounds_like("流守", "留守"));
    EXPECT_TRUE(sounds_like("推出", "退出"));
    EXPECT_TRUE(sounds_like("caidan", "菜单"));
    EXPECT_TRUE(sounds_like("rengong", "人工"));
    EXPECT_FALSE(sounds_like("低保", "五保"));
    EXPECT_FALSE(sounds_like("返回", "退出"));
    EXPECT_FALSE(sounds_like("兴安", "西南"));
    EXPECT_FALSE(sounds_like("", ""));
}

const Gazetteer& county() {
    static const Gazetteer gazetteer({
        {"130224001", "友谊路街道", {}, "130224"},
        {"130224100", "倴城镇", {"奔城", "滦南县城"}, "130224"},
        {"130224102", "长凝镇", {}, "130224"},
        {"130224103", "胡各庄镇", {}, "130224"},
        {"130224110", "青坨营镇", {}, "130224"},
        {"130224111", "柏各庄镇", {}, "130224"},
        {"130224116", "东黄坨镇", {}, "130224"},
        {"130224100901", "示例一村", {}, "130224100"},
        {"130224110901", "示例一村", {}, "130224110"},
        {"130224110902", "示例李家庄村", {}, "130224110"},
        {"130224110903", "东示例李家庄村", {}, "130224110"},
    });
    return gazetteer;
}

std::vector<std::string> codes(std::string_view text) {
    std::vector<std::string> found;
    for (const auto* place : county().find(text))
        found.push_back(place->code);
    return found;
}

TEST(Gazetteer, FindsPlacesByNameAliasAndSound) {
    struct Form {
        std::string_view said;
        std::vector<std::string> found;
    };
    const Form forms[] = {
        {"倴城镇", {"130224100"}},
        {"倴城", {"130224100"}},
        {"奔城", {"130224100"}},
        {"笨城", {"130224100"}},
        {"bencheng", {"130224100"}},
        {"BenCheng 镇", {"130224100"}},
        {"奔城镇", {"130224100"}},
        {"我是倴城的", {"130224100"}},
        {"我家在笨城那边", {"130224100"}},
        {"友谊路", {"130224001"}},
        {"有一路", {"130224001"}},
        {"青坨營鎮", {"130224110"}},
        {"青坨营", {"130224110"}},
        {"常宁镇", {"130224102"}},
        {"示例一村", {"130224100901", "130224110901"}},
        {"青坨营镇示例一村", {"130224110901"}},
        {"青坨营的示例李家庄", {"130224110902"}},
        {"东示例李家庄", {"130224110903"}},
        {"滦南县城", {"130224100"}},
        {"倴城，不对，青坨营", {"130224110"}},
        {"不是倴城镇，是青坨营镇", {"130224110"}},
        {"倴城和青坨营", {"130224110", "130224100"}},
        {"低保多少钱", {}},
        {"城", {}},
        {"", {}},
        {"？", {}},
    };
    for (const auto& [said, found] : forms) {
        SCOPED_TRACE(said);
        EXPECT_EQ(codes(said), found);
    }
}

TEST(Gazetteer, GivesAtMostFive) {
    std::vector<Place> villages;
    for (int i = 0; i < 9; ++i)
        villages.push_back({"13022410090" + std::to_string(i), "示例村", {}, ""});
    EXPECT_EQ(Gazetteer(villages).find("示例村").size(), 5);
    EXPECT_EQ(Gazetteer::max_candidates, 5);
}

TEST(Gazetteer, ListensToNoSoundWhenItShallNot) {
    const Gazetteer as_written({{"130224100", "倴城镇", {"奔城"}, ""}}, Fuzzy::none);
    EXPECT_EQ(as_written.find("我是倴城的").size(), 1);
    EXPECT_EQ(as_written.find("奔城").size(), 1);
    EXPECT_TRUE(as_written.find("笨城").empty());
    EXPECT_TRUE(as_written.find("我家在bencheng那边").empty());
}

TEST(Gazetteer, KnowsPlacesByCode) {
    ASSERT_NE(county().by_code("130224111"), nullptr);
    EXPECT_EQ(county().by_code("130224111")->name, "柏各庄镇");
    EXPECT_EQ(county().by_code("999"), nullptr);
}

}  // namespace
}  // namespace dialogs::text
