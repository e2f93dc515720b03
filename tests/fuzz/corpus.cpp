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

// What each kind of question takes for an answer, and what leads from one service to another.
constexpr const char* leading[] = {"1",           "2",
                                   "3",           "4",
                                   "5",           "9",
                                   "是",          "不是",
                                   "不知道",      "跳过",
                                   "王桂花",      "1948年3月5日",
                                   "76岁",        "倴城镇",
                                   "李家庄",
                                   "示例甲镇",  // of tests/fuzz/scripts
                                   "13812345678", "120260000011",
                                   "123X",        "低保一个月多少钱？",
                                   "帮我转",      "人工",
                                   "返回",        "菜单",
                                   "。。。"};

Heard said(std::string text) {
    Heard one;
    one.message.text = std::move(text);
    return one;
}

Heard sent(MessageKind kind, std::string text = {}) {
    Heard one = said(std::move(text));
    one.message.kind = kind;
    return one;
}

Heard happened(std::string event, std::string key = {}) {
    Heard one = sent(MessageKind::event);
    one.message.event = std::move(event);
    one.message.event_key = std::move(key);
    return one;
}

Heard in_danger(std::string text, std::string kind, std::string answer) {
    Heard one = said(std::move(text));
    one.alarm = Alarm{std::move(kind), std::move(answer)};
    return one;
}

void add_what_is_no_text(std::vector<Heard>& all) {
    for (const MessageKind kind :
         {MessageKind::image,
          MessageKind::voice,
          MessageKind::video,
          MessageKind::location,
          MessageKind::link,
          MessageKind::file})
        all.push_back(sent(kind));
    all.push_back(sent(MessageKind::voice, "我想查一下进度"));
    all.push_back(happened("subscribe"));
    all.push_back(happened("scan", "town-130224100"));
    all.push_back(happened("click", "查进度"));
    all.push_back(happened("click", "人工"));
    all.push_back(happened("click"));
    all.push_back(in_danger("我妈喝农药了", "medical", "请马上拨打120！"));
    all.push_back(in_danger("不想活了", "suicide", "请拨打110或12356。"));
    all.push_back(in_danger("着火了", "fire", "请拨打119！"));
    all.push_back(in_danger("", "violence", "请拨打110！"));
}

std::string repeated(const char* text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i)
        all += text;
    return all;
}

}  // namespace

std::vector<Heard> corpus(const Script& script) {
    std::vector<Heard> all;
    for (const char* text : usual)
        all.push_back(said(text));
    all.push_back(said(repeated("长", 2000)));
    all.push_back(said(repeated("1", 2000)));
    all.push_back(said(repeated("，是", 400)));
    add_what_is_no_text(all);
    for (const auto& [id, flow] : script.flows) {
        for (const std::string& phrase : flow.triggers)
            all.push_back(said(phrase));
        for (const language::Step& step : flow.steps) {
            for (const language::Choice* choice : language::choices_of(step))
                all.push_back(said(choice->label));
        }
        for (const language::SlotDefinition& slot : flow.slots) {
            for (const language::Option& option : slot.of)
                all.push_back(said(option.label));
        }
    }
    return all;
}

std::vector<Heard> usual_answers(const Script& script) {
    std::vector<Heard> all;
    for (const char* text : leading)
        all.push_back(said(text));
    for (const auto& [id, flow] : script.flows) {
        if (!flow.triggers.empty()) all.push_back(said(flow.triggers.front()));
    }
    return all;
}

}  // namespace dialogs::fuzz
