#include "knowledge/danger/contexts.h"
#include "knowledge/danger/rules.h"

// clang-format off: the words of a rule stand as running text

namespace knowledge::danger {
namespace {

constexpr Sound all[] = {
    {"suicide", U"不布步部卜 想像向象响 活火或货祸获 了啦拉", past},
    {"suicide", U"喝和河合核 农浓弄侬 药要耀摇咬", past},
    {"suicide", U"想像向要 自字子紫 杀沙傻啥", past},
    {"suicide", U"想像向要 跳挑条 楼搂漏喽", past},
    {"suicide", U"想像向要 上尚伤 吊掉调钓", past},
    {"suicide", U"喝和河合 敌笛地 敌笛地 畏威味喂", past},
    {"suicide", U"喝和河合 百白摆 草操 枯哭苦裤", past},
    {"suicide", U"活或火 着这者 没美 意一义 思四", past},
    {"suicide", U"活或火货 够狗购构 了啦", past},
    {"medical", U"煤没媒霉 气器汽弃 中重种钟 毒读独度", in_care},
    {"medical", U"昏婚混 迷谜密 不布步 醒兴性行", in_care},
    {"medical", U"没煤美 呼乎胡 吸西希习", in_care},
    {"violence", U"拿那哪 刀到 追锥坠", told},
    {"violence", U"拿那哪 刀 砍看坎", told},
    {"fire", U"房 子 着找招 火 了啦", aftermath},
    {"fire", U"着找招 大 火伙 了啦", aftermath},
};

}  // namespace

std::span<const Sound> sounds() { return all; }

}  // namespace knowledge::danger
