#include "knowledge/sentences.h"

#include <gtest/gtest.h>

namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

TEST(Sentences, CutsWhereASecondQuestionBegins) {
    EXPECT_EQ(
        knowledge::two_questions("低保要带啥？残疾证去哪办"),
        (Pairs{{"低保要带啥", "残疾证去哪办"}})
    );
    EXPECT_EQ(
        knowledge::two_questions("离婚带什么还有身份证丢了找谁"),
        (Pairs{{"离婚带什么", "身份证丢了找谁"}})
    );
}

TEST(Sentences, CutsAtACommaWhereBothSidesAsk) {
    EXPECT_EQ(
        knowledge::two_clauses("离婚要带啥，离完户口咋迁走"),
        (Pairs{{"离婚要带啥", "离完户口咋迁走"}})
    );
    EXPECT_EQ(
        knowledge::two_clauses("五保啥条件 敬老院咋进"), (Pairs{{"五保啥条件", "敬老院咋进"}})
    );
    EXPECT_EQ(
        knowledge::two_clauses("身份证丢了 结婚证也丢了 都上哪补"),
        (Pairs{{"身份证丢了", "结婚证也丢了 都上哪补"}})
    );
    EXPECT_EQ(knowledge::two_clauses("我爸去世了，低保咋停"), Pairs{});
    EXPECT_EQ(knowledge::two_clauses("低保咋办，老人咋办，孩子咋办，地咋办"), Pairs{}) << "a story";
}

TEST(Sentences, LeavesGreetingsAndStoriesWhole) {
    EXPECT_EQ(knowledge::two_questions("在吗？低保要带啥"), Pairs{});
    EXPECT_EQ(knowledge::two_questions("低保要带啥？"), Pairs{});
    std::string story = "我家的事说来话长。";
    while (story.size() < 300)
        story += "老伴病了，儿子在外地。";
    EXPECT_EQ(knowledge::two_questions(story), Pairs{});
}

TEST(Sentences, CutsAStoryOnlyWhereItSaysThatAnotherQuestionComes) {
    const std::string story =
        "我妈七十八了一个人在家，腿脚不利索，我在曹妃甸上班半个月回不去一趟，村里有没有人能常去看看"
        "她，"
        "还有她那个牙也不好";
    EXPECT_EQ(knowledge::two_questions(story + "。吃不动硬的"), Pairs{});
    const std::string more = "我爸的低保证丢了去哪补";
    EXPECT_EQ(knowledge::two_questions(story + "。另外" + more), (Pairs{{story + "。", more}}));
}

}  // namespace
