#include "tests/unit/dialogs/engine/talk.h"

namespace dialogs {
namespace {

constexpr const char* with_gap = R"(
  main:
    slots: {question: {type: text, max_chars: 60}}
    steps:
      - {id: ask, collect: question, ask: 问什么？, interruptible: false, next: find}
      - {id: find, answer: {query: slots.question, min_score: 0.5, clarify_gap: 0.2}, on_answered: END, on_no_match: none}
      - {id: none, say: 没查到。, next: END}
)";

Found two(double first, double second) {
    Found found;
    found.outcome = Outcome::clarify;
    Passage passage;
    passage.topic = "dibao";
    passage.title = "低保";
    passage.sms = "低保按补差发。";
    passage.score = first;
    found.passages.push_back(passage);
    passage.topic = "linshi";
    passage.title = "临时救助";
    passage.score = second;
    found.passages.push_back(passage);
    return found;
}

std::string answered(double first, double second) {
    Talk talk{script_of(with_gap)};
    talk.hear("你好");
    talk.hear("钱");
    talk.put(two(first, second));
    return talk.said();
}

TEST(Answer, AsksWhichIsMeantOnlyWhereTheScoresAreClose) {
    EXPECT_EQ(answered(0.8, 0.3), "低保按补差发。|");
    EXPECT_NE(answered(0.8, 0.7).find("哪一个？"), std::string::npos);
    EXPECT_NE(answered(0.4, 0.1).find("哪一个？"), std::string::npos);  // below min_score
}

Talk asked_with_gap(const char* channel) {
    Talk talk{script_of(with_gap)};
    talk.context.channel = channel;
    talk.hear("你好");
    talk.hear("钱");
    return talk;
}

TEST(Answer, ShowsTwoPassagesWhereNobodyCountsSegments) {
    Talk talk = asked_with_gap("web");
    auto found = two(0.9, 0.8);
    found.outcome = Outcome::answer;
    found.passages[0].full = "低保按补差发。";
    found.passages[1].full = "临时救助一次性发。";
    talk.put(found);
    EXPECT_TRUE(talk.said().ends_with("低保按补差发。|临时救助一次性发。|")) << talk.said();
}

std::string long_words(const char* word) {
    std::string words;
    for (int i = 0; i < 50; ++i)
        words += word;
    return words;
}

TEST(Answer, GivesBothAnswersInMessagesOfTheirOwnWhereTheyDoNotFitIntoOne) {
    Talk talk = asked_with_gap("sms");
    auto found = two(0.9, 0.8);
    found.outcome = Outcome::answer;
    found.passages[0].sms = long_words("低保");
    found.passages[1].sms = long_words("救助");
    talk.put(found);
    EXPECT_EQ(talk.said(), found.passages[0].sms + '|' + found.passages[1].sms + '|');
}

TEST(Answer, CitesUnderTwoAnswersOnlyWhatBothWereMadeFrom) {
    Talk talk = asked_with_gap("sms");
    auto found = two(0.9, 0.8);
    found.outcome = Outcome::answer;
    found.passages[0].brief_source = found.passages[1].brief_source = "2026年《社会救助法》";
    talk.put(found);
    EXPECT_EQ(talk.session.topic_brief_source, "2026年《社会救助法》");
    Talk other = asked_with_gap("sms");
    found.passages[1].brief_source = "民发〔2021〕57号";
    other.put(found);
    EXPECT_EQ(other.session.topic_brief_source, "");
}

TEST(Answer, KeepsTheOfficeOfEitherAnswerAndTheSidesOfTheFirst) {
    Talk talk = asked_with_gap("sms");
    auto found = two(0.9, 0.8);
    found.outcome = Outcome::redirect;
    found.passages[0].facets = {"materials"};
    found.passages[1].facets = {"where", "amount"};
    found.passages[1].office = "县人社局";
    talk.put(found);
    EXPECT_EQ(talk.session.topic, "dibao");
    EXPECT_EQ(talk.session.facets, std::vector<std::string>{"materials"});
    EXPECT_EQ(talk.session.topic_office, "县人社局");
    EXPECT_EQ(talk.session.topic_title, "临时救助") << "what is passed on";
}

TEST(Answer, KeepsTheOfficeWhileMoreIsAskedOfTheSameMatter) {
    Talk talk = asked_with_gap("sms");
    auto found = two(0.9, 0.8);
    found.outcome = Outcome::redirect;
    found.passages[1].office = "县人社局";
    talk.put(found);
    talk.hear("你好");
    talk.hear("在哪办");
    auto more = two(0.9, 0.8);
    more.passages.pop_back();
    more.outcome = Outcome::answer;
    more.follows_up = true;
    talk.put(more);
    EXPECT_EQ(talk.session.topic_office, "县人社局");
    talk.hear("你好");
    talk.hear("低保");
    more.follows_up = false;
    talk.put(more);
    EXPECT_EQ(talk.session.topic_office, "");
}

TEST(Answer, IsNoneWhateverComesWithIt) {
    Talk talk = asked_with_gap("sms");
    auto found = two(0.9, 0.8);
    found.outcome = Outcome::none;
    talk.put(found);
    EXPECT_EQ(talk.said(), "没查到。|");
}

TEST(Answer, AsksAboutTheOnlyOneThatIsUnsure) {
    Talk talk = asked_with_gap("sms");
    auto found = two(0.9, 0.8);
    found.passages.pop_back();
    talk.put(found);
    EXPECT_TRUE(talk.said().starts_with("哪一个？")) << talk.said();
}

TEST(Answer, ThatNoStepAskedForIsShownAndTheQuestionPutAgain) {
    Talk talk{script_of(R"(
  main:
    steps:
      - {id: sure, confirm: 对吗？, affirm: END, deny: END}
)")};
    talk.hear("你好");
    talk.session.pending = Pending{Question::look_up, "", "gone", false, false};
    auto found = two(0.9, 0.8);
    found.outcome = Outcome::answer;
    found.passages.pop_back();
    talk.put(found);
    EXPECT_EQ(talk.said(), "低保按补差发。\n接着：对吗？\n1是\n2否|");
}

TEST(Doubt, TakesForAnAnswerWhatNoArticleSurelyAnswers) {
    Talk talk{script_of(with_gap)};
    talk.hear("你好");
    talk.session.input = "怎么办";
    talk.session.pending = Pending{Question::look_up, "", "", false, true};
    auto found = two(0.3, 0.2);
    found.outcome = Outcome::answer;
    talk.put(found);
    EXPECT_EQ(talk.session.slots["question"].value, "怎么办");
}

}  // namespace
}  // namespace dialogs
