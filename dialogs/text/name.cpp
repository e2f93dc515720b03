#include "dialogs/text/name.h"

#include "dialogs/text/clean.h"
#include "dialogs/text/cursor.h"
#include "dialogs/text/normalise.h"
#include "dialogs/text/yes_no.h"

#include <algorithm>

namespace dialogs::text {

namespace {

constexpr std::size_t shortest = 2;
constexpr std::size_t longest = 6;
constexpr std::size_t longest_with_dots = 20;

constexpr std::u32string_view openings[] = {
    U"我的名字叫", U"我的名字是", U"我名字叫", U"我的姓名是", U"我老伴叫", U"我儿子叫", U"我妈叫",
    U"我爸叫",     U"老人名叫",   U"老人叫",   U"老伴叫",     U"名字叫",   U"名字是",   U"姓名是",
    U"姓名叫",     U"姓名",       U"名字",     U"我叫",       U"我是",     U"他叫",     U"她叫",
    U"名叫",       U"叫做",       U"叫",       U"是",
};
constexpr std::u32string_view endings[] = {U"谢谢您", U"谢谢", U"吧", U"啊", U"呀", U"哈"};
// Not in any name, or only where the sentence is about something else.
constexpr std::u32string_view never_in_names[] = {
    U"吗",     U"呢",   U"吧",   U"啥",   U"咋",   U"的",   U"我",   U"你",   U"您",   U"他",
    U"她",     U"它",   U"们",   U"没",   U"么",   U"怎",   U"谁",   U"哪",   U"是",   U"不知道",
    U"不清楚", U"低保", U"补贴", U"补助", U"救助", U"养老", U"残疾", U"特困", U"申请", U"办理",
    U"人工",   U"菜单", U"返回", U"退出", U"重新", U"查询", U"帮助", U"电话", U"身份", U"号码",
    U"多少",   U"几个", U"谢谢", U"忘了", U"不行", U"可以", U"姓名", U"名字", U"客服", U"民政",
    U"死亡",   U"住院", U"老伴", U"儿子", U"女儿", U"闺女", U"今天", U"明天", U"昨天",
};
constexpr std::u32string_view not_names[] = {
    U"你好", U"您好", U"无名", U"没有", U"本人",   U"自己",   U"老人", U"匿名", U"保密", U"妈妈",
    U"爸爸", U"父亲", U"母亲", U"爷爷", U"奶奶",   U"姥姥",   U"姥爷", U"孩子", U"一样", U"同上",
    U"测试", U"好的", U"在吗", U"开始", U"下一步", U"上一步", U"确认", U"取消", U"继续", U"停止",
    U"退订", U"首页", U"大爷", U"大妈", U"婶子",   U"大娘",   U"妇女",
};
constexpr std::u32string_view place_endings[] = {
    U"村", U"镇", U"乡", U"街道", U"县", U"市", U"省", U"庄子"};

bool is_dot(char32_t letter) {
    return letter == U'·' || letter == U'•' || letter == U'・' || letter == U'‧' ||
           letter == U'．' || letter == U'.' || letter == U'●';
}

bool holds(Words words, std::u32string_view text) {
    return std::find(words.begin(), words.end(), text) != words.end();
}

// The characters as written, dots made one kind, spaces gone.
std::u32string letters_of(std::string_view text) {
    std::u32string kept;
    for (const char32_t letter : to_utf32(clean(text))) {
        if (!is_space(letter)) kept += letter;
    }
    auto core = trim_punctuation(
        strip_back(trim_punctuation(strip_front(trim_punctuation(kept), openings)), endings)
    );
    std::u32string name(core);
    std::replace_if(name.begin(), name.end(), is_dot, U'·');
    return name;
}

bool ends_like_place(std::u32string_view name) {
    return std::any_of(std::begin(place_endings), std::end(place_endings), [name](auto ending) {
        return name.size() > ending.size() && name.ends_with(ending);
    });
}

}  // namespace

Reading<std::string> person_name(std::string_view text) {
    const auto message = normalise(text).text;
    const auto letters = letters_of(text);
    const bool asks = message.find('?') != std::string::npos;
    if (asks) return refused<std::string>("a question");
    const bool dotted = letters.find(U'·') != std::u32string::npos;
    for (const char32_t letter : letters) {
        if (!is_han(letter) && letter != U'·') return refused<std::string>("not Han characters");
    }
    if (letters.size() < shortest) return refused<std::string>("too short");
    if (letters.size() > (dotted ? longest_with_dots : longest))
        return refused<std::string>("too long");
    // The closed lists are in simplified script; the name stays as it is.
    const auto plain = to_utf32(normalise(to_utf8(letters)).text);
    const bool other = contains_any(plain, never_in_names) || holds(not_names, plain) ||
                       plain.front() == U'不' || yes_no(to_utf8(letters));
    if (other) return refused<std::string>("not a name");
    if (ends_like_place(plain)) return refused<std::string>("a place");
    return understood(to_utf8(letters));
}

}  // namespace dialogs::text
