#include "knowledge/danger/rules.h"

namespace knowledge::danger {

std::string_view answer(std::string_view kind) {
    if (kind == "suicide")
        return "先别做伤害自己的事，难处能想办法。有危险请马上打120或110，让身边人陪着，收起农药、"
               "刀具、绳子。已转工作人员，会尽快联系您；回“人工”也行。";
    if (kind == "medical")
        return "请马上打120！被困、溺水、触电打119或110，先断电、断气、别盲目下去救。旁边有人就守着"
               "他。短信不能代替急救电话。已转工作人员，会尽快联系您。";
    if (kind == "fire")
        return "请马上打119！人先跑出来，捂住口鼻弯腰走，别回去拿东西；有人受伤打120。短信不能代替"
               "火警电话。脱险后回“人工”，工作人员帮您申请救助。";
    if (kind == "violence")
        return "请先躲到安全的地方，马上打110；受伤打120。留好伤情和证据。短信不能代替报警电话。已"
               "转工作人员，会尽快联系您；没处住也可以说，能帮您临时安置。";
    return "孩子有危险，请马上打110；受伤打120。可先躲到邻居、老师或村委会那里。短信不能代替报警电"
           "话。已转工作人员，会尽快联系您，说的事会替您保密。";
}

}  // namespace knowledge::danger
