#include "dialogs/text/mentioned.h"

#include "dialogs/text/cursor.h"
#include "dialogs/text/surnames.h"

#include <algorithm>
#include <array>

namespace dialogs::text {
namespace {

constexpr std::size_t longest_village = 4;
constexpr std::u32string_view shijiazhuang = U"石家庄";  // a city

// In no given name, so that one ends before them.
constexpr std::u32string_view outside_names =
    U"的了吗呢吧啊呀么不没是在能要会得跟还就都也很太几个们这那哪什怎我俺咱你您他她它给让被把从到对"
    U"与或但去办领"
    U"钱补问说查报病瘫残家住村咋啥某";
// May stand in a name, and after one.
constexpr std::u32string_view after_names = U"今现有上以可多和想来因为该算属低五户申后过";
// Surnames that begin few other words.
constexpr std::u32string_view sure_surnames =
    U"王李张刘陈杨赵吴周徐孙朱胡郭梁宋韩冯邓曹彭曾萧蔡潘袁董余叶苏魏吕沈姚卢崔谭汪廖贾韦邹熊孟秦邱"
    U"江尹"
    U"薛闫侯陶黎郝龚邵覃樊阎欧罗郑许谢林田丁姜段";
// Surnames that are nearly always another word.
constexpr std::u32string_view seldom_surnames =
    U"那水车全养申原管班门边底公国信危毕童费时成代查单双包农居越章支房盖计连满红怀广钱应东花云强和"
    U"文司";
constexpr std::u32string_view before_names = U"给帮替问跟和与叫找查是";
constexpr std::u32string_view owner_follows = U"的家他她";

constexpr std::array<std::u32string_view, 39> relatives = {
    U"爹",   U"爸",   U"妈",     U"娘",   U"父亲",   U"母亲", U"爷爷", U"奶奶", U"姥姥", U"姥爷",
    U"老伴", U"媳妇", U"媳妇儿", U"丈夫", U"老伴儿", U"妻子", U"老公", U"老婆", U"儿子", U"闺女",
    U"女儿", U"孙子", U"孙女",   U"哥",   U"姐",     U"弟",   U"妹",   U"叔",   U"婶",   U"舅",
    U"姨",   U"姑",   U"嫂子",   U"侄子", U"侄女",   U"外甥", U"女婿", U"邻居", U"孩子"};

// Begin with what is a surname too; two characters each.
constexpr std::u32string_view ordinary =
    U"张罗 张贴 张嘴 张口 王法 李子 杨树 陈旧 周岁 周末 周边 周围 林业 林地 林场 田地 田里 许多 "
    U"许可 谢谢 孙女 孙子 孙媳 孙辈 江苏 苏醒 "
    U"叶子 余额 余款 曾经 高龄 高位 高血 高中 高三 高考 高烧 高兴 方便 方式 马上 安全 安置 安排 "
    U"安装 安顿 白条 白血 白天 白化 白内 白癜 "
    U"何时 何处 任何 任务 特困 常年 常住 常见 康复 平时 平常 平安 明天 明年 明白 明明 石头 金额 "
    U"金融 金婚 程序 程度 范围 万一 夏天 秋天 "
    U"路过 路边 解决 解除 解放 施工 符合 宣传 宣布 项目 宁可 祖父 祖母 祖坟 武装 雷击 雷劈 唐山 "
    U"唐氏 贝壳 左右 左腿 左眼 左手 温饱 温暖 "
    U"于是 柴火 屈指 麻痹 麻烦 卫生 卫健 商量 党员 游泳 游戏 岳父 岳母 谈话 权利 习惯 乐意 乐亭 "
    U"凌晨 别人 宫颈 易地 古稀 柏油 晋升 易燃 "
    U"惠民 惠农 皮肤 毛病 毛巾 古代 葛根 乔迁 倪某 荣誉 荣军 党支 艾滋 终身 幸亏 幸福 晚上 储蓄 "
    U"闭门 修房 冷库 丰收 沃土 曲折 都是 甄别 "
    U"蒙古 红色 焦虑 耿直 汤药 伏天 米面 井盖 巴不 牧业 牛羊 车祸 富裕 富农 阴历 阴天 充分 充值 "
    U"慎重 慕名 游客 厉害 戴眼 洪水 洪灾 应急 "
    U"应该 双亡 双方 羊水 鱼塘 容易 向上 步行 步骤 寿衣 寿命 寿终 通过 尚未 凤凰 伍保 柳树 鲁莽 "
    U"母亲 程庄 马城 宋道 随军 山上 常回 占地 "
    U"曹妃 白色 纪检 扶贫 扶养 仲裁 安卓 游乐 滑冰 矿上 秋后 秋收 鱼缸 庄稼 张榜 平摊 平凡 井边 "
    U"井口 充电 充话 关门 关停 羊倌 山东 山墙 "
    U"安葬 安徽 商场 商业 沙发 沙堆 黄色 夏令 白事 白送 白交 秦皇 秦始 吉林 胡同 路上 路远 高利 "
    U"高校 高令 高年 高一 纪委 祖宗 祖传 随便 "
    U"随后 衣裳 景区 池子 尚有 严重 王庄 李庄 卫星 宿舍 宿管 权威 燕子 马戏 马蜂 龙卷 龙凤 毛笔 "
    U"方才 沈阳 昌黎 丰润 冷静 占着 区间 余下 "
    U"元宵 田埂 雷雨 边界";

constexpr std::u32string_view village_begins = U"大小东西南北前后中老新上下";
constexpr std::u32string_view village_ends = U"庄街屯营店坨铺港河桥坡沟寨堡台岭峪湾洼塘园坞窝甸淀";
// 村里, 村委会, 村干部: the village is not named by what stands before.
constexpr std::u32string_view goes_on_village = U"里委民干支书长医协镇级组内主";
constexpr std::u32string_view no_village = U"全本每哪农某里找下后原包推帮乡";
constexpr std::u32string_view towns = U"镇乡县区道";

bool is_one_of(std::u32string_view letters, char32_t letter) {
    return letters.find(letter) != std::u32string_view::npos;
}

char32_t at_or_none(std::u32string_view text, std::size_t at) {
    return at < text.size() ? text[at] : U'\0';
}

bool begins_sentence(std::u32string_view text, std::size_t at) {
    return at == 0 || !is_han(text[at - 1]);
}

bool follows_relative(std::u32string_view before) {
    return std::ranges::any_of(relatives, [&](auto word) { return before.ends_with(word); });
}

bool follows_place(std::u32string_view before) {
    return !before.empty() && is_one_of(U"村屯庄组队", before.back()) && !before.ends_with(U"农村");
}

bool is_ordinary(std::u32string_view text) {
    return text.size() >= 2 && ordinary.find(text.substr(0, 2)) != std::u32string_view::npos;
}

// Two characters after the surname, or one; `ends` says whether a name may end before a position.
template <typename Ends>
std::size_t name_until(std::u32string_view text, std::size_t at, Ends ends) {
    const auto may_be = [&](std::size_t place) {
        const auto letter = at_or_none(text, place);
        return is_han(letter) && !is_one_of(outside_names, letter);
    };
    if (!may_be(at + 1)) return 0;
    if (may_be(at + 2) && ends(at + 3)) return 3;
    return ends(at + 2) ? 2 : 0;
}

// The end of a village's name is the letter before 村, 屯 or 庄.
bool is_village_end(std::u32string_view name, char32_t unit, char32_t next, bool in_town) {
    const auto end = name.back();
    if (is_one_of(no_village, end)) return false;
    if (name.size() < 2) return in_town && unit == U'村';
    const bool of_family = is_one_of(U"家各", end) && begins_with_surname(name);
    const bool of_side = is_one_of(village_begins, name.front()) && is_one_of(sure_surnames, end);
    if (unit != U'村') return (of_family || of_side) && !is_one_of(U"稼户镇", next);
    const bool begun =
        begins_with_surname(name) || is_one_of(village_begins, name.front()) || in_town;
    if (begun && (is_one_of(village_ends, end) || of_family || of_side)) return true;
    return in_town && !is_one_of(goes_on_village, next);
}

}  // namespace

std::size_t mentioned_name(std::u32string_view text, std::size_t at) {
    const auto rest = text.substr(at), before = text.substr(0, at);
    if (!begins_with_surname(rest) || is_ordinary(rest)) return 0;
    const auto surname = rest.front();
    const bool sure = is_one_of(sure_surnames, surname);
    const auto owns = [&](std::size_t end) {
        return end < text.size() && is_one_of(owner_follows, text[end]);
    };
    const bool introduced = follows_relative(before) || follows_place(before);
    if (introduced && sure) {
        return name_until(text, at, [&](std::size_t end) {
            const auto next = at_or_none(text, end);
            return end == at + 3 || !is_han(next) || is_one_of(outside_names, next) ||
                   is_one_of(after_names, next);
        });
    }
    const bool begins = begins_sentence(text, at);
    if (is_one_of(seldom_surnames, surname)) return 0;
    if (introduced) return name_until(text, at, owns);
    if (!begins && !(sure && is_one_of(before_names, before.back()))) return 0;
    return name_until(text, at, owns);
}

std::size_t mentioned_village(std::u32string_view text, std::size_t at) {
    const bool in_town = at > 0 && is_one_of(towns, text[at - 1]);
    const bool begins =
        begins_sentence(text, at) || in_town || is_one_of(outside_names, text[at - 1]);
    if (!begins || is_ordinary(text.substr(at))) return 0;
    std::size_t found = 0;
    for (std::size_t length = 1; length <= longest_village; ++length) {
        const auto letter = at_or_none(text, at + length - 1);
        if (!is_han(letter) || (is_one_of(outside_names, letter) && letter != U'家')) break;
        const auto unit = at_or_none(text, at + length);
        const auto next = at_or_none(text, at + length + 1);
        const bool city = text.substr(at).starts_with(shijiazhuang) && next != U'村';
        if (is_one_of(U"村屯庄", unit) && !city &&
            is_village_end(text.substr(at, length), unit, next, in_town))
            found = length;
    }
    return found;
}

}  // namespace dialogs::text
