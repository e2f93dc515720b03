#include "dialogs/conversation/golden.h"

#include "dialogs/conversation/report.h"
#include "dialogs/language/loader.h"

#include <gtest/gtest.h>

#include <fstream>

namespace dialogs::conversation {
namespace {

namespace fs = std::filesystem;

const Script& script() {
    static const auto loaded = language::load_script("dialogs/scripts");
    return loaded.script.value();
}

// A folder with one golden conversation; gone with the test.
class GoldenFile : public testing::Test {
protected:
    GoldenFile() {
        fs::create_directories(folder_);
        std::ofstream(test_) << "dialog_test: 1\nname: 一\ngolden: true\n"
                                "given: {now: \"2026-11-23T09:00:00+08:00\"}\n"
                                "steps: [{user: 查进度}, {deliver_duplicate: true}]\n";
    }
    ~GoldenFile() override { fs::remove_all(folder_); }

    fs::path folder_ =
        fs::path(testing::TempDir()) /
        (std::string("golden_") + testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::path test_ = folder_ / "one.test.yaml";
};

TEST_F(GoldenFile, IsWrittenOnceAndComparedFromThenOn) {
    const Report without = run_tests(script(), {test_});
    ASSERT_EQ(without.failures.size(), 1u);
    EXPECT_EQ(
        without.failures.front().message, "there is no one.golden.json: write it with --update"
    );
    EXPECT_TRUE(run_tests(script(), {test_}, Golden::update).passed());
    EXPECT_TRUE(run_tests(script(), {test_}).passed());
}

TEST_F(GoldenFile, ShowsTheFirstLineThatDiffers) {
    ASSERT_TRUE(run_tests(script(), {test_}, Golden::update).passed());
    Script other = script();
    auto& step = other.flows.at("status").steps.at(1);
    step.prompt.ask.everywhere.pieces = {std::string("编号？")};
    const Report report = run_tests(other, {test_});
    ASSERT_EQ(report.failures.size(), 1u);
    const std::string& message = report.failures.front().message;
    EXPECT_NE(message.find("请回复12位受理编号"), std::string::npos) << message;
    EXPECT_NE(message.find("编号？"), std::string::npos) << message;
}

TEST(Golden, TellsEverythingThatComesOfATurn) {
    const auto text_of = [](const Reaction& reaction) {
        return golden_text({{"一", {{"user: 人工", reaction, "{}"}}}});
    };
    Reaction plain;
    plain.handoffs.push_back({"front", Priority::normal, "asked", "一句话", {}, false, {}});
    struct Case {
        const char* name;
        void (*change)(Reaction&);
    };
    constexpr Case cases[] = {
        {"reminder",
         [](Reaction& one) {
             one.reminders.push_back({std::chrono::hours{2}, "sla"});
         }},
        {"kept text", [](Reaction& one) { one.kept_text = "（核对信息，不保存）"; }},
        {"consent", [](Reaction& one) { one.consent.notices = false; }},
        {"priority", [](Reaction& one) { one.handoffs[0].priority = Priority::high; }},
        {"area", [](Reaction& one) { one.handoffs[0].area = "130224100"; }},
        {"county only", [](Reaction& one) { one.handoffs[0].county_only = true; }},
        {"look-up",
         [](Reaction& one) {
             one.look_ups.push_back({"低保", {}, {}, {}});
         }},
    };
    for (const auto& [name, change] : cases) {
        SCOPED_TRACE(name);
        Reaction other = plain;
        change(other);
        EXPECT_NE(text_of(other), text_of(plain));
    }
}

}  // namespace
}  // namespace dialogs::conversation
