#include "gateway/turns/town_office.h"

#include "dialogs/text/clean.h"
#include "dialogs/text/normalise.h"
#include "dialogs/text/pinyin.h"
#include "knowledge/passages.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace gateway::turns {
namespace {

using config::Area;
using config::Organisation;

constexpr std::size_t town_code = 9;      // digits
constexpr std::size_t shortest_name = 2;  // characters
// By sound only what is long enough to be nothing else: 白各庄, but not 脱离 for 坨里.
constexpr std::size_t shortest_by_sound = 3;
// 倴城镇民政服务中心的电话号码是多少: longer is a story.
constexpr std::size_t longest_place = 24;

constexpr std::array<std::string_view, 6> before{"我们是", "我们", "请问", "我是", "我在", "查询"};
constexpr std::array<std::string_view, 6> more_before{"我住", "滦南县", "问", "查", "我", "俺"};
constexpr std::array<std::string_view, 31> after{
    "是多少",   "多少号",     "多少",     "是什么",   "是啥",         "在哪里",   "在哪儿",
    "在哪",     "在什么地方", "电话号码", "电话号",   "电话",         "号码",     "地址",
    "联系方式", "上班时间",   "几点上班", "服务中心", "便民服务大厅", "服务大厅", "服务站",
    "民政所",   "民政局",     "民政办",   "民政窗口", "民政科",       "民政",     "的",
    "和",       "呢",         "政府"};
constexpr std::array<std::string_view, 5> kinds{"街道办事处", "街道办", "街道", "镇", "村"};

bool take_from_front(std::string& text, std::string_view word) {
    if (!text.starts_with(word)) return false;
    text.erase(0, word.size());
    return true;
}

bool take_from_back(std::string& text, std::string_view word) {
    if (!text.ends_with(word)) return false;
    text.erase(text.size() - word.size());
    return true;
}

// Each word taken off makes it shorter: it ends.
std::string without_asking(std::string text) {
    const auto front = [&](std::string_view word) { return take_from_front(text, word); };
    const auto back = [&](std::string_view word) { return take_from_back(text, word); };
    while (std::ranges::any_of(before, front) || std::ranges::any_of(more_before, front) ||
           std::ranges::any_of(after, back)) {
    }
    return text;
}

std::string_view without_kind(std::string_view name) {
    for (const auto kind : kinds) {
        if (!name.ends_with(kind)) continue;
        const auto bare = name.substr(0, name.size() - kind.size());
        if (dialogs::text::code_points(bare) >= shortest_name) return bare;
    }
    return name;
}

// As long, and written alike in some place: 白各庄 for 柏各庄. Asked first, for to look up how
// something sounds takes longer than the rest of a turn.
bool may_be_misspelt(std::string_view name, std::string_view own) {
    if (name.size() != own.size()) return false;
    const auto written = dialogs::text::to_utf32(name);
    const auto meant = dialogs::text::to_utf32(own);
    if (written.size() < shortest_by_sound || written.size() != meant.size()) return false;
    return std::ranges::mismatch(written, meant, std::ranges::not_equal_to{}).in1 != written.end();
}

bool is_called(const Area& area, std::string_view bare) {
    const auto own = without_kind(area.name);
    if (bare == own) return true;
    if (std::ranges::find(area.aliases, bare) != area.aliases.end()) return true;
    return may_be_misspelt(bare, own) && dialogs::text::sounds_like(bare, own);
}

const Area* place_named(const Organisation& organisation, const std::string& name) {
    if (dialogs::text::code_points(name) < shortest_name) return nullptr;
    const auto bare = without_kind(name);
    const Area* found = nullptr;
    for (const Area& area : organisation.areas()) {
        if (area.code.size() < town_code || !is_called(area, bare)) continue;
        if (name == area.name) return &area;
        if (found) return nullptr;  // two of that name
        found = &area;
    }
    return found;
}

const Area& town_of(const Organisation& organisation, const Area& area) {
    const auto* town = organisation.find(area.code.substr(0, town_code));
    return town ? *town : area;
}

// The town's own: the county's would be another place.
config::Office office_of(const Organisation& organisation, const Area& town) {
    const auto& office = organisation.office_for(town.code);
    if (office.area == town.code) return office;
    return {town.code, town.name + "民政服务中心", "", office.hours, ""};
}

std::string told(const config::Office& office) {
    if (office.phone.empty() && office.address.empty())
        return office.name + "的地址和电话还没有登记，请打12345问，或回0找人。";
    if (office.phone.empty())
        return fmt::format(
            "{}：{}。电话还没有登记，请打12345问，或回0找人。", office.name, office.address
        );
    if (office.address.empty())
        return fmt::format(
            "{}：电话{}。地址还没有登记，请打这个电话问，或回0找人。", office.name, office.phone
        );
    return fmt::format("{}：{}，电话{}。", office.name, office.address, office.phone);
}

}  // namespace

std::optional<dialogs::Passage> town_office(
    const Organisation& organisation, std::string_view message
) {
    auto written = dialogs::text::bare(message);
    if (dialogs::text::code_points(written) > longest_place) return std::nullopt;
    const Area* area = place_named(organisation, written);
    if (!area) area = place_named(organisation, without_asking(std::move(written)));
    if (!area) return std::nullopt;
    const Area& town = town_of(organisation, *area);
    const auto office = office_of(organisation, town);
    dialogs::Passage passage;
    passage.topic = "office." + town.code;
    passage.title = office.name;
    passage.sms = passage.full = told(office);
    passage.score = 1;
    return passage;
}

dialogs::Found look_up(const Bundle& bundle, const dialogs::LookUp& wanted) {
    std::optional<dialogs::Passage> office;
    if (wanted.facet.empty()) office = town_office(bundle.organisation, wanted.question);
    if (!office) return bundle.library.look_up(wanted);
    // Told by the way: 要带啥 is still about the article shown before.
    if (const auto* article = bundle.library.find(wanted.context_topic)) {
        auto kept = knowledge::passage_of(*article, office->score);
        kept.sms = kept.full = std::move(office->sms);
        kept.source.clear();
        kept.brief_source.clear();
        office = std::move(kept);
    }
    return {dialogs::Outcome::answer, {std::move(*office)}};
}

std::vector<std::string> unfilled_offices(const Organisation& organisation) {
    std::vector<std::string> lines;
    for (const Area& area : organisation.areas()) {
        if (area.code.size() != town_code) continue;
        const auto office = office_of(organisation, area);
        std::string missing(office.phone.empty() ? "phone" : "");
        if (office.address.empty()) missing += missing.empty() ? "address" : ", address";
        if (missing.empty()) continue;
        lines.push_back(fmt::format("{}: {} of its office is not filled in", area.name, missing));
    }
    return lines;
}

}  // namespace gateway::turns
