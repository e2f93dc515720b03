#include "knowledge/shelves.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace {

namespace fs = std::filesystem;

class Shelves : public testing::Test {
protected:
    Shelves() {
        const auto* test = testing::UnitTest::GetInstance()->current_test_info();
        folder_ = fs::path(testing::TempDir()) / (std::string("yimen_shelves_") + test->name());
        fs::remove_all(folder_);
        fs::create_directories(folder_);
    }
    ~Shelves() override { fs::remove_all(folder_); }

    void put(const std::string& name, const std::string& id, const std::string& facets = "") {
        std::ofstream(folder_ / name) << yaml(id, facets);
    }
    static std::string yaml(const std::string& id, const std::string& facets = "") {
        return "id: " + id + "\n" + facets + R"(service: 低保
title: 标题
colloquial: []
keywords: []
sms: 短
full: 长
sources: [{title: 法, number: "", date: "", article: "", checked: text}]
effective_from: 2026-07-01
review_by: 2027-06-30
confidence: high
local_values: []
)";
    }
    std::string faults() const {
        const auto read = knowledge::read_articles(folder_.string());
        return read ? "" : read.error().detail;
    }
    fs::path folder_;
};

TEST_F(Shelves, ReadInTheOrderOfFileNames) {
    put("b.y.yaml", "b.y");
    put("a.x.yaml", "a.x", "facets: {appeal: {see: b.y}}\n");
    const auto read = knowledge::read_articles(folder_.string());
    ASSERT_TRUE(read) << read.error().detail;
    ASSERT_EQ(read->size(), 2U);
    EXPECT_EQ(read->front().id, "a.x");
}

TEST_F(Shelves, RefuseAFileNamedOtherwiseThanItsArticle) {
    put("b.yaml", "a");
    EXPECT_NE(
        faults().find("b.yaml:1:1: the file must be named a.yaml after its id"), std::string::npos
    ) << faults();
}

TEST_F(Shelves, RefuseFacetsThatLeadNowhere) {
    put("a.yaml", "a", "facets: {where: {see: gone}, appeal: {see: a}}\n");
    EXPECT_NE(faults().find("facet 'where' refers to 'gone'"), std::string::npos) << faults();
    EXPECT_NE(faults().find("facet 'appeal' refers to 'a'"), std::string::npos) << faults();
}

TEST_F(Shelves, TellTheFaultsOfAllFilesAtOnce) {
    put("a.yaml", "a", "colour: red\n");
    put("b.yaml", "b", "shape: round\n");
    EXPECT_NE(faults().find("a.yaml:2:1: unknown key 'colour'"), std::string::npos) << faults();
    EXPECT_NE(faults().find("b.yaml:2:1: unknown key 'shape'"), std::string::npos) << faults();
}

TEST_F(Shelves, AReplacementCountsInsteadOfItsFileAndANewOneBesides) {
    put("a.x.yaml", "a.x");
    const std::vector<knowledge::Replacement> replacements{
        {"a.x", 3, yaml("a.x", "facets: {where: {see: c.z}}\n")}, {"c.z", 1, yaml("c.z")}};
    const auto read = knowledge::read_articles(folder_.string(), replacements);
    ASSERT_TRUE(read) << read.error().detail;
    ASSERT_EQ(read->size(), 2U);
    EXPECT_EQ(read->front().version, 3);
    EXPECT_EQ(read->front().facets.at("where").see, "c.z");
    EXPECT_EQ(read->back().id, "c.z");
}

TEST_F(Shelves, TellWhyAReplacementDoesNotFit) {
    put("a.x.yaml", "a.x");
    const auto articles = knowledge::read_articles(folder_.string()).value();
    struct Case {
        std::string yaml;
        const char* said;
    };
    const Case cases[] = {
        {yaml("b.y"), "a.x@2:1:1: the id must stay 'a.x'"},
        {yaml("a.x", "facets: {where: {see: gone}}\n"),
         "a.x@2:1:1: facet 'where' refers to 'gone'"},
        {yaml("a.x", "colour: red\n"), "a.x@2:2:1: unknown key 'colour'"},
        {"sms: [", "a.x@2:"},
    };
    for (const auto& [text, said] : cases) {
        SCOPED_TRACE(said);
        const auto fitting = knowledge::fit_in(articles, {"a.x", 2, text});
        ASSERT_FALSE(fitting);
        EXPECT_NE(fitting.error().detail.find(said), std::string::npos) << fitting.error().detail;
        EXPECT_FALSE(knowledge::read_articles(folder_.string(), {{"a.x", 2, text}}));
    }
    const auto fitting = knowledge::fit_in(articles, {"a.x", 2, yaml("a.x")});
    ASSERT_TRUE(fitting);
    EXPECT_EQ(fitting->version, 2);
}

TEST_F(Shelves, RefuseAnEmptyFolderAndNone) {
    EXPECT_NE(faults().find("no articles (*.yaml) here"), std::string::npos);
    EXPECT_FALSE(knowledge::read_articles((folder_ / "none").string()));
}

TEST_F(Shelves, LeaveOutOnlyWhatDoesNotFitAndWhatReferredToIt) {
    put("a.x.yaml", "a.x");
    const auto folder = knowledge::read_articles(folder_.string());
    ASSERT_TRUE(folder) << folder.error().detail;
    std::vector<knowledge::Replacement> versions = {
        {"a.x", 1, yaml("a.x", "facets: {appeal: {see: new.one}}\n")},
        {"new.one", 1, yaml("new.one")},
        {"bad.one", 2, "sms: ["},
        {"lost.one", 3, yaml("lost.one", "facets: {appeal: {see: bad.one}}\n")},
    };
    const auto unfit = knowledge::leave_out_unfit(*folder, versions);
    ASSERT_EQ(unfit.size(), 2U);
    EXPECT_TRUE(unfit[0].starts_with("bad.one@2:")) << unfit[0];
    EXPECT_TRUE(unfit[1].starts_with("lost.one@3:")) << unfit[1];
    ASSERT_EQ(versions.size(), 2U);
    EXPECT_EQ(versions[0].topic, "a.x");
    EXPECT_TRUE(knowledge::read_articles(folder_.string(), versions));
}

}  // namespace
