#include "dialogs/language/walk.h"
#include "tests/fuzz/conversations.h"

namespace dialogs::fuzz {

namespace {

constexpr const char* usual[] = {
    "",
    " ",
    "。。。",
    "？",
    "1",
    "２",
    "三",
    "④",
    "第二个",
    "5️⃣",
    "0",
    "00",
    "9",
    "99",
    "1 3",
    "1和2",
    "-1",
    "1e9",
    "3.14",
    "999999999999999999999999",
    "嗯",
    "哦",
    "好",
    "谢谢",
    "你好",
    "人工",
    "转人工",
    "人工，我家房子塌了",
    "菜单",
    "返回",
    "返回吧",
    "退出",
    "重新开始",
    "再说一遍",
    "帮助",
    "继续",
    "跳过",
    "没有",
    "不知道",
    "忘了",
    "是",
    "不是",
    "对",
    "不对",
    "中",
    "甭",
    "算了",
    "低保",
    "低保一个月多少钱",
    "80岁补贴怎么领？",
    "查进度",
    "批下来没有",
    "120260000011",
    "１２０２６００００ ０１１",
    "120260000012",
    "123X",
    "一二三叉",
    "13022419480305123X",
    "130224194803051230",
    "王桂花",
    "我叫王桂花，1948年3月5日，电话13812345678",
    "王桂花 1948年 倴城镇",
    "倴城镇",
    "bencheng",
    "火星镇",
    "1948年3月5日",
    "76岁",
    "农历腊月初八",
    "昨天",
    "2099年1月1日",
    "13812345678",
    "0315-4123456",
    "不对，是李家庄",
    "不对，是120260000038",
    "说错了",
    "说错了，应该是王桂兰",
    "改第2项",
    "改第9项",
    "第一项错了",
    "名字错了，是王桂兰",
    "把电话改成13900000002",
    "电话改成138",
    "都不是",
    "接着办",
    "我要投诉",
    "退订",
    "TD",
    "订阅",
    "好评",
    "{slots.question}",
    "'; DROP TABLE sessions; --",
    "<script>alert(1)</script>",
    "😀😀😀",
    "\xff\xfe\x80",
    "\xed\xa0\x80",
    "a",
    "dibao",
    "rg",
    "cd",
    "\u202e反着写",
    "钱钱钱钱钱钱钱钱"};

std::string repeated(const char* text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i)
        all += text;
    return all;
}

}  // namespace

std::vector<std::string> corpus(const Script& script) {
    std::vector<std::string> all(std::begin(usual), std::end(usual));
    all.push_back(repeated("长", 2000));
    all.push_back(repeated("1", 2000));
    all.push_back(repeated("，是", 400));
    for (const auto& [id, flow] : script.flows) {
        all.insert(all.end(), flow.triggers.begin(), flow.triggers.end());
        for (const language::Step& step : flow.steps) {
            for (const language::Choice* choice : language::choices_of(step))
                all.push_back(choice->label);
        }
        for (const language::SlotDefinition& slot : flow.slots) {
            for (const language::Option& option : slot.of)
                all.push_back(option.label);
        }
    }
    return all;
}

}  // namespace dialogs::fuzz
