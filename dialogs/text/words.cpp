#include "dialogs/text/words.h"

namespace dialogs::text {

namespace {

constexpr std::u32string_view filler_words[] = {
    U"嗯",   U"恩", U"呃",   U"额",   U"啊",       U"哦",   U"噢",   U"喔",
    U"唉",   U"哎", U"诶",   U"欸",   U"那个",     U"这个", U"内个", U"就是说",
    U"就是", U"就", U"然后", U"反正", U"怎么说呢", U"那就", U"那么",
};
constexpr std::u32string_view greeting_words[] = {
    U"请问一下",
    U"请问",
    U"请",
    U"您好",
    U"你好",
    U"您",
    U"麻烦您",
    U"麻烦你",
    U"麻烦",
    U"劳驾",
    U"给你",
    U"给您",
    U"发给你",
};
constexpr std::u32string_view thank_words[] = {
    U"谢谢您",
    U"谢谢你",
    U"谢谢啦",
    U"谢谢了",
    U"谢谢",
    U"多谢了",
    U"多谢",
    U"麻烦您了",
    U"麻烦你了",
    U"麻烦了",
    U"辛苦了",
    U"拜托了",
};
constexpr std::u32string_view particle_words[] = {
    U"哩",
    U"勒",
    U"吧",
    U"啊",
    U"呀",
    U"呢",
    U"了",
    U"哈",
    U"啦",
    U"哦",
    U"噢",
    U"呗",
    U"嘛",
    U"哟",
    U"哇",
    U"嘞",
};
constexpr std::u32string_view person_words[] = {
    U"我们家", U"我们",   U"我家里", U"我家",   U"我",     U"俺们家", U"俺们",   U"俺家", U"俺",
    U"咱们家", U"咱们",   U"咱家",   U"咱",     U"他们",   U"她们",   U"他",     U"她",   U"家里",
    U"家",     U"本人",   U"自己",   U"家属",   U"亲戚",   U"邻居",   U"老人家", U"老人", U"老伴儿",
    U"老伴",   U"爱人",   U"对象",   U"媳妇",   U"老婆",   U"老头子", U"老头",   U"老公", U"妈妈",
    U"母亲",   U"老妈",   U"妈",     U"老娘",   U"娘",     U"爸爸",   U"父亲",   U"老爸", U"爸",
    U"老爹",   U"爹",     U"爷爷",   U"爷",     U"奶奶",   U"姥姥",   U"姥爷",   U"孩子", U"大儿子",
    U"二儿子", U"小儿子", U"儿子",   U"女儿",   U"闺女",   U"儿媳妇", U"儿媳",   U"女婿", U"孙子",
    U"孙女",   U"外孙女", U"外孙",   U"侄子",   U"侄女",   U"外甥",   U"哥哥",   U"哥",   U"弟弟",
    U"弟",     U"姐姐",   U"姐",     U"妹妹",   U"妹",     U"婆婆",   U"公公",   U"岳父", U"岳母",
    U"丈母娘", U"老丈人", U"老母亲", U"老父亲", U"自个儿", U"大伯",   U"叔叔",   U"叔",   U"村委会",
    U"村里",   U"村干部",
};

}  // namespace

Words fillers() { return filler_words; }
Words greetings() { return greeting_words; }
Words thanks() { return thank_words; }
Words particles() { return particle_words; }
Words persons() { return person_words; }

}  // namespace dialogs::text
