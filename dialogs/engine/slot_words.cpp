#include "dialogs/engine/slot_words.h"

#include <algorithm>
#include <initializer_list>

namespace dialogs::engine {

namespace {

using language::BaseType;
using language::SlotDefinition;

constexpr std::string_view before_value[] = {"：", ":", "应该是", "是", "为", "叫", " "};

}  // namespace

std::vector<std::string_view> words_for(
    const SlotDefinition& slot, const std::vector<const SlotDefinition*>& all
) {
    std::vector<std::string_view> words;
    if (!slot.label.empty() && slot.label != slot.name) words.push_back(slot.label);
    const bool alone = std::none_of(all.begin(), all.end(), [&](const SlotDefinition* other) {
        return other->name != slot.name && other->type.base == slot.type.base;
    });
    if (!alone) return words;
    const auto add = [&](std::initializer_list<std::string_view> more) {
        words.insert(words.end(), more);
    };
    switch (slot.type.base) {
        case BaseType::person_name: add({"名字", "姓名"}); break;
        case BaseType::phone: add({"电话号码", "电话", "手机号", "手机", "号码"}); break;
        case BaseType::gazetteer: add({"住址", "地址", "村名", "村子", "村", "乡镇", "镇"}); break;
        case BaseType::id_card: add({"身份证号", "身份证"}); break;
        case BaseType::date: add({"出生日期", "出生年月", "生日", "日期", "年龄"}); break;
        case BaseType::digits: add({"编号", "号码"}); break;
        default: break;
    }
    return words;
}

std::string value_after_name(
    const std::string& part,
    const SlotDefinition& slot,
    const std::vector<const SlotDefinition*>& all
) {
    for (const std::string_view word : words_for(slot, all)) {
        if (!part.starts_with(word) || part.size() == word.size()) continue;
        std::string_view rest = std::string_view{part}.substr(word.size());
        for (const std::string_view link : before_value) {
            if (rest.starts_with(link)) rest.remove_prefix(link.size());
        }
        if (!rest.empty()) return std::string{rest};
    }
    return {};
}

}  // namespace dialogs::engine
