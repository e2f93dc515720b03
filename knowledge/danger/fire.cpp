#include "knowledge/danger/contexts.h"
#include "knowledge/danger/rules.h"

// clang-format off: the words of a rule stand as running text

namespace knowledge::danger {
namespace {

constexpr Rule all[] = {
    {"fire",
     "着火了 着火啦 着大火 失火了 起火了 捉火 火着起来 火烧起来 烧着了 着起来了 "
     "着了大火 房子着了 柴火垛着 柴火堆着 柴垛着 草垛着 着火咋办 着火怎么办 着火快 着火救 "
     "正着火 着着火 火苗子 火上房 火又大了 着了蚊帐 突发火情 火大了 冒大烟 浓烟",
     "",
     0,
     aftermath,
     ""},
    {"fire",
     "着火 起火 失火",
     "有人 人还在里 人在里 出不来 跑不出 快来 快点来 救火",
     90,
     aftermath,
     ""},
    {"fire", "爆炸了 煤气罐炸 煤气罐着 煤气罐起火 电线着 锂电池着 电动车着", "", 0, aftermath, ""},
};

}  // namespace

std::span<const Rule> fire_rules() { return all; }

}  // namespace knowledge::danger
