#include "knowledge/library.h"

#include "dialogs/text/segments.h"
#include "knowledge/alarm.h"
#include "knowledge/open_points.h"
#include "tests/support/product_library.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

namespace {

using dialogs::LookUp;
using dialogs::Outcome;
using tests::product_library;

TEST(Library, HearsNoDangerInWhatEverybodySays) {
    for (const auto* said :
         {"不知道",
          "今天天气",
          "不想说",
          "我不说",
          "没有",
          "我来了",
          "我在家",
          "没了",
          "他在家",
          "俺爹在屋里",
          "我在医院",
          "不去了",
          "一个人",
          "请问一下",
          "按错了"})
        EXPECT_NE(product_library().rank(said).outcome, dialogs::Outcome::emergency) << said;
}

TEST(Library, HoldsTheArticlesOfTheCounty) {
    EXPECT_EQ(product_library().articles().size(), 62U);
    ASSERT_NE(product_library().find("elder.allowance"), nullptr);
    EXPECT_EQ(product_library().find("elder.allowance")->service, "养老服务和老年人福利");
    EXPECT_EQ(product_library().find("elder"), nullptr);
}

// An article is told, its own office's or another's.
bool tells(Outcome outcome) { return outcome == Outcome::answer || outcome == Outcome::redirect; }

TEST(Library, AnswersInAtMostTwoSegments) {
    for (const auto& article : product_library().articles()) {
        SCOPED_TRACE(article.id);
        std::vector<std::string> facets = {""};
        for (const auto& facet : article.facets)
            facets.push_back(facet.first);
        for (const auto& facet : facets) {
            if (facet.empty()) continue;
            const auto found = product_library().look_up({"", facet, article.id, {}});
            ASSERT_TRUE(tells(found.outcome)) << facet;
            const auto sms = "【滦南民政】" + found.passages.front().sms;
            EXPECT_LE(dialogs::text::sms_cost(sms).wire_segments, 2) << facet << ": " << sms;
        }
    }
}

TEST(Library, AnswersWithTheArticleMeant) {
    struct Case {
        std::string_view question, topic;
    };
    constexpr Case cases[] = {
        {"低保需要啥材料", "dibao.materials"},
        {"８０岁老人有补贴吗", "elder.allowance"},
        {"请问離婚冷靜期多少天", "marriage.divorce"},
        {"地保要啥条件", "dibao.conditions"},
    };
    for (const auto& [question, topic] : cases) {
        SCOPED_TRACE(question);
        const auto found = product_library().look_up({std::string(question), "", "", {}});
        EXPECT_EQ(found.outcome, Outcome::answer);
        ASSERT_EQ(found.passages.size(), 1U);
        EXPECT_EQ(found.passages.front().topic, topic);
        EXPECT_GT(found.passages.front().score, 0.4);
    }
}

TEST(Library, NeverAnswersWithTheNearestArticleWhatBelongsNowhere) {
    constexpr std::string_view questions[] = {
        "明天天气咋样", "猪肉多少钱一斤", "给我讲个笑话", "1111", "", "。", "???", "\xff\xff"};
    for (const auto question : questions) {
        SCOPED_TRACE(question);
        const auto found = product_library().look_up({std::string(question), "", "", {}});
        EXPECT_EQ(found.outcome, Outcome::none);
        EXPECT_TRUE(found.passages.empty());
    }
}

TEST(Library, OffersAtMostThreeToChooseFrom) {
    std::size_t clarified = 0;
    for (const auto* question : {"老人补贴", "怎么办手续", "钱", "补助", "申请要啥", "孩子补贴"}) {
        const auto found = product_library().look_up({question, "", "", {}});
        if (found.outcome != Outcome::clarify) continue;
        ++clarified;
        EXPECT_GE(found.passages.size(), 2U);
        EXPECT_LE(found.passages.size(), 3U);
    }
    EXPECT_GT(clarified, 0U);
}

TEST(Library, GivesTheTopicThatWasPickedWhateverWasAnsweredBefore) {
    for (const auto& article : product_library().articles()) {
        SCOPED_TRACE(article.id);
        const auto found = product_library().look_up({"", "", "tekun.apply", {article.id}});
        ASSERT_TRUE(tells(found.outcome));
        EXPECT_EQ(found.passages.front().topic, article.id);
    }
    EXPECT_TRUE(product_library().look_up({"", "", "", {"no.such"}}).passages.empty());
}

TEST(Library, TakesAFollowUpToMeanTheTopicJustAnswered) {
    const auto found = product_library().look_up({"那要带啥", "", "dibao.conditions", {}});
    ASSERT_EQ(found.outcome, Outcome::answer);
    EXPECT_EQ(found.passages.front().topic, "dibao.materials");
    const auto own = product_library().look_up({"离婚要带啥", "", "dibao.conditions", {}});
    ASSERT_EQ(own.outcome, Outcome::answer);
    EXPECT_EQ(own.passages.front().topic, "marriage.divorce");
}

TEST(Library, OffersNoSideThatItHasJustTold) {
    const auto has = [](const dialogs::Found& found, const std::string& facet) {
        const auto& facets = found.passages.front().facets;
        return std::find(facets.begin(), facets.end(), facet) != facets.end();
    };
    const auto article = product_library().look_up({"", "", "", {"elder.home"}});
    EXPECT_TRUE(has(article, "amount"));
    EXPECT_FALSE(article.follows_up);
    const auto picked = product_library().look_up({"", "amount", "elder.home", {}});
    EXPECT_FALSE(has(picked, "amount"));
    EXPECT_TRUE(has(picked, "where"));
    EXPECT_TRUE(picked.follows_up);
    const auto asked = product_library().look_up({"多少钱", "", "elder.home", {}});
    EXPECT_FALSE(has(asked, "amount"));
    EXPECT_TRUE(asked.follows_up);
}

TEST(Library, SaysWhereADangerIsOnlySuspected) {
    EXPECT_TRUE(product_library().look_up({"邻居家老人好几天没见着了", "", "", {}}).perhaps_danger);
    for (const char* question : {"低保要啥条件", "不知道", "我不说", "还在吗"})
        EXPECT_FALSE(product_library().look_up({question, "", "", {}}).perhaps_danger) << question;
    EXPECT_FALSE(product_library().look_up({"房子着火了", "", "", {}}).perhaps_danger
    );  // it is one
    EXPECT_FALSE(product_library().look_up({"", "amount", "elder.home", {}}).perhaps_danger);
}

TEST(Library, TellsWhatTheAnswerJustGivenWasMadeFrom) {
    for (const dialogs::LookUp& wanted :
         {dialogs::LookUp{"这是哪条规定？", "", "dibao.process", {}},
          dialogs::LookUp{"依据", "basis", "dibao.process", {}}}) {
        const auto found = product_library().look_up(wanted);
        ASSERT_EQ(found.outcome, Outcome::answer);
        const auto& passage = found.passages.front();
        EXPECT_EQ(passage.topic, "dibao.process");
        EXPECT_TRUE(passage.sms.starts_with("依据：《中华人民共和国社会救助法》第三十七条"));
    }
    EXPECT_EQ(product_library().look_up({"依据", "basis", "no.such", {}}).outcome, Outcome::none);
}

TEST(Library, KeepsAFollowUpWithinTheServiceJustAnswered) {
    struct Case {
        std::string_view topic, asked, answered, says;
    };
    constexpr std::string_view untold = "没查到统一规定，请问镇民政服务中心";
    constexpr Case cases[] = {
        {"orphan.apply", "几天能批下来", "orphan.apply", untold},
        {"elder.allowance", "得等多长时间", "elder.allowance", untold},
        {"disabled.apply", "都得拿啥东西", "disabled.apply", "残疾人证"},
        {"disabled.apply", "几天能批", "disabled.apply", untold},
        {"tekun.conditions", "得等多长时间", "tekun.apply", "15"},
        {"svc.appeal", "几天之内", "svc.appeal", "60日"},
        {"adoption.register", "上哪登记", "adoption.register", ""},
        {"marriage.divorce", "要花钱吗", "marriage.divorce", "免费"},
        {"marriage.register", "要钱不", "marriage.register", "不收费"},
        {"marriage.cert", "在哪补", "marriage.cert", ""},
        {"funeral.process", "拿啥证件", "funeral.process", "死亡证明"},
        {"adoption.register", "要花钱吗", "adoption.register", untold},
        {"dibao.process", "要花钱吗", "svc.scam", "不收钱"},
        {"medical.aid", "得多少天", "medical.aid", "请问县医疗保障局"},
    };
    for (const auto& [topic, asked, answered, says] : cases) {
        SCOPED_TRACE(std::string(topic) + ": " + std::string(asked));
        const auto found =
            product_library().look_up({std::string(asked), "", std::string(topic), {}});
        ASSERT_TRUE(tells(found.outcome));
        ASSERT_EQ(found.passages.size(), 1U);
        EXPECT_EQ(found.passages.front().topic, answered);
        EXPECT_NE(found.passages.front().sms.find(says), std::string::npos)
            << found.passages.front().sms;
    }
    const auto own = product_library().look_up({"离婚要带啥", "", "orphan.apply", {}});
    ASSERT_EQ(own.outcome, Outcome::answer);
    EXPECT_EQ(own.passages.front().topic, "marriage.divorce");
}

TEST(Library, AnswersAFacetFromWhereverItIsWritten) {
    const auto other = product_library().look_up({"", "amount", "dibao.process", {}});
    ASSERT_EQ(other.outcome, Outcome::answer);
    EXPECT_EQ(other.passages.front().topic, "dibao.standard");
    const auto itself = product_library().look_up({"", "amount", "dibao.standard", {}});
    ASSERT_EQ(itself.outcome, Outcome::answer);
    EXPECT_EQ(itself.passages.front().topic, "dibao.standard");
    const auto text = product_library().look_up({"", "where", "marriage.cert", {}});
    ASSERT_EQ(text.outcome, Outcome::answer);
    EXPECT_EQ(text.passages.front().topic, "marriage.cert");
    EXPECT_EQ(product_library().look_up({"", "amount", "svc.scam", {}}).outcome, Outcome::none);
    EXPECT_EQ(product_library().look_up({"", "amount", "no.such", {}}).outcome, Outcome::none);
}

TEST(Library, KeepsToTheTopicsAskedFor) {
    const std::string question = "低保需要啥材料";
    EXPECT_EQ(product_library().look_up({question, "", "", {"dibao"}}).outcome, Outcome::answer);
    EXPECT_EQ(
        product_library().look_up({question, "", "", {"最低生活保障"}}).outcome, Outcome::answer
    );
    EXPECT_EQ(
        product_library().look_up({question, "", "", {"dibao.materials"}}).outcome, Outcome::answer
    );
    EXPECT_NE(product_library().look_up({question, "", "", {"marriage"}}).outcome, Outcome::answer);
}

TEST(Library, RedirectsToWhomeverDecides) {
    const auto found = product_library().look_up({"住院报销比例是多少", "", "", {}});
    ASSERT_EQ(found.outcome, Outcome::redirect);
    EXPECT_EQ(found.passages.front().topic, "redirect.medins");
    EXPECT_EQ(found.passages.front().office, "县医疗保障局");
    const auto ranked = product_library().rank("住院报销比例是多少");
    EXPECT_EQ(ranked.outcome, Outcome::redirect);
    EXPECT_EQ(ranked.office, "县医疗保障局");
    // Its sides too, and what was picked from a list.
    EXPECT_EQ(
        product_library().look_up({"要带啥", "", "redirect.medins", {}}).outcome, Outcome::redirect
    );
    EXPECT_EQ(
        product_library().look_up({"", "", "", {"redirect.medins"}}).outcome, Outcome::redirect
    );
    // Danger is not an office's affair.
    const auto danger = product_library().look_up({"房子着火了", "", "", {}});
    EXPECT_EQ(danger.outcome, Outcome::emergency);
    EXPECT_EQ(danger.passages.front().office, "");
}

TEST(Library, GivesTwoAnswersToTwoQuestions) {
    const auto found = product_library().look_up({"低保要带啥材料？离婚冷静期多少天", "", "", {}});
    EXPECT_EQ(found.outcome, Outcome::answer);
    ASSERT_EQ(found.passages.size(), 2U);
    EXPECT_EQ(found.passages[0].topic, "dibao.materials");
    EXPECT_EQ(found.passages[1].topic, "marriage.divorce");
}

std::vector<std::string> topics_of(const std::string& question, const std::string& context = {}) {
    std::vector<std::string> topics;
    for (const auto& passage : product_library().look_up({question, "", context, {}}).passages)
        topics.push_back(passage.topic);
    return topics;
}

TEST(Library, GivesTwoAnswersToTwoQuestionsWithACommaBetween) {
    using Topics = std::vector<std::string>;
    EXPECT_EQ(
        topics_of("离婚要带啥，离完户口咋迁走"), (Topics{"marriage.divorce", "redirect.police"})
    );
    EXPECT_EQ(topics_of("五保啥条件 敬老院咋进"), (Topics{"tekun.conditions", "elder.home"}));
    EXPECT_EQ(
        topics_of("身份证丢了 结婚证也丢了 都上哪补"), (Topics{"redirect.police", "marriage.cert"})
    );
}

TEST(Library, TakesOneQuestionForOneWhateverCommasItHas) {
    for (const char* question :
         {"养老院里老人吃药谁负责，能写进协议吗",
          "收养后户口怎么上，登记证在哪领",
          "瘫痪弟弟哥几个轮流养，护理补贴该给谁",
          "低保咋申请，要带啥材料",
          "家里只有我一个人，低保怎么申请",
          "我爸去世了，丧葬费咋领"})
        EXPECT_LE(topics_of(question).size(), 1U) << question;
}

TEST(Library, RedirectsWhereEitherAnswerDoes) {
    const auto found = product_library().look_up({"低保要带啥材料？社保卡丢了上哪补", "", "", {}});
    EXPECT_EQ(found.outcome, Outcome::redirect);
    ASSERT_EQ(found.passages.size(), 2U);
    EXPECT_EQ(found.passages[0].topic, "dibao.materials");
    EXPECT_EQ(found.passages[1].topic, "redirect.hrss");
}

TEST(Library, TellsTheSideThatAQuestionNames) {
    struct Case {
        const char* question;
        std::string_view topic, first, then;
    };
    constexpr std::string_view untold = "这项没查到统一规定，请问镇民政服务中心。";
    constexpr Case cases[] = {
        {"孤儿补贴去哪办", "orphan.apply", "到户口所在地的镇民政服务中心", "按月发"},
        {"高龄津贴多少天能批下来", "elder.allowance", "国家鼓励地方", untold},
        {"孤儿补贴多久能批", "orphan.apply", "父母都去世", untold},
        {"社保卡丢了上哪补", "redirect.hrss", "镇便民服务中心的社保窗口", "养老保险"},
        {"高龄津贴一个月给多少", "elder.allowance", "各年龄段金额", "国家鼓励地方"},
        {"结婚登记要带什么证件", "marriage.register", "本人身份证（双方）", ""},
    };
    for (const auto& [question, topic, first, then] : cases) {
        SCOPED_TRACE(question);
        const auto found = product_library().look_up({question, "", "", {}});
        ASSERT_TRUE(tells(found.outcome));
        ASSERT_EQ(found.passages.size(), 1U);
        const auto& passage = found.passages.front();
        EXPECT_EQ(passage.topic, topic);
        for (const auto& text : {passage.sms, passage.full})
            EXPECT_NE(text.find(then), std::string::npos) << text;
        EXPECT_TRUE(passage.sms.starts_with(first)) << passage.sms;
        EXPECT_LE(dialogs::text::sms_cost("【滦南民政】" + passage.sms).wire_segments, 2);
        EXPECT_FALSE(found.follows_up);
        EXPECT_NE(passage.source, "");
    }
}

TEST(Library, OffersNoSideThatTheQuestionNamed) {
    const auto found = product_library().look_up({"孤儿补贴去哪办", "", "", {}});
    ASSERT_EQ(found.passages.size(), 1U);
    const auto& facets = found.passages.front().facets;
    EXPECT_EQ(std::ranges::find(facets, "where"), facets.end());
    EXPECT_NE(std::ranges::find(facets, "materials"), facets.end());
}

TEST(Library, TellsTheWholeWhereNoOneSideIsNamed) {
    for (const auto& [question, topic] : std::vector<std::pair<const char*, const char*>>{
             {"低保一个月多少钱", "dibao.standard"},
             {"低保几天能批下来", "dibao.timelimit"},
             {"孤儿补贴", "orphan.apply"},
             {"离婚冷静期多少天", "marriage.divorce"},
             {"涝天蹚水带啥", "disaster.prevent"},
             {"残疾评定要花钱吗", "disabled.cert"},
             {"收养登记要啥材料，去哪办", "adoption.register"}}) {
        SCOPED_TRACE(question);
        const auto found = product_library().look_up({question, "", "", {}});
        const auto whole = product_library().look_up({"", "", "", {topic}});
        ASSERT_EQ(found.passages.size(), 1U);
        EXPECT_EQ(found.passages.front().topic, topic);
        EXPECT_EQ(found.passages.front().sms, whole.passages.front().sms);
    }
}

TEST(Library, OffersAtMostThreeWhereASingleWordMeansMany) {
    for (const char* word : {"救助", "残疾", "五保", "补贴", "老人", "养老", "孩子", "我够不够"}) {
        const auto found = product_library().look_up({word, "", "", {}});
        EXPECT_EQ(found.outcome, Outcome::clarify) << word;
        EXPECT_EQ(found.passages.size(), 3U) << word;
    }
    EXPECT_EQ(topics_of("我够不够", "disabled.care").front(), "disabled.care")
        << "of what was told";
    EXPECT_EQ(topics_of("离婚"), std::vector<std::string>{"marriage.divorce"}) << "means one";
}

TEST(Library, PutsDangerBeforeEverything) {
    const auto found =
        product_library().look_up({"我不想活了，低保也不给", "", "dibao.conditions", {"dibao"}});
    EXPECT_EQ(found.outcome, Outcome::emergency);
    ASSERT_EQ(found.passages.size(), 1U);
    EXPECT_EQ(found.passages.front().topic, "safety.emergency");
    const auto ranked = product_library().rank("我爸打我");
    EXPECT_EQ(ranked.outcome, Outcome::emergency);
    EXPECT_EQ(ranked.topics.front().first, "child.protect");
}

TEST(Library, RanksFiveTopicsByFallingLikelihood) {
    const auto ranked = product_library().rank("残疾人补贴多少钱一个月");
    ASSERT_EQ(ranked.topics.size(), 5U);
    for (std::size_t i = 1; i < ranked.topics.size(); ++i)
        EXPECT_GE(ranked.topics[i - 1].second, ranked.topics[i].second);
}

TEST(Library, ListsWhatTheCountyHasToDo) {
    using namespace std::chrono;
    const auto now = knowledge::open_points(product_library(), year{2026} / 11 / 22);
    const auto later = knowledge::open_points(product_library(), year{2040} / 1 / 1);
    EXPECT_GT(now.size(), 100U);
    EXPECT_EQ(later.size(), now.size() + 62);
    EXPECT_EQ(now.front().topic, "adoption.register");
    EXPECT_EQ(
        now.front().message, "local value '收养登记窗口地址、电话、办公时间' is not filled in"
    );
}

TEST(Library, TellsWhatItsArticlesLeaveOut) {
    std::string said;
    for (const auto& [topic, message] : knowledge::gaps(product_library()))
        said += topic + ": " + message + "\n";
    EXPECT_NE(said.find("child.leftbehind: says nothing of 材料、流程、时限"), std::string::npos)
        << said;
    EXPECT_NE(
        said.find("elder.leftbehind: the source that is cited names no article"), std::string::npos
    ) << said;
    EXPECT_EQ(said.find("dibao."), std::string::npos) << "all told, here or in its sister";
    EXPECT_EQ(said.find("redirect.police: says"), std::string::npos) << "another office's to say";
    EXPECT_EQ(said.find("监督"), std::string::npos) << "where to complain is always said";
}

TEST(Library, TellsWhyItDoesNotLoad) {
    const auto nowhere = knowledge::Library::load("no/such/folder");
    ASSERT_FALSE(nowhere);
    EXPECT_EQ(nowhere.error().fault, dialogs::Fault::not_found);
    const auto no_model = knowledge::Library::load("knowledge/articles", "no.model");
    ASSERT_FALSE(no_model);
    EXPECT_EQ(no_model.error().detail, "no.model: cannot be read");
    const auto other = knowledge::Library::load("knowledge/articles", "knowledge/README.md");
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().fault, dialogs::Fault::malformed);
}

TEST(Library, HearsADangerThatNoRuleForesaw) {
    // Told in words of no rule, so only the classifier hears it.
    const std::string told = "牛发狂把我爹顶了，肚子上好大一个口子，人已经说不出话来了";
    ASSERT_FALSE(knowledge::alarm(told));
    const auto danger = product_library().danger(told);
    ASSERT_TRUE(danger);
    EXPECT_NE(danger->text.find("120"), std::string::npos);
    EXPECT_EQ(product_library().danger("我不想活了")->kind, "suicide") << "the rules come first";
    for (const auto* harmless :
         {"去了三回窗口都没有人理我", "村干部去年收了我二百块钱没给条子", "长凝镇民政窗口的人"})
        EXPECT_FALSE(product_library().danger(harmless)) << harmless;
}

TEST(Library, TakesWhatIsOverForNoDanger) {
    for (const auto* told :
         {"前夫以前老打我，现在离了，没工作能吃低保不",
          "都过去了没人打我了",
          "男人跳楼没了，留下我们娘仨咋过"}) {
        SCOPED_TRACE(told);
        EXPECT_NE(product_library().look_up({told, "", "", {}}).outcome, Outcome::emergency);
        EXPECT_FALSE(product_library().danger(told));
    }
}

TEST(Library, NeverGivesAnEmergencyAsAnOrdinaryAnswer) {
    for (const auto* asked : {"给我接人工", "土墙倒了", "我来了", "人没了", "喂快点来人"}) {
        SCOPED_TRACE(asked);
        const auto found = product_library().look_up({asked, "", "", {}});
        if (found.outcome == Outcome::emergency) continue;
        for (const auto& passage : found.passages)
            EXPECT_NE(passage.topic, "safety.emergency");
    }
}

TEST(Library, TakesSmallTalkForNoDanger) {
    // Few words and vague, as are many dangers told in hints.
    for (const auto* said :
         {"在吗我来了",
          "有人吗",
          "我等了半天了",
          "我妈在家呢",
          "人呢",
          "我先走了",
          "药吃完了",
          "喂喂喂"})
        EXPECT_NE(product_library().rank(said).outcome, dialogs::Outcome::emergency) << said;
}

}  // namespace
