#include "knowledge/training/fit.h"

#include "knowledge/ranking/classifier.h"

#include <gtest/gtest.h>

namespace {

using namespace knowledge;

std::vector<Phrasing> few_phrasings() {
    std::vector<Phrasing> phrasings;
    for (int i = 0; i < 12; ++i) {
        const auto number = std::to_string(i);
        phrasings.push_back({"dibao.process", "低保怎么办" + number});
        phrasings.push_back({std::string(off_topic), "明天天气怎么样" + number});
        phrasings.push_back({std::string(emergency_topic), "房子着火了快来人" + number});
    }
    return phrasings;
}

double danger(const Model& model, std::string_view text) {
    const Classifier classifier(model);
    return classifier.second_opinion(
        classifier.terms(features(text, classifier.vocabulary())), std::size_t{2}
    );
}

TEST(Fit, GivesTheSameBytesForTheSameTexts) {
    const auto once = write_model(fit(few_phrasings(), "dibao 低保\n"));
    EXPECT_TRUE(once == write_model(fit(few_phrasings(), "dibao 低保\n")));
}

TEST(Fit, HearsADangerByTheNetworkToo) {
    const auto model = fit(few_phrasings(), "dibao 低保\n");
    EXPECT_GT(danger(model, "着火了"), danger(model, "低保"));
    EXPECT_GT(danger(model, "房子着火了快来人"), 0);
    EXPECT_LT(danger(model, "明天天气怎么样"), 0);
}

TEST(Fit, HasNoNetworkWhereNothingIsADanger) {
    auto harmless = few_phrasings();
    std::erase_if(harmless, [](const Phrasing& phrasing) {
        return phrasing.topic == emergency_topic;
    });
    EXPECT_EQ(fit(harmless, "").network.buckets, 0U);
}

}  // namespace
