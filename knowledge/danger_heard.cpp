#include "knowledge/danger_heard.h"

#include "dialogs/text/clean.h"
#include "dialogs/text/normalise.h"
#include "knowledge/alarm.h"
#include "knowledge/danger/rules.h"
#include "knowledge/danger/words.h"

#include <cstddef>

namespace knowledge {
namespace {

// Chosen on what is set aside: as low as keeps false alarms, those of the rules among them, below
// one in a hundred other questions, many of which sound like a danger. In few words (他在家, 不去了
// are said by everybody, and more often than what is set aside lets on) more must be heard, for
// an alarm and for a word about 110 and 120.
constexpr double danger_from = 0.38;
constexpr double danger_in_few_words = 0.5;
constexpr double suspicion_in_few_words = 0.07;
constexpr std::size_t few_words = 8;  // characters

bool stands_in(std::string_view list, std::string_view whole) {
    return danger::any_word(list, [&](std::string_view said) { return said == whole; });
}

bool is_everyday(std::string_view question) {
    const std::string whole = dialogs::text::bare(question);
    if (stands_in(danger::everyday(), whole) || stands_in(danger::whereabouts(), whole))
        return true;
    return danger::any_word(danger::people(), [&](std::string_view who) {
        return whole.starts_with(who) &&
               stands_in(danger::whereabouts(), std::string_view(whole).substr(who.size()));
    });
}

bool is_harmless(std::string_view question) { return is_over(question) || is_everyday(question); }

bool is_brief(std::string_view question) {
    return dialogs::text::code_points(question) < few_words;
}

}  // namespace

std::string heard_danger(std::string_view question, const Ranking& ranking) {
    if (const auto danger = alarm(question)) return std::string(topic_of(*danger));
    const double wanted = is_brief(question) ? danger_in_few_words : danger_from;
    const bool is_heard = ranking.danger >= wanted && !is_harmless(question);
    return std::string(is_heard ? emergency_topic : "");
}

bool may_be_danger(std::string_view question, const Ranking& ranking) {
    return ranking.danger >= perhaps_danger_from &&
           suspected_danger(question, ranking) >= perhaps_danger_from;
}

double suspected_danger(std::string_view question, const Ranking& ranking) {
    const bool is_too_brief = is_brief(question) && ranking.danger < suspicion_in_few_words;
    return is_too_brief || is_harmless(question) ? 0 : ranking.danger;
}

}  // namespace knowledge
