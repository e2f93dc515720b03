#pragma once
#include <string_view>

// What around a danger's words tells that it is not happening now.

// clang-format off: the words of a context stand as running text

namespace knowledge::danger {

// It happened, and somebody asks what follows from it.
inline constexpr std::string_view past =
    "走了好几年 好几年了 走的 没的 是死的 年死的 死的早 去世 过世 身亡 去年 前年 那年 早年 年前 "
    "救过来 救回来 "
    "出院 丧葬 抚恤 办后事 后事办 火化 死亡证明 报销 孤儿 都没了 农药没了 "
    "农药死 喝药没了 喝药死 自杀没了 自杀死 上吊死 上吊没了 跳楼没了 跳楼死 跳河没了 跳河死 跳井死 "
    "投河死 跳井没了 "
    "上礼拜上吊 当年 小时候 讲座 电视 电影 小说 新闻";

// The fire is out, and somebody asks for help to rebuild.
inline constexpr std::string_view aftermath =
    "救助 救济 补助 补贴 补偿 赔 给钱 给几个钱 管不管 管吗 烧没了 烧光 烧毁 "
    "一块烧 烧了好几 去年 前年 前天 昨天 上月 上个月 上礼拜 上周 以后 过后 "
    "之后 预防 防火 怎么防 咋防 保险 重建 修房 打不着火 申请";

// In the hands of doctors already: the question is about money or papers.
inline constexpr std::string_view in_care =
    "住院 icu 重症 手术 出院 报销 救助 救济 补助 补贴 多少钱 临时 医药费 "
    "护理 残疾 去世 死亡证明 去年 前年 那年 植物人 评定 轮椅 预防 咋防 怎么防 "
    "补偿 赔 救过来 没救 申请 火化 都没了 个月了 工伤 防一氧化碳 防煤气 防中毒";

// Told of others, long ago, or seen on a screen.
inline constexpr std::string_view told =
    "去年 前年 那年 小时候 年轻时 电视 电影 游戏 小说 新闻 抗美援朝 打仗 当兵 "
    "参战 判了 坐牢 服刑 判刑 蹲监狱";

}  // namespace knowledge::danger
