#include "knowledge/follow_up.h"

#include <gtest/gtest.h>

namespace {

struct Case {
    std::string_view text, facet;
};

TEST(FollowUp, ReadsAFacetAskedForWithNothingElse) {
    constexpr Case cases[] = {
        {"要带啥", "materials"},
        {"那要什么材料呢？", "materials"},
        {"需要准备哪些证件", "materials"},
        {"那多少钱啊", "amount"},
        {"一个月给多少", "amount"},
        {"得多长时间", "time_limit"},
        {"几天能批", "time_limit"},
        {"去哪办", "where"},
        {"那我去哪儿交材料", "where"},
        {"咋办", "process"},
        {"怎么申请", "process"},
        {"啥条件", "conditions"},
        {"要是不批咋办", "appeal"},
        {"不批咋办", "appeal"},
        {"要帶什麼材料", "materials"},
        {"依据", "basis"},
        {"这是根据什么规定的呀？", "basis"},
        {"哪条规定", "basis"},
        {"在哪个文件里写的", "basis"},
        {"政策文件", "basis"},
        {"有红头文件吗", "basis"},
        {"文號呢", "basis"},
        {"那你们凭啥这么说", "basis"},
        {"什么时候的文件", "basis"},
        {"yiju", "basis"},
        {"要带什么文件", "materials"},
        {"都得拿啥东西", "materials"},
        {"拿啥证件", "materials"},
        {"要什么证明", "materials"},
        {"得等多长时间", "time_limit"},
        {"几天之内", "time_limit"},
        {"上哪登记", "where"},
        {"在哪补", "where"},
        {"在什么地方", "where"},
        {"去哪个窗口", "where"},
        {"要花钱吗", "fee"},
        {"要钱不", "fee"},
        {"收费不", "fee"},
        {"得花多少钱", "fee"},
        {"不给批咋办", "appeal"},
    };
    for (const auto& [text, facet] : cases) {
        SCOPED_TRACE(text);
        EXPECT_EQ(knowledge::asked_facet(text), facet);
    }
}

TEST(FollowUp, LeavesQuestionsOfTheirOwnAlone) {
    constexpr std::string_view questions[] = {
        "低保要带啥",
        "凭啥他家有低保",
        "低保是哪条规定",
        "文件丢了",
        "有什么政策",
        "离婚多少钱",
        "养老院去哪",
        "我妈不能走动了咋办",
        "钱没到咋办",
        "不登记咋办",
        "什么时候发钱",
        "等钱用咋办",
        "本人去不了咋办",
        "你好",
        "",
        "？",
        "1",
    };
    for (const auto question : questions) {
        SCOPED_TRACE(question);
        EXPECT_EQ(knowledge::asked_facet(question), "");
    }
}

TEST(FollowUp, HearsTheOneFacetThatAQuestionNamesBesideItsMatter) {
    constexpr Case cases[] = {
        {"高龄津贴多少天能批下来", "time_limit"},
        {"残疾人补贴多长时间办下来", "time_limit"},
        {"孤儿补贴去哪办", "where"},
        {"社保卡丢了上哪补", "where"},
        {"收养孩子在哪儿登记", "where"},
        {"养老院要带啥材料", "materials"},
        {"高龄津贴一个月给多少", "amount"},
        {"高龄津贴怎么申请", "process"},
        {"办结婚证收费吗", "fee"},
    };
    for (const auto& [text, facet] : cases) {
        SCOPED_TRACE(text);
        EXPECT_EQ(knowledge::named_facet(text), facet);
    }
}

TEST(FollowUp, HearsNoFacetInWordsThatAlsoMeanOtherThings) {
    constexpr std::string_view questions[] = {
        "高龄津贴",
        "孤儿补贴要啥材料，去哪办",
        "低保钱去哪了",
        "收入多少钱能吃低保",
        "存款多少不能办低保",
        "多少岁能领高龄津贴",
        "低保多久复核一次",
        "材料交了三个月没信",
        "我妈不能走动了咋办",
        "我爸走了多久能领丧葬费",
        "把钱给人了找谁",
        "批下来以前那几个月补不补",
        "有人拿着红头文件说先交押金",
        "窗口办的跟流程图不是一回事",
        "我老伴走了两年，一个人住四间房，白天没人说话，晚上害怕，手里有退休金两千八，想上敬老院住，"
        "有儿有女的让不让住，不知道一个月多少钱合适",
        "",
    };
    for (const auto question : questions) {
        SCOPED_TRACE(question);
        EXPECT_EQ(knowledge::named_facet(question), "");
    }
}

}  // namespace
