#include "dialogs/text/surnames.h"

#include <algorithm>

namespace dialogs::text {

namespace {

constexpr std::u32string_view single =
    U"赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范"
    U"彭郎鲁韦昌马苗凤花方俞任"
    U"袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄穆萧尹姚邵湛汪祁"
    U"毛禹狄米贝明臧计伏成戴"
    U"谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万"
    U"支柯昝管卢莫房裘缪解应"
    U"丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲封芮羿储靳汲邴糜松井段富巫乌焦巴"
    U"弓牧隗山谷车侯宓蓬全郗"
    U"班仰秋仲伊宫宁仇栾甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰鄂索咸籍赖卓蔺屠蒙池乔阴"
    U"胥苍双闻莘党翟谭贡劳逄"
    U"姬申扶堵冉宰郦雍郤璩桑桂濮牛寿边扈燕冀郏浦尚农温庄晏柴瞿阎充慕连茹习宦艾鱼容古易慎戈廖庾居衡"
    U"步耿满弘匡国文寇广禄阙"
    U"东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚简饶曾毋沙乜养鞠须丰巢关蒯查荆红游竺权逯盖益桓公肖"
    U"闫付佟佘覃邸仝兰代随苟"
    U"晋门玉冼楚岳帅衣信商原战辜展底斯矫矿亓亢郇郄降母闪邓占仉竹佐么向区尧宗那";
constexpr std::u32string_view compound[] = {
    U"欧阳", U"司马", U"上官", U"诸葛", U"东方", U"皇甫", U"尉迟", U"公孙",
    U"轩辕", U"令狐", U"宇文", U"长孙", U"慕容", U"司徒", U"司空", U"端木",
    U"南宫", U"独孤", U"夏侯", U"赫连", U"澹台", U"鲜于", U"呼延", U"申屠",
};

}  // namespace

bool begins_with_surname(std::u32string_view name) {
    if (name.empty()) return false;
    const bool long_one = std::any_of(std::begin(compound), std::end(compound), [name](auto word) {
        return name.starts_with(word);
    });
    return long_one || single.find(name.front()) != std::u32string_view::npos;
}

}  // namespace dialogs::text
