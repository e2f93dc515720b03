#include "knowledge/danger/rules.h"

// clang-format off: the words of a rule stand as running text

namespace knowledge::danger {
namespace {

constexpr std::string_view kin = "爸 妈 爹 娘 继父 继母 爷爷 奶奶 姥爷 老师 我叔";

constexpr std::string_view children =
    "孩子 娃 小孩 闺女 儿子 孙子 孙女 外孙 小姑娘 女孩 男孩 小子 婴儿 丫头";

constexpr std::string_view grown_up =
    "继父 后爹 后爸 干爹 养父 老师 校长 教练 叔叔 伯伯 舅舅 姑父 姨夫 姑夫 表哥 堂哥 爷爷 姥爷 "
    "我爸 我爹 我哥 我叔 我舅 邻居";

constexpr Rule all[] = {
    {"child",
     grown_up,
     "让我脱衣 让我脱裤 让我脱光 叫我脱衣 叫我脱裤 逼我脱 脱我衣 脱我裤 要我脱 摸我 亲我嘴 "
     "跟我睡 和我睡 看我洗澡 钻我被窝 对我动手动脚",
     36,
     "医生 大夫 护士 体检 血压 摸我头 摸我脑 摸我脉 电视 电影 小说",
     ""},
    {"child",
     kin,
     "打我",
     24,
     "孩子他 孩子爸 孩他 打我们 打我妈 打我娘 打我爸 打我电话 打我卡 打我奶",
     ""},
    {"child",
     "正打孩子 在打孩子 打孩子呢 正打娃 在打娃 打娃呢 正掐孩子 掐娃 掐孩子脖 勒孩子脖 "
     "捂孩子嘴",
     "",
     0,
     "去年 前年 那年 以前 总打孩子 老打孩子 经常打孩子 电视 电影 新闻 讲座 打孩子对不对",
     ""},
    {"child",
     children,
     "往死里打 打出血 打得浑身 打的浑身 打得嗷嗷 打晕 打昏 打得起不来 打断 打骨折 "
     "正在打 正打 头上流血 头上都流血 头破了 被拐 被人拐 拐来的 拐卖 被抱走 被抢走 让人抱走 让人拐 "
     "性侵 强奸 猥亵 被人抱走 "
     "让人领走 被人领走",
     45,
     "打我 失独 去年 前年 那年 多年 小时候 寻亲 电视 电影 新闻 讲座",
     ""},
    {"child",
     "孩子丢了 孩子走丢 孩子走失 孩子不见了 孩子找不着了 孩子找不到了 娃丢了 娃走丢 "
     "娃不见了 娃找不着 孙子丢了 孙子走丢 孙子不见了 孙女丢了 孙女走丢 孙女不见了 "
     "儿子走丢 闺女走丢 儿子丢了找 闺女不见了 儿子不见了 小孩丢了 小孩走丢 "
     "小孩不见了 丢孩子了 有人拐孩子 人贩子在 有人抢孩子 人贩子抢",
     "",
     0,
     "多年 年前 小时候 妈妈不见 以前 寻亲 爹妈丢",
     ""},
};

}  // namespace

std::span<const Rule> child_rules() { return all; }

}  // namespace knowledge::danger
