#include "tests/fuzz/host.h"

namespace dialogs::fuzz {

namespace {

std::string repeated(const char* text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i)
        all += text;
    return all;
}

Passage passage(Dice& dice) {
    Passage shown;
    shown.topic = dice.once_in(2) ? "dibao" : "linshi";
    shown.service = "低保";
    shown.title = dice.once_in(2) ? "低保标准" : "城乡居民最低生活保障怎么申请";
    shown.sms = dice.once_in(3) ? repeated("长", 100) : "短";  // at most two segments
    shown.full = repeated("长", 300);
    shown.source = "《社会救助法》第四十条";
    shown.score = dice.once_in(4) ? 0.2 : 0.9;
    shown.facets = {"materials", "amount", "process", "where", "basis"};
    return shown;
}

Input found(Dice& dice) {
    Found all;
    all.perhaps_danger = dice.once_in(20);
    all.passages.push_back(passage(dice));
    switch (dice.pick(10)) {
        case 0:
        case 1:
            all.outcome = Outcome::clarify;
            all.passages.push_back(passage(dice));
            if (dice.once_in(2)) all.passages.push_back(passage(dice));
            break;
        case 2:
        case 3: return Found{};
        case 4:
        case 5:
            all.outcome = Outcome::redirect;
            all.passages.front().office = "县医疗保障局";
            break;
        case 6: all.outcome = dice.once_in(5) ? Outcome::emergency : Outcome::answer; break;
        case 7: all.passages.push_back(passage(dice)); [[fallthrough]];
        default: all.outcome = Outcome::answer;
    }
    return all;
}

// Mostly what the contract promises.
std::string field_of(const language::FieldType& type, Dice& dice) {
    using language::FieldKind;
    if (dice.once_in(100)) return repeated("长", 700);
    if (!type.values.empty()) return type.values[dice.pick(type.values.size())];
    if (type.kind == FieldKind::boolean) return dice.once_in(2) ? "true" : "false";
    if (type.kind == FieldKind::text && dice.once_in(4)) return repeated("长", 700);
    return "2026";
}

Input done(const Script& script, const Act& act, Dice& dice) {
    if (dice.once_in(5)) return Failed{act.action, "no answer"};
    Done done{act.action, {}};
    for (const auto& [field, type] : script.actions.at(act.action).result)
        done.result[field] = field_of(type, dice);
    return done;
}

}  // namespace

Input answer(const Script& script, const Effect& question, Dice& dice) {
    if (const auto* act = std::get_if<Act>(&question)) return done(script, *act, dice);
    if (std::holds_alternative<LookUp>(question)) return found(dice);
    return HandedOver{"LN2611230001", dice.once_in(2), dice.once_in(2), "周一 08:30"};
}

}  // namespace dialogs::fuzz
