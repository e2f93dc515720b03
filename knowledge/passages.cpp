#include "knowledge/passages.h"

#include "dialogs/text/clean.h"
#include "knowledge/alarm.h"

#include <fmt/format.h>

namespace knowledge {
namespace {

// Two segments of 67 characters, less six for the signature.
constexpr std::size_t sms_room = 128;
constexpr std::string_view uncertain = "以县民政局答复为准。";
// Another office decides: who asks is not sent away, a clerk passes it on.
constexpr std::string_view pass_it_on = "要我们帮您转，回0。";

void append_if_it_fits(std::string& sms, std::string_view more) {
    if (dialogs::text::code_points(sms) + dialogs::text::code_points(more) <= sms_room) sms += more;
}

std::string source_of(const Article& article) {
    if (article.sources.empty()) return {};
    const auto& source = article.sources.front();
    auto cited = source.title + source.article + (source.date.empty() ? "" : "，" + source.date);
    // Which wording a conversation was answered by.
    if (article.version > 0) cited += fmt::format("，本县第{}版", article.version);
    return cited;
}

// What the county filled in word for word; the rest is for the county to announce.
std::string local_rules(const Article& article) {
    std::string known, open;
    for (const auto& [name, value] : article.local_values) {
        if (value.empty())
            open += (open.empty() ? "" : "、") + name;
        else
            known += fmt::format("{}：{}。", name, value);
    }
    if (!open.empty()) open += "，以县民政局公布为准。";
    return known + open;
}

// An emergency is never passed on: who is in it calls at once.
bool is_anothers(const Article& article) {
    return !article.office.empty() && article.id != emergency_topic;
}

std::string sms_of(const Article& article) {
    auto sms = article.sms;
    for (const auto& [name, value] : article.local_values) {
        if (!value.empty()) append_if_it_fits(sms, fmt::format("{}：{}。", name, value));
    }
    if (article.confidence == Confidence::medium && sms.find("为准") == std::string::npos)
        append_if_it_fits(sms, uncertain);
    if (is_anothers(article)) append_if_it_fits(sms, pass_it_on);
    return sms;
}

std::vector<std::string> facets_of(const Article& article) {
    std::vector<std::string> names;
    for (const auto name : facet_names) {
        if (article.facets.contains(name)) names.emplace_back(name);
    }
    return names;
}

}  // namespace

dialogs::Passage passage_of(const Article& article, double score) {
    auto full = article.full;
    if (const auto local = local_rules(article); !local.empty()) full += "\n【本县规定】" + local;
    if (is_anothers(article))
        full += fmt::format("\n【帮您转】这件事归{}管。{}", article.office, pass_it_on);
    return {
        article.id,
        article.service,
        article.title,
        sms_of(article),
        std::move(full),
        source_of(article),
        score,
        facets_of(article)};
}

dialogs::Passage passage_of(const Article& article, std::string_view facet, double score) {
    auto passage = passage_of(article, score);
    const auto& text = article.facets.find(facet)->second.text;
    passage.title += fmt::format("（{}）", facet_label(facet));
    passage.sms = text;
    passage.full = fmt::format("【{}】{}", facet_label(facet), text);
    return passage;
}

}  // namespace knowledge
