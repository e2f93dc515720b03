#include "knowledge/scores.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace {

using knowledge::Scores;

Scores some() {
    knowledge::Evaluation e;
    e.answerable = 3;
    e.first = 2;
    e.third = 3;
    e.declined = 1;
    e.off_topic = 2;
    e.off_topic_declined = 1;
    return knowledge::scores_of(e);
}

TEST(Scores, ComeBackAsTheyWereWritten) {
    const auto file = std::filesystem::path(testing::TempDir()) / "yimen_scores.yaml";
    std::ofstream(file) << knowledge::write_scores(some());
    const auto read = knowledge::read_scores(file.string());
    ASSERT_TRUE(read) << read.error().detail;
    EXPECT_EQ(read->at("first"), 66.67);
    EXPECT_TRUE(knowledge::worse(some(), *read).empty());
    std::filesystem::remove(file);
}

TEST(Scores, TellWhatGotWorseInEitherDirection) {
    auto before = some();
    before["first"] = 70;
    before["third"] = 90;
    before["declined"] = 20;
    EXPECT_EQ(
        knowledge::worse(some(), before),
        (std::vector<std::string>{
            "first is 66.67 %, was 70.00 %", "declined is 33.33 %, was 20.00 %"})
    );
}

TEST(Scores, RefuseWhatIsMissingOrNoNumber) {
    EXPECT_EQ(knowledge::read_scores("no/such").error().fault, dialogs::Fault::not_found);
    const auto file = std::filesystem::path(testing::TempDir()) / "yimen_scores_bad.yaml";
    for (const auto* text : {"first: 80\n", "first: many\n", "first: [\n"}) {
        std::ofstream(file) << text;
        const auto read = knowledge::read_scores(file.string());
        ASSERT_FALSE(read) << text;
        EXPECT_EQ(read.error().fault, dialogs::Fault::malformed);
    }
    std::filesystem::remove(file);
}

}  // namespace
