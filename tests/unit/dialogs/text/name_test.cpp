#include "dialogs/text/name.h"

#include <gtest/gtest.h>

namespace dialogs::text {
namespace {

struct Form {
    std::string_view said;
    std::string_view value;
};

TEST(PersonName, TakesTheNameAsWritten) {
    constexpr Form forms[] = {
        {"王秀英", "王秀英"},
        {"我叫王秀英", "王秀英"},
        {"姓名：王秀英。", "王秀英"},
        {"名字是 王 强", "王强"},
        {"我是张国强", "张国强"},
        {"欧阳建国", "欧阳建国"},
        {"張國強", "張國強"},
        {"阿不都·热合曼", "阿不都·热合曼"},
        {"阿不都•热合曼", "阿不都·热合曼"},
        {"老人叫李桂兰", "李桂兰"},
        {"王强谢谢", "王强"},
        {"易行", "易行"},
        {"\u200B王强", "王强"},
        {"那英", "那英"},
    };
    for (const auto& [said, value] : forms) {
        SCOPED_TRACE(said);
        const auto read = person_name(said);
        ASSERT_TRUE(read) << read.why;
        EXPECT_EQ(*read, value);
    }
}

TEST(PersonName, RefusesWhatIsNone) {
    constexpr Form forms[] = {
        {"不知道", "not a name"},
        {"没有", "not a name"},
        {"低保多少钱", "not a name"},
        {"人工", "not a name"},
        {"我不想说", "not a name"},
        {"你们是谁", "not a name"},
        {"王秀英？", "a question"},
        {"王秀英13812345678", "not Han characters"},
        {"Wang Qiang", "not Han characters"},
        {"2", "not Han characters"},
        {"王", "too short"},
        {"", "too short"},
        {"王秀英李桂兰张国强", "too long"},
        {"青坨营镇", "a place"},
        {"好的", "not a name"},
    };
    for (const auto& [said, why] : forms) {
        SCOPED_TRACE(said);
        const auto read = person_name(said);
        EXPECT_FALSE(read) << *read;
        EXPECT_EQ(read.why, why);
    }
}

}  // namespace
}  // namespace dialogs::text
