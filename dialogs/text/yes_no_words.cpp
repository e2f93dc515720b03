#include "dialogs/text/yes_no_words.h"

namespace dialogs::text {

namespace {

constexpr std::u32string_view yes[] = {
    U"得咧",       U"没啥意见", U"可不咋的",   U"那是必须的", U"联系我",   U"欧了",     U"欧克",
    U"okk",        U"yep",      U"tongyi",     U"就这么定了", U"听你们的", U"按你说的", U"怎么都行",
    U"怎么都可以", U"没有异议", U"没异议",     U"无异议",     U"那是当然", U"要得",     U"必须",
    U"真的",       U"就这么办", U"就这么着",   U"嗯呐",       U"是",       U"是的",     U"是滴",
    U"是哒",       U"对的",     U"对头",       U"好的",       U"好滴",     U"好哒",     U"好嘞",
    U"好咧",       U"嗯",       U"恩",         U"嗯呢",       U"嗯那",     U"嗯哪",     U"唔",
    U"得",         U"得嘞",     U"妥",         U"妥了",       U"妥妥的",   U"没毛病",   U"没问题",
    U"没错",       U"没错儿",   U"没意见",     U"错不了",     U"没有错",   U"没有问题", U"没有意见",
    U"要的",       U"有",       U"有的",       U"当然",       U"当然是",   U"必须的",   U"肯定",
    U"肯定的",     U"可不",     U"可不是",     U"可不咋地",   U"就是",     U"就是这样", U"是这样",
    U"是这个",     U"就这样",   U"就这个",     U"对着呢",     U"可",       U"本人",     U"说得对",
    U"说的对",     U"你说的对", U"你说得对",   U"一点没错",   U"无误",     U"信息无误", U"核对无误",
    U"确认无误",   U"听你的",   U"按你说的办", U"ok",         U"okay",     U"yes",      U"y",
    U"shi",        U"shide",    U"dui",        U"xing",       U"hao",      U"haode",    U"keyi",
    U"zhong",
};
constexpr std::u32string_view no[] = {
    U"不能够",   U"不麻烦你们", U"不麻烦您",   U"绝不",   U"决不",     U"坚决不",   U"偏不",
    U"取消申请", U"有错误",     U"填错",       U"填错了", U"没那必要", U"没这必要", U"免了",
    U"不ok",     U"一个都不要", U"一个也不要", U"有异议", U"不可",     U"不可能",   U"不去",
    U"不干",     U"说错",       U"写错",       U"假的",   U"没这回事", U"没这事",   U"不",
    U"不了",     U"不必",       U"甭",         U"别",     U"算了",     U"拉倒",     U"错",
    U"错了",     U"错误",       U"取消",       U"否",     U"非",       U"没必要",   U"用不着",
    U"没有必要", U"有错",       U"有误",       U"拒绝",   U"没同意",   U"不麻烦",   U"可不行",
    U"可不中",   U"可不能",     U"no",         U"n",      U"nope",     U"bu",       U"bushi",
    U"budui",    U"buxing",     U"buyong",     U"buyao",
};
constexpr std::u32string_view unknown[] = {
    U"不能确定", U"没法确定",     U"忘得干干净净", U"没什么印象", U"谁晓得",   U"天晓得",
    U"哪晓得",   U"我怎么知道",   U"我咋知道",     U"怎么知道",   U"咋知道",   U"谁记得",
    U"哪记得",   U"哪还记得",     U"忘",           U"忘记",       U"忘掉",     U"忘光",
    U"忘干净",   U"忘得一干二净", U"不知",         U"不一定",     U"不好说",   U"没准",
    U"没准儿",   U"没印象",       U"没听说过",     U"谁知道",     U"哪知道",   U"哪儿知道",
    U"天知道",   U"鬼知道",       U"知不道",       U"不造",       U"记不太清", U"buzhidao",
};
constexpr std::u32string_view none[] = {
    U"一样没有", U"一个没有",   U"一个都没",   U"啥也没",     U"没有过",     U"啥都没",
    U"什么都没", U"没有",       U"没",         U"没了",       U"无",         U"没得",
    U"木有",     U"一个也没有", U"一个都没有", U"一样也没有", U"一样都没有", U"啥也没有",
    U"啥都没有", U"什么都没有", U"什么也没有", U"没啥",       U"没有的",     U"没有任何",
    U"暂无",     U"meiyou",
};
constexpr std::u32string_view agreeing[] = {
    U"登记", U"联系", U"交",   U"打",   U"认可", U"授权", U"弄",   U"整",   U"申请",
    U"愿",   U"是",   U"对",   U"中",   U"行",   U"成",   U"好",   U"可以", U"能",
    U"能行", U"要",   U"用",   U"需要", U"想",   U"会",   U"同意", U"愿意", U"乐意",
    U"赞成", U"办",   U"提交", U"确认", U"确定", U"合适", U"正确", U"准确", U"接受",
};
constexpr std::u32string_view knowing[] = {
    U"肯定",
    U"认识",
    U"敢说",
    U"敢确定",
    U"敢肯定",
    U"知道",
    U"晓得",
    U"清楚",
    U"确定",
    U"明白",
    U"懂",
    U"了解",
    U"记得",
};
constexpr std::u32string_view doing[] = {
    U"想",
    U"要",
    U"能",
    U"用",
    U"愿意",
    U"愿",
    U"需要",
    U"同意",
    U"可以",
    U"确认",
    U"确定",
};
constexpr std::u32string_view deeds[] = {U"登记", U"办", U"办理", U"要", U"管", U"提交", U"申请"};
constexpr std::u32string_view beings[] = {
    U"我",
    U"我本人",
    U"本人",
    U"他",
    U"她",
    U"我家",
    U"这样",
    U"这样的",
    U"这个",
    U"真的",
    U"这么办",
};
constexpr std::u32string_view other[] = {
    U"提交了",   U"申请了", U"登记了", U"交了",     U"打了",   U"联系了",   U"弄了",     U"整了",
    U"不会登记", U"不会交", U"不会打", U"不会联系", U"不会弄", U"不会整",   U"行行好",   U"行好",
    U"没听清",   U"听不清", U"没看清", U"看不清",   U"是吧",   U"对吧",     U"有吧",     U"能吧",
    U"会吧",     U"不是吧", U"不会吧", U"不对吧",   U"不行吧", U"没有吧",   U"真好",     U"真行",
    U"真能",     U"很好",   U"那会",   U"那要",     U"那能",   U"那想",     U"别的",     U"行了",
    U"好了",     U"成了",   U"中了",   U"得了",     U"办了",   U"对了",     U"我的",     U"还是",
    U"也是",     U"都是",   U"没的",   U"可是",     U"可能",   U"可要",     U"要是",     U"想想",
    U"这是",     U"那是",   U"真是",   U"用",       U"不会办", U"不会提交", U"不会申请",
};

}  // namespace

Words yes_words() { return yes; }
Words no_words() { return no; }
Words unknown_words() { return unknown; }
Words none_words() { return none; }
Words agreeing_words() { return agreeing; }
Words knowing_words() { return knowing; }
Words doing_words() { return doing; }
Words deeds_done() { return deeds; }
Words what_is() { return beings; }
Words other_words() { return other; }

}  // namespace dialogs::text
