#include "gateway/turns/town_office.h"

#include <gtest/gtest.h>

namespace {

using gateway::config::Area;
using gateway::config::Calendar;
using gateway::config::Office;
using gateway::config::Organisation;
using gateway::turns::town_office;

Organisation county() {
    const auto hours = gateway::config::usual_hours();
    return Organisation(
        "LN",
        {Area{"130224", "滦南县", {"滦南"}, "", {}},
         Area{"130224001", "友谊路街道", {"友谊路"}, "130224", {}},
         Area{"130224100", "倴城镇", {"倴城", "奔城", "bencheng"}, "130224", {}},
         Area{"130224104", "坨里镇", {"坨里"}, "130224", {}},
         Area{"130224111", "柏各庄镇", {"柏各庄"}, "130224", {}},
         Area{"130224100901", "示例一村", {"示例一"}, "130224100", {}}},
        {Office{"130224", "滦南县民政局", "0000-1", hours, "县城一号"},
         Office{"130224100", "倴城镇民政服务中心", "0000-2", hours, "示例街二号"},
         Office{"130224104", "坨里镇民政服务中心", "0000-3", hours, ""},
         Office{"130224111", "柏各庄镇民政服务中心", "", hours, ""}},
        Calendar({})
    );
}

std::string told(std::string_view message) {
    const auto passage = town_office(county(), message);
    return passage ? passage->sms : "";
}

TEST(TownOffice, AnswersATownsNameWithWhatTheCountyFilledIn) {
    const std::string all = "倴城镇民政服务中心：示例街二号，电话0000-2。";
    for (const char* message :
         {"倴城镇",
          "倴城",
          "奔城镇。",
          "BENCHENG",
          "倴城镇民政电话",
          "倴城镇民政所在哪？",
          "请问倴城镇民政服务中心的电话是多少",
          "我住倴城镇",
          "示例一村",
          "倴城 电话"})
        EXPECT_EQ(told(message), all) << message;
}

TEST(TownOffice, SaysHonestlyWhatIsNotFilledIn) {
    EXPECT_EQ(
        told("柏各庄"), "柏各庄镇民政服务中心的地址和电话还没有登记，请打12345问，或回0找人。"
    );
    EXPECT_EQ(told("白各庄镇"), told("柏各庄")) << "by sound";
    EXPECT_EQ(
        told("坨里"), "坨里镇民政服务中心：电话0000-3。地址还没有登记，请打这个电话问，或回0找人。"
    );
    // No office of its own: the county's telephone is not the street's.
    EXPECT_EQ(
        told("友谊路街道"), "友谊路街道民政服务中心的地址和电话还没有登记，请打12345问，或回0找人。"
    );
}

TEST(TownOffice, LeavesEverythingElseToTheArticles) {
    for (const char* message :
         {"",
          "滦南",
          "民政局电话",
          "地址",
          "脱离",
          "我住倴城镇低保咋办",
          "倴城镇有人打人",
          "倴城镇的敬老院电话",
          "电话",
          "柏"})
        EXPECT_FALSE(town_office(county(), message)) << message;
}

TEST(TownOffice, IsToldByTheWay) {
    auto library = knowledge::Library::load("knowledge/articles");
    ASSERT_TRUE(library) << library.error().detail;
    const gateway::turns::Bundle bundle{{}, std::move(*library), county()};
    const auto first = gateway::turns::look_up(bundle, {"倴城镇", "", "", {}});
    ASSERT_EQ(first.outcome, dialogs::Outcome::answer);
    EXPECT_EQ(first.passages.front().topic, "office.130224100");
    const auto later = gateway::turns::look_up(bundle, {"倴城镇", "", "dibao.materials", {}});
    ASSERT_EQ(later.outcome, dialogs::Outcome::answer);
    const auto& told = later.passages.front();
    EXPECT_EQ(told.topic, "dibao.materials") << "要带啥 is still about it";
    EXPECT_EQ(told.sms, first.passages.front().sms);
    EXPECT_EQ(told.source, "") << "no law says where the office is";
    EXPECT_EQ(
        gateway::turns::look_up(bundle, {"离婚要带啥", "", "", {}}).passages.front().topic,
        "marriage.divorce"
    );
}

TEST(TownOffice, ListsTheTownsWhoseOfficeIsNotFilledIn) {
    EXPECT_EQ(
        gateway::turns::unfilled_offices(county()),
        (std::vector<std::string>{
            "友谊路街道: phone, address of its office is not filled in",
            "坨里镇: address of its office is not filled in",
            "柏各庄镇: phone, address of its office is not filled in"})
    );
}

}  // namespace
