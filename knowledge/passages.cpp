#include "knowledge/passages.h"

#include "dialogs/text/clean.h"
#include "knowledge/alarm.h"
#include "knowledge/basis.h"
#include "knowledge/local_values.h"

#include <fmt/format.h>

namespace knowledge {
namespace {

// Two segments of 67 characters, less six for the signature.
constexpr std::size_t sms_room = 128;
constexpr std::string_view own_window = "镇民政服务中心";
constexpr std::string_view uncertain = "以县民政局答复为准。";
constexpr std::string_view uncertain_elsewhere = "以该部门答复为准。";

void append_if_it_fits(std::string& sms, std::string_view more) {
    if (dialogs::text::code_points(sms) + dialogs::text::code_points(more) <= sms_room) sms += more;
}

// The first sentences of `sms`, as many as leave room for `others`.
std::string sentences_beside(std::string_view sms, std::string_view others) {
    constexpr std::string_view stop = "。";
    const auto taken = dialogs::text::code_points(others);
    std::size_t end = 0;
    for (auto at = sms.find(stop); at != sms.npos; at = sms.find(stop, end)) {
        const auto next = at + stop.size();
        if (dialogs::text::code_points(sms.substr(0, next)) + taken > sms_room) break;
        end = next;
    }
    return std::string(sms.substr(0, end));
}

std::string untold(const dialogs::Passage& passage) {
    const auto who = passage.office.empty() ? own_window : std::string_view(passage.office);
    return fmt::format("这项没查到统一规定，请问{}。要人工答复，回0。", who);
}

std::string source_of(const Article& article) {
    if (article.sources.empty()) return {};
    const auto& source = article.sources.front();
    auto cited = source.title + source.article + (source.date.empty() ? "" : "，" + source.date);
    // Which wording a conversation was answered by.
    if (article.version > 0) cited += fmt::format("，本县第{}版", article.version);
    return cited;
}

// What the county filled in word for word; the rest is for who decides to announce.
std::string local_rules(const Article& article) {
    std::string known, open;
    for (const auto& [name, value] : article.local_values) {
        if (value.empty())
            open += (open.empty() ? "" : "、") + name;
        else
            known += fmt::format("{}：{}。", name, value);
    }
    if (!open.empty()) open += fmt::format("，以{}公布为准。", announcing_office(article));
    return known + open;
}

// A value too long for two segments is told where there is room for it.
std::string short_text(const Article& article, const std::string& text) {
    auto told = with_local_values(article, text);
    return dialogs::text::code_points(told) <= sms_room ? told : text;
}

std::string sms_of(const Article& article) {
    auto sms = short_text(article, article.sms);
    for (const auto& [name, value] : article.local_values) {
        const auto told = fmt::format("{}：{}", name, value);
        if (!value.empty() && sms.find(told) == std::string::npos)
            append_if_it_fits(sms, told + "。");
    }
    if (article.confidence == Confidence::medium && article.sms.find("为准") == std::string::npos)
        append_if_it_fits(sms, deciding_office(article).empty() ? uncertain : uncertain_elsewhere);
    return sms;
}

}  // namespace

std::string deciding_office(const Article& article) {
    return article.id == emergency_topic ? std::string() : article.office;
}

std::vector<std::string> facets_of(const Article& article) {
    std::vector<std::string> names;
    for (const auto name : facet_names) {
        if (article.facets.contains(name)) names.emplace_back(name);
    }
    if (!article.sources.empty()) names.emplace_back(basis_facet);
    return names;
}

dialogs::Passage passage_of(const Article& article, double score) {
    auto full = with_local_values(article, article.full);
    if (const auto local = local_rules(article); !local.empty()) full += "\n【本县规定】" + local;
    return {
        article.id,
        article.service,
        article.title,
        sms_of(article),
        std::move(full),
        source_of(article),
        score,
        facets_of(article),
        deciding_office(article),
        article.sources.empty() ? std::string() : briefly_cited(article.sources.front())};
}

dialogs::Passage passage_of(const Article& article, std::string_view facet, double score) {
    auto passage = passage_of(article, score);
    const auto& text = article.facets.find(facet)->second.text;
    passage.title += fmt::format("（{}）", facet_label(facet));
    passage.sms = short_text(article, text);
    std::erase(passage.facets, facet);
    passage.full = fmt::format("【{}】{}", facet_label(facet), with_local_values(article, text));
    return passage;
}

dialogs::Passage passage_untold(const Article& article, std::string_view facet, double score) {
    auto passage = passage_of(article, score);
    passage.title += fmt::format("（{}）", facet_label(facet));
    passage.sms = untold(passage);
    passage.full = fmt::format("【{}】{}", facet_label(facet), passage.sms);
    passage.source.clear();
    passage.brief_source.clear();
    std::erase(passage.facets, facet);
    return passage;
}

dialogs::Passage passage_from(const Article& article, std::string_view facet, double score) {
    auto passage = passage_of(article, score);
    const auto side = passage_of(article, facet, score);
    passage.sms = side.sms + sentences_beside(passage.sms, side.sms);
    passage.full = side.full + "\n" + passage.full;
    passage.facets = side.facets;
    return passage;
}

dialogs::Passage passage_lacking(const Article& article, std::string_view facet, double score) {
    auto passage = passage_of(article, score);
    const auto words = untold(passage);
    const auto last = std::string(facet_label(facet)) + words;
    passage.sms = sentences_beside(passage.sms, last) + last;
    passage.full += fmt::format("\n【{}】{}", facet_label(facet), words);
    return passage;
}

}  // namespace knowledge
