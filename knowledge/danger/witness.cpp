#include "knowledge/danger/rules.h"

// clang-format off: words stand as running text

namespace knowledge::danger {

std::string_view others() {
    return "孩子他爸 孩子他爹 孩子他妈 孩子她妈 孩子爸 孩子妈 老头子 老太太 老公 老婆 老伴 老头 "
           "老人 "
           "老爷子 老娘 老爹 丈夫 男人 女人 媳妇 儿媳 婆婆 公公 丈母娘 老丈人 爸爸 妈妈 爷爷 奶奶 "
           "姥爷 "
           "姥姥 孩子 小孩 闺女 女儿 儿子 孙子 孙女 姑娘 小子 弟弟 妹妹 哥哥 姐姐 邻居 大爷 大娘 "
           "大叔 "
           "婶子 亲戚 同学 有人 有个女的 有个男的 有个人 那人 爸 妈 爹 娘 爷 奶 姥 弟 妹 哥 姐 叔 "
           "姨 姑 "
           "舅 婶 娃 他 她";
}

std::string_view before_another() {
    return "快来人啊 快来人 来人 快点 快 救命啊 救命 救救 医生 你好 您好 请问 刚才 刚刚 刚 "
           "今天 昨晚 我家的 俺家的 我家 俺家 我们 俺们 我 俺 隔壁 对门 村里 家里 的 了 啊";
}

std::string_view acts() {
    return "喝药 喝了 喝农药 喝敌 喝百草 喝除草 农药 敌敌畏 百草枯 吃了 吃农药 吞 服毒 服药 服了 "
           "上吊 "
           "跳楼 跳河 跳井 跳桥 投河 投井 割 烧炭 卧轨 自杀 自残";
}

std::string_view over() {
    return "没人打我 没有人打我 不打我了 以前老打我 以前总打我 都过去了 跳楼没了 跳河没了 跳井没了 "
           "上吊没了 喝药没了 喝农药没了 自杀没了 淹死了 跳楼死 上吊死 喝药死 没了留下 走了留下 "
           "去世了留下 死了留下";
}

std::string_view not_over() {
    return "又打 还打 还来 又来 刚 快来 救命 想死 也想 不想 不活 活不 跟他去 跟她去 威胁 不敢 害怕";
}

}  // namespace knowledge::danger
