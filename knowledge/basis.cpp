#include "knowledge/basis.h"

#include "dialogs/text/clean.h"
#include "knowledge/passages.h"

#include <fmt/format.h>

#include <charconv>

namespace knowledge {
namespace {

// Two segments of 67 characters, less six for the signature and thirty for the next question.
constexpr std::size_t basis_room = 98;

// "2021-06-11", "2026-01" or "2021" as it is read out: 2021年6月11日. Nothing for what is no date.
std::string spoken(std::string_view date) {
    constexpr std::string_view units[] = {"年", "月", "日"};
    std::string words;
    for (const auto unit : units) {
        int number = 0;
        const auto* end = date.data() + date.size();
        const auto [read, error] = std::from_chars(date.data(), end, number);
        if (error != std::errc()) return words;
        words += fmt::format("{}{}", number, unit);
        date.remove_prefix(static_cast<std::size_t>(read - date.data()));
        if (date.starts_with('-')) date.remove_prefix(1);
    }
    return words;
}

std::string in_force(const Article& article) {
    auto words = fmt::format("以上答复自{}起施行", spoken(written(article.effective_from)));
    if (article.version > 0) words += fmt::format("，本县第{}版", article.version);
    return words + "。";
}

std::string basis_sms(const Article& article) {
    const auto& sources = article.sources;
    auto sms = "依据：" + cited(sources.front()) + "。";
    const auto append = [&sms](const std::string& more) {
        const auto length = dialogs::text::code_points(sms) + dialogs::text::code_points(more);
        if (length <= basis_room) sms += more;
    };
    if (article.version > 0) append(fmt::format("答复为本县第{}版。", article.version));
    for (auto source = sources.begin() + 1; source != sources.end(); ++source)
        append("另见" + cited(*source) + "。");
    return sms;
}

std::string full_of(const Article& article) {
    std::string full = "【依据】";
    for (const auto& source : article.sources)
        full += "\n- " + cited(source) + "。";
    return full + "\n" + in_force(article);
}

}  // namespace

std::string cited(const Source& source) {
    auto words = source.title + source.article;
    if (!source.number.empty()) words += "，" + source.number;
    // 全国人大常委会2026年4月30日通过 has said the day.
    const auto date = spoken(source.date);
    if (!date.empty() && source.number.find(date) == std::string::npos) words += "，" + date;
    if (source.checked == Checked::memory) words += "，待核对";
    return words;
}

std::string briefly_cited(const Source& source) {
    constexpr std::string_view state = "中华人民共和国", year_begin = "〔", number_end = "号";
    auto words = source.brief;
    const auto& number = source.number;
    const auto year = number.find(year_begin);
    const auto end = year == number.npos ? year : number.find(number_end, year);
    if (words.empty() && end != number.npos) words = number.substr(0, end + number_end.size());
    if (words.empty()) {
        words = source.title;
        if (const auto at = words.find(state); at != words.npos) words.erase(at, state.size());
        if (!source.date.empty()) words = source.date.substr(0, 4) + "年" + words;
    }
    if (dialogs::text::code_points(words) > max_brief_characters) return {};
    if (source.checked == Checked::memory) words += "，待核对";
    return words;
}

dialogs::Passage basis_of(const Article& article, double score) {
    auto passage = passage_of(article, score);
    passage.title += fmt::format("（{}）", facet_label(basis_facet));
    passage.sms = basis_sms(article);
    passage.full = full_of(article);
    passage.source.clear();  // it says nothing else
    passage.brief_source.clear();
    std::erase(passage.facets, basis_facet);
    return passage;
}

}  // namespace knowledge
