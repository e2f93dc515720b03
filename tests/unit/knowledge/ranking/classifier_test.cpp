#include "knowledge/ranking/classifier.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace {

using namespace knowledge;

Vocabulary vocabulary() {
    return {"dibao 低保\n=怎么 咋\n", std::vector<std::uint16_t>(Sounds::count)};
}

std::vector<std::uint32_t> ids(std::string_view text) {
    std::vector<std::uint32_t> all;
    for (const auto& feature : features(text, vocabulary()))
        all.push_back(feature.id);
    return all;
}

// Two classes that differ in one feature.
Model small_model() {
    Model model;
    model.group_weights = {1, 1, 1};
    model.lexicon = "dibao 低保\n";
    model.sounds.resize(Sounds::count);
    model.classes = {{"dibao.process", 0.01F, 0}, {std::string(off_topic), 0.01F, -0.5F}};
    model.ids = ids("低");
    model.rarity.resize(model.ids.size(), 1.0F);
    std::vector<std::int8_t> weights;
    for (std::size_t i = 0; i < model.ids.size(); ++i) {
        weights.push_back(100);
        weights.push_back(-100);
    }
    model.weights = Weights(std::move(weights));
    model.network.buckets = 2;
    model.network.units = {{0.01F, 0}};
    model.network.outputs = {1, -1};
    model.network.biases = {0, 0};
    model.network.rows = Weights({100, 50});
    return model;
}

TEST(Features, AreSortedAndEachOnce) {
    const auto all = ids("低保低保低保怎么办");
    EXPECT_TRUE(std::is_sorted(all.begin(), all.end()));
    EXPECT_EQ(std::adjacent_find(all.begin(), all.end()), all.end());
}

TEST(Features, AreTheSameHoweverTheTextIsTyped) {
    EXPECT_EQ(ids("低保ABC１２"), ids("低保abc12"));
    EXPECT_EQ(ids("低保，怎麼辦？"), ids("低保 怎么办"));
    EXPECT_NE(ids("低保"), ids("高龄"));
}

TEST(Features, TellAgesApart) {
    const auto has_age = [](std::string_view older, std::string_view younger) {
        return ids(older) != ids(younger);
    };
    EXPECT_TRUE(has_age("八十五岁", "四十五岁"));
    EXPECT_FALSE(ids("").size() > 0);
}

TEST(Features, StopAtTheLongestStory) {
    std::string story;
    while (story.size() < 100'000)
        story += "我家的事说来话长";
    EXPECT_LT(ids(story).size(), 4 * max_question_characters * 3);
}

TEST(Classifier, AddsUpTheWeightsOfWhatItSees) {
    const Classifier classifier(small_model());
    const auto seen = features("低", classifier.vocabulary());
    const auto scores = classifier.scores(classifier.terms(seen));
    EXPECT_GT(scores[0], 0.5);
    EXPECT_LT(scores[1], -1.0);
    const auto nothing =
        classifier.scores(classifier.terms(features("xyz", classifier.vocabulary())));
    EXPECT_FLOAT_EQ(static_cast<float>(nothing[1]), -0.5F);
}

TEST(Classifier, HasASecondOpinionByTheNetwork) {
    const Classifier classifier(small_model());
    const auto terms = classifier.terms(features("低", classifier.vocabulary()));
    EXPECT_GT(classifier.second_opinion(terms, 0), 0.5);
    EXPECT_NEAR(classifier.second_opinion(terms, 0), -classifier.second_opinion(terms, 1), 1e-6);
}

TEST(Model, IsTheSameAfterWritingAndReading) {
    const auto bytes = write_model(small_model());
    const auto read = read_model(bytes);
    ASSERT_TRUE(read) << read.error().detail;
    EXPECT_EQ(write_model(*read), bytes);
}

TEST(Model, MayBeWithoutANetwork) {
    auto linear = small_model();
    linear.network = {};
    const auto bytes = write_model(linear);
    const auto read = read_model(bytes);
    ASSERT_TRUE(read) << read.error().detail;
    EXPECT_EQ(write_model(*read), bytes);
    const Classifier classifier(*read);
    EXPECT_EQ(classifier.second_opinion({{0, 1.0F}}, 0), 0);
}

TEST(Model, IsCopiedWhereItsBytesWillNotLast) {
    const auto bytes = write_model(small_model());
    const auto lying = read_model(bytes);
    auto passing = bytes;
    const auto copied = copy_model(passing);
    std::fill(passing.begin(), passing.end(), '\0');
    ASSERT_TRUE(copied) << copied.error().detail;
    EXPECT_EQ(write_model(*copied), bytes);
    EXPECT_EQ(
        static_cast<const void*>(lying->network.rows.data() + lying->network.rows.size()),
        bytes.data() + bytes.size()
    );
}

TEST(Model, IsRefusedIfAnyPartIsMissing) {
    const auto bytes = write_model(small_model());
    for (std::size_t size = 0; size < bytes.size(); size += size < 200 ? 1 : 997) {
        SCOPED_TRACE(size);
        EXPECT_FALSE(read_model(std::string_view(bytes).substr(0, size)));
    }
    EXPECT_FALSE(read_model(bytes + "x"));
}

TEST(Model, IsRefusedInAnotherVersionOrWithAbsurdSizes) {
    auto later = write_model(small_model());
    later[4] = 99;
    EXPECT_FALSE(read_model(later));
    auto absurd = write_model(small_model());
    std::fill(absurd.begin() + 8, absurd.begin() + 28, '\xff');
    EXPECT_FALSE(read_model(absurd));
}

}  // namespace
