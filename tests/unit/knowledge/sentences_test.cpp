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

TEST(Sentences, LeavesGreetingsAndStoriesWhole) {
    EXPECT_EQ(knowledge::two_questions("在吗？低保要带啥"), Pairs{});
    EXPECT_EQ(knowledge::two_questions("低保要带啥？"), Pairs{});
    std::string story = "我家的事说来话长。";
    while (story.size() < 300)
        story += "老伴病了，儿子在外地。";
    EXPECT_EQ(knowledge::two_questions(story), Pairs{});
}

}  // namespace
