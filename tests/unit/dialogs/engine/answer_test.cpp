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

}  // namespace
}  // namespace dialogs
