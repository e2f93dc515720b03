#include "dialogs/text/name.h"

#include "dialogs/text/clean.h"
#include "dialogs/text/cursor.h"
#include "dialogs/text/normalise.h"
#include "dialogs/text/number.h"
#include "dialogs/text/speech.h"
#include "dialogs/text/surnames.h"
#include "dialogs/text/words.h"
#include "dialogs/text/yes_no.h"

#include <algorithm>

namespace dialogs::text {

namespace {

constexpr std::size_t shortest = 2;
constexpr std::size_t longest = 6;
constexpr std::size_t longest_with_dots = 20;

constexpr std::u32string_view endings[] = {U"吧", U"啊", U"呀", U"哈"};
constexpr std::u32string_view own_words[] = {U"本人", U"我是"};
constexpr std::u32string_view joints[] = {U"和", U"跟", U"与", U"及"};
// What names somebody: the name comes after it, and before it only whose it is.
constexpr std::u32string_view namings[] = {
    U"名字叫",
    U"名字是",
    U"姓名是",
    U"姓名叫",
    U"姓名",
    U"名字",
    U"名叫",
    U"叫做",
    U"叫",
    U"是",
    U"户主",
    U"申请人",
    U"患者",
};
constexpr std::u32string_view before_naming[] = {
    U"的",
    U"婆婆",
    U"公公",
    U"岳父",
    U"岳母",
    U"户主",
    U"申请人",
    U"患者",
    U"病人",
    U"大",
    U"二",
    U"小",
    U"就",
};
// Clauses beside the name that say nothing of it.
constexpr std::u32string_view beside[] = {U"男", U"女", U"男的", U"女的", U"性别女", U"性别男"};
// Not in any name, or only where the sentence is about something else.
constexpr std::u32string_view never_in_names[] = {
    U"吗",   U"呢",     U"吧",     U"啥",   U"咋",   U"的",   U"我",   U"你",   U"您",
    U"他",   U"她",     U"它",     U"们",   U"没",   U"么",   U"怎",   U"谁",   U"哪",
    U"是",   U"不知道", U"不清楚", U"低保", U"补贴", U"补助", U"救助", U"养老", U"残疾",
    U"特困", U"申请",   U"办理",   U"人工", U"菜单", U"返回", U"退出", U"重新", U"查询",
    U"帮助", U"电话",   U"身份",   U"号码", U"多少", U"几个", U"谢谢", U"忘了", U"不行",
    U"可以", U"姓名",   U"名字",   U"客服", U"民政", U"口人", U"星期", U"礼拜", U"一样",
    U"死亡", U"住院",   U"老伴",   U"儿子", U"女儿", U"闺女", U"今天", U"明天", U"昨天",
};
constexpr std::u32string_view not_names[] = {
    U"你好", U"您好", U"无名", U"没有", U"本人",   U"自己",   U"老人", U"匿名", U"保密", U"妈妈",
    U"爸爸", U"父亲", U"母亲", U"爷爷", U"奶奶",   U"姥姥",   U"姥爷", U"孩子", U"一样", U"同上",
    U"测试", U"好的", U"在吗", U"开始", U"下一步", U"上一步", U"确认", U"取消", U"继续", U"停止",
    U"退订", U"高兴", U"方便", U"马上", U"中国",   U"广告",   U"平安", U"高龄", U"关系", U"时间",
    U"时候", U"明白", U"安心", U"周一", U"周二",   U"周三",   U"周四", U"周五", U"周六", U"周日",
    U"单身", U"首页", U"大爷", U"大妈", U"婶子",   U"大娘",   U"妇女",
};
constexpr std::u32string_view place_endings[] = {
    U"村", U"镇", U"乡", U"街道", U"县", U"市", U"省", U"庄子", U"家庄", U"各庄", U"屯"};
// 王主任 and 张大爷 are how people are called, not their names.
constexpr std::u32string_view titles[] = {
    U"书记", U"主任", U"会计", U"医生", U"大夫", U"老师", U"村长", U"队长",
    U"局长", U"大爷", U"大妈", U"大娘", U"大叔", U"大婶", U"大哥", U"大姐",
    U"哥",   U"姐",   U"婶",   U"嫂",   U"叔",   U"奶奶", U"爷爷",
};

bool is_dot(char32_t letter) {
    return letter == U'·' || letter == U'•' || letter == U'・' || letter == U'‧' ||
           letter == U'．' || letter == U'.' || letter == U'●';
}

bool holds(Words words, std::u32string_view text) {
    return std::find(words.begin(), words.end(), text) != words.end();
}

// A space parts two names of two characters, but not the characters of one: 王 秀 英, 王 秀英.
void part_names(std::u32string& letters) {
    std::size_t before = 0;
    for (std::size_t at = 0; at < letters.size(); ++at) {
        if (is_word_character(letters[at])) {
            ++before;
            continue;
        }
        const bool space = is_space(letters[at]) && before >= 2 && at + 2 < letters.size();
        const bool parts =
            space && is_word_character(letters[at + 1]) && is_word_character(letters[at + 2]);
        if (parts) letters[at] = U'，';
        before = 0;
    }
}

// The characters as written, dots made one kind.
std::u32string written(std::string_view text) {
    auto letters = to_utf32(clean(text));
    std::replace_if(letters.begin(), letters.end(), is_dot, U'·');
    part_names(letters);
    return letters;
}

bool is_pause(char32_t letter) {
    return !is_word_character(letter) && letter != U'·' && letter != U' ';
}

// What follows 叫 or 姓名 if only whose name it is comes before; otherwise nothing.
std::optional<std::u32string_view> after_naming(std::u32string_view clause) {
    constexpr std::size_t longest_opening = 12;
    const auto most = std::min(clause.size(), longest_opening);
    for (std::size_t at = 0; at < most; ++at) {
        Cursor cursor(clause.substr(at));
        if (!cursor.take_any(namings)) continue;
        const auto before = clause.substr(0, at);
        if (!made_of(before, {before_naming, persons(), fillers(), greetings()})) continue;
        const auto rest = trim_punctuation(cursor.rest());
        return after_naming(rest).value_or(rest);
    }
    return std::nullopt;
}

bool says_nothing(std::u32string_view clause) {
    const bool family_name = clause.starts_with(U"我姓") && clause.size() == 3;
    return family_name ||
           made_of(clause, {beside, fillers(), greetings(), thanks(), particles(), persons()});
}

struct Candidate {
    std::u32string letters;
    bool named = false;  // 叫王秀英: whoever says so may have any name
};

// The only clause of the message that may be a name.
std::optional<Candidate> candidate_in(std::u32string_view text) {
    std::optional<Candidate> found;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        while (end < text.size() && !is_pause(text[end]))
            ++end;
        const auto clause = trim_punctuation(text.substr(at, end - at));
        at = end + 1;
        if (clause.empty() || says_nothing(clause)) continue;
        if (found && !found->letters.empty()) return std::nullopt;
        const auto named = after_naming(clause);
        const auto bare = strip_front(clause, {fillers(), greetings(), own_words});
        const auto core = strip_back(named.value_or(bare), {thanks(), endings});
        found = Candidate{std::u32string(core), named || (found && found->named)};
        std::erase_if(found->letters, is_space);
    }
    return found;
}

bool ends_with_any(std::u32string_view name, Words words) {
    return std::any_of(words.begin(), words.end(), [name](auto ending) {
        return name.size() > ending.size() && name.ends_with(ending);
    });
}

// The closed lists are in simplified script; the name stays as it is.
bool is_other(std::u32string_view plain) {
    // 么 is a surname around here; elsewhere in a sentence it asks.
    const auto after = plain.substr(plain.starts_with(U'么') ? 1 : 0);
    return contains_any(after, never_in_names) || holds(not_names, plain) ||
           plain.front() == U'不' || yes_no(to_utf8(plain)) || number(to_utf8(plain));
}

std::string fault_of(const Candidate& candidate) {
    const auto& letters = candidate.letters;
    const bool dotted = letters.find(U'·') != std::u32string::npos;
    const bool han = std::all_of(letters.begin(), letters.end(), [](char32_t letter) {
        return is_han(letter) || letter == U'·';
    });
    if (!han) return "not Han characters";
    if (letters.size() < shortest) return "too short";
    const auto plain = folded(to_utf8(letters));
    if (is_other(plain)) return "not a name";
    if (letters.size() > (dotted ? longest_with_dots : longest)) return "too long";
    if (ends_with_any(plain, place_endings)) return "a place";
    if (ends_with_any(plain, titles)) return "a title";
    const bool two = plain.size() > 4 && !dotted && contains_any(plain, joints);
    if (two) return "more than one name";
    return candidate.named || dotted || begins_with_surname(plain) ? "" : "no known surname";
}

Reading<std::string> read_name(std::string_view text) {
    if (folded(text).find(U'?') != std::u32string::npos) {
        return refused<std::string>("a question");
    }
    const auto letters = written(text);
    const auto candidate = candidate_in(letters);
    if (!candidate) return refused<std::string>(letters.empty() ? "too short" : "not only a name");
    auto fault = fault_of(*candidate);
    if (!fault.empty()) return refused<std::string>(std::move(fault));
    return understood(to_utf8(candidate->letters));
}

}  // namespace

Reading<std::string> person_name(std::string_view text) { return read_speech(text, read_name); }

}  // namespace dialogs::text
