#include "gateway/guide/site.h"

#include "gateway/guide/documents.h"
#include "gateway/guide/poster.h"
#include "gateway/guide/qr.h"
#include "knowledge/library.h"

#include <gtest/gtest.h>

#include <set>

namespace gateway::guide {
namespace {

using knowledge::Article;

const config::Organisation& county() {
    static const auto loaded = config::load_organisation("deploy/config/organisation.yaml");
    return *loaded;
}

const std::vector<Article>& product_articles() {
    static const auto library = knowledge::Library::load("knowledge/articles");
    return library->articles();
}

Edition product() { return {product_articles(), county(), "https://mz.example.gov.cn"}; }

Page at(std::string_view path, std::string_view scene = {}, std::string_view paper = {}) {
    return page_at(product(), {path, scene, paper});
}

bool has(const std::string& body, std::string_view words) {
    return body.find(words) != std::string::npos;
}

// What a reader sees between the tags of <main>.
std::string words_of(const std::string& html) {
    std::string words;
    bool in_tag = false;
    const auto from = html.find("<main"), to = html.find("</main>");
    for (const char letter : html.substr(from, to - from)) {
        if (letter == '<') in_tag = true;
        if (!in_tag) words += letter;
        if (letter == '>') in_tag = false;
    }
    return words;
}

Article article(std::string id) {
    Article made;
    made.id = std::move(id);
    made.service = "助餐";
    made.title = "老人助餐";
    made.sms = "问村里。";
    made.full = "【谁能吃】老人。\n- 一\n- 二\n问村里。";
    made.effective_from =
        knowledge::Day(std::chrono::year(2026), std::chrono::July, std::chrono::day(1));
    made.review_by =
        knowledge::Day(std::chrono::year(2027), std::chrono::July, std::chrono::day(1));
    return made;
}

TEST(Guide, EveryServiceHasItsSixDocuments) {
    const auto services = catalogue(product_articles());
    ASSERT_EQ(services.size(), 17U);
    std::set<std::string> slugs;
    for (const auto& service : services) {
        slugs.insert(service.slug);
        for (const auto& document : documents) {
            SCOPED_TRACE(service.slug + "/" + std::string(document.slug));
            const auto page = at(service.slug + "/" + std::string(document.slug));
            EXPECT_EQ(page.status, 200);
            EXPECT_GT(words_of(page.body).size(), 60U);
            EXPECT_TRUE(has(page.body, document.title));
            EXPECT_TRUE(has(page.body, "依据：")) << "sources";
            EXPECT_TRUE(has(page.body, "前复核。")) << "date";
        }
    }
    EXPECT_EQ(slugs.size(), services.size()) << "each has an address of its own";
}

TEST(Guide, TheIndexLeadsToEveryService) {
    const auto index = at("");
    ASSERT_EQ(index.status, 200);
    for (const auto& service : catalogue(product_articles()))
        EXPECT_TRUE(has(index.body, "/guide/" + service.slug + "/\">" + service.name))
            << service.slug;
    EXPECT_LT(index.body.find("safety/"), index.body.find("dibao/")) << "danger stands first";
    EXPECT_LT(index.body.find("dibao/"), index.body.find("medical/"))
        << "what others decide stands later";
}

TEST(Guide, WhatTheCountyHasNotSaidIsTheCountysToAnnounce) {
    const auto rules = at("dibao/rules");
    EXPECT_TRUE(has(rules.body, "以县民政局公布为准"));
    auto one = article("meal.where");
    one.local_values = {{"电话", ""}, {"价钱", "五元"}};
    const std::vector<Article> articles{one};
    const auto page = page_at({articles, county(), "https://x"}, {"meal/rules", {}, {}});
    EXPECT_TRUE(has(page.body, "<li>电话：以县民政局公布为准</li>"));
    EXPECT_TRUE(has(page.body, "<li>价钱：五元</li>"));
}

TEST(Guide, WhatAnotherOfficeDecidesIsItsToAnnounce) {
    const auto rules = at("medical/rules").body;
    EXPECT_TRUE(has(rules, "救助比例、起付线、年度限额：以县医疗保障局公布为准"));
    EXPECT_FALSE(has(rules, "以县民政局公布为准"));
    auto one = article("meal.where");
    one.office = "县商务局";
    const std::vector<Article> articles{one};
    const auto page = page_at({articles, county(), "https://x"}, {"meal/process", {}, {}});
    EXPECT_TRUE(has(page.body, "办理流程以县商务局公布为准。"));
}

TEST(Guide, TheCountysValuesStandOnEveryPageAndPoster) {
    auto one = article("meal.where");
    one.sms = "价钱以县民政局公布为准。";
    one.full = "【多少钱】价钱以县民政局公布为准。";
    one.facets["amount"].text = "价钱以县民政局公布为准。";
    one.local_values = {{"价钱", "五元"}};
    auto promise = one;
    promise.id = "svc.promise";
    promise.service = "怎么办";
    const std::vector<Article> articles{one, promise};
    for (const auto* path :
         {"meal/items", "meal/rules", "meal/steps", "meal/poster", "meal/promise", "poster"}) {
        SCOPED_TRACE(path);
        const auto page = page_at({articles, county(), "https://x"}, {path, {}, {}});
        EXPECT_EQ(page.status, 200);
        EXPECT_TRUE(has(page.body, "价钱：五元"));
        EXPECT_FALSE(has(page.body, "公布为准"));
    }
}

TEST(Guide, AFacetThatIsToldElsewhereIsToldOnce) {
    const auto materials = at("dibao/materials").body;
    EXPECT_TRUE(has(materials, "家庭经济状况核对授权书（成年家庭成员签字）"))
        << "the full form of dibao.materials";
    const std::string title = "<h2>低保：要带什么材料</h2>";
    EXPECT_EQ(materials.find(title), materials.rfind(title));
}

TEST(Guide, NothingInAnArticleBecomesMarkup) {
    auto evil = article("meal.where");
    const std::string bad = "<script>\"'&\x01\x1b";
    evil.service = evil.title = evil.sms = evil.office = bad;
    evil.full = "【" + bad + "】" + bad + "\n- " + bad;
    evil.facets["conditions"].text = bad;
    evil.local_values = {{bad, bad}};
    evil.sources = {{bad, bad, bad, bad, knowledge::Checked::text}};
    const std::vector<Article> articles{evil};
    const Edition edition{articles, county(), "https://x"};
    std::vector<std::string> paths{"", "poster", "meal/", "meal/poster"};
    for (const auto& document : documents)
        paths.push_back("meal/" + std::string(document.slug));
    for (const auto& path : paths) {
        SCOPED_TRACE(path);
        const auto page = page_at(edition, {path, {}, {}});
        EXPECT_EQ(page.status, 200);
        EXPECT_FALSE(has(page.body, "<script"));
        EXPECT_FALSE(has(page.body, "\x1b"));
    }
    EXPECT_TRUE(has(page_at(edition, {"meal/", {}, {}}).body, "&lt;script&gt;&quot;&#39;&amp;"));
}

TEST(Guide, FullFormsBecomeHeadingsListsAndParagraphs) {
    const std::vector<Article> articles{article("meal.where")};
    const auto page = page_at({articles, county(), "https://x"}, {"meal/steps", {}, {}});
    EXPECT_TRUE(
        has(page.body, "<h3>谁能吃</h3><p>老人。</p><ul><li>一</li><li>二</li></ul><p>问村里。</p>")
    );
}

TEST(Guide, AServicesNameIsTheCommonestFirstWord) {
    auto child = article("child.a"), other = article("child.b"), orphan = article("orphan.a");
    const std::vector<Article> articles{orphan, child, other};
    EXPECT_EQ(page_at({articles, county(), "https://x"}, {"child/", {}, {}}).status, 200);
    EXPECT_EQ(page_at({articles, county(), "https://x"}, {"orphan/", {}, {}}).status, 404);
}

TEST(Guide, AnUnknownAddressIsSaidInChinese) {
    for (const auto* path :
         {"nothing", "dibao/nothing", "dibao/rules/", "../etc", "dibao//", "a/poster"}) {
        SCOPED_TRACE(path);
        const auto page = at(path);
        EXPECT_EQ(page.status, 404);
        EXPECT_TRUE(has(page.body, "没有这一页"));
    }
    EXPECT_EQ(at("dibao").location, "/guide/dibao/");
    EXPECT_EQ(at("dibao").status, 308);
}

TEST(Guide, APosterIsRefusedForNoPlaceAndNoPaper) {
    EXPECT_EQ(at("poster", "999999999").status, 400);
    EXPECT_EQ(at("dibao/poster", "\"><script>").status, 400);
    EXPECT_EQ(at("dibao/poster", {}, "a5").status, 400);
    EXPECT_TRUE(has(at("poster", "999999999").body, "没有这个地方"));
}

TEST(Guide, APosterNamesItsPlaceAndItsOffice) {
    const auto village = at("poster", "130224100901").body;
    EXPECT_TRUE(has(village, "示例一村民政服务站"));
    EXPECT_TRUE(has(village, "倴城镇民政服务中心，工作日08:30–12:00、14:00–17:30"));
    EXPECT_TRUE(has(at("dibao/poster", "130224101").body, "宋道口镇民政服务中心"));
    EXPECT_TRUE(has(at("dibao/poster").body, "滦南县民政局"));
    EXPECT_TRUE(has(at("dibao/poster", {}, "a3").body, "/guide/a3.css"));
}

TEST(Guide, AnotherTextIsAnotherVersionOfAPoster) {
    const auto version = [](const std::string& body) { return body.substr(body.find("版本"), 14); };
    auto one = article("meal.where");
    const std::vector<Article> before{one};
    one.sms = "问镇里。";
    const std::vector<Article> after{one};
    const Wanted wanted{"meal/poster", {}, {}};
    const auto first = page_at({before, county(), "https://x"}, wanted).body;
    EXPECT_EQ(version(first), version(page_at({before, county(), "https://x"}, wanted).body));
    EXPECT_NE(version(first), version(page_at({after, county(), "https://x"}, wanted).body));
}

TEST(Guide, MoreThanAWallHoldsIsTitlesOnly) {
    std::vector<Article> articles(20, article("meal.where"));
    for (std::size_t i = 0; i < articles.size(); ++i)
        articles[i].sms = std::string(300, 'x') + std::to_string(i);
    const auto page = page_at({articles, county(), "https://x"}, {"meal/poster", {}, {}});
    EXPECT_TRUE(has(page.body, "<h2>老人助餐</h2>"));
    EXPECT_FALSE(has(page.body, "xxx"));
}

TEST(Guide, ThePostersCodeOpensTheChatOfItsPlace) {
    const auto* village = county().find("130224100901");
    EXPECT_EQ(
        chat_address(product(), *village), "https://mz.example.gov.cn/chat/?scene=130224100901"
    );
    const auto code = qr_code(chat_address(product(), *village), "二维码：扫一扫打开问答");
    ASSERT_TRUE(code);
    EXPECT_TRUE(has(at("poster", "130224100901").body, *code));
    EXPECT_FALSE(has(at("poster", "130224100902").body, *code));
}

TEST(Guide, AnAddressNoCodeHoldsIsRefused) {
    const std::string endless(4000, 'a');
    EXPECT_EQ(qr_code(endless, "").error().fault, dialogs::Fault::too_large);
    EXPECT_EQ(page_at({product_articles(), county(), endless}, {"poster", {}, {}}).status, 400);
}

TEST(Guide, PagesAreSmall) {
    for (const auto& service : catalogue(product_articles()))
        for (const auto& document : documents)
            EXPECT_LT(at(service.slug + "/" + std::string(document.slug)).body.size(), 40U * 1024);
    EXPECT_LT(at("guide.css").body.size(), 4U * 1024);
    EXPECT_EQ(at("guide.css").type, "text/css; charset=utf-8");
}

}  // namespace
}  // namespace gateway::guide
