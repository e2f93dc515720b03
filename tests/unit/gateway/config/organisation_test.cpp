#include "gateway/config/organisation.h"

#include "tests/unit/gateway/config/temporary_file.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace gateway::config {
namespace {

using namespace std::chrono_literals;

TEST(Organisation, LoadsTheCountyAsDelivered) {
    const auto county = load_organisation("deploy/config/organisation.yaml");
    ASSERT_TRUE(county) << county.error().text();
    EXPECT_EQ(county->county().name, "滦南县");
    EXPECT_EQ(county->prefix(), "LN");
    const auto towns = std::ranges::count_if(county->areas(), [](const Area& area) {
        return area.code.size() == 9;
    });
    EXPECT_EQ(towns, 17);
    ASSERT_NE(county->find("130224100"), nullptr);
    EXPECT_EQ(county->find("130224100")->name, "倴城镇");
    EXPECT_EQ(county->find("130224100901")->parent, "130224100");
    for (const Area& area : county->areas()) {
        EXPECT_TRUE(area.code.size() < 12 || area.name.starts_with("示例")) << area.name;
    }
    for (const Area& area : county->areas())
        EXPECT_TRUE(county->office_for(area.code).phone.empty());
}

constexpr std::string_view small = R"(prefix: X
areas:
  - {code: "110000", name: 县}
  - {code: "110000001", name: 甲镇, size: large}
  - {code: "110000002", name: 乙镇}
  - {code: "110000001001", name: 甲村}
offices:
  - {area: "110000", name: 县民政局}
  - {area: "110000001", name: 甲镇中心, address: 甲街一号, hours: ["09:00-12:00"]}
calendar:
  2026: {off: [01-01], work: [01-03]}
)";

TEST(Organisation, FindsWhoServesAnArea) {
    const TemporaryFile file(small);
    const auto organisation = load_organisation(file.path());
    ASSERT_TRUE(organisation) << organisation.error().text();
    EXPECT_EQ(organisation->office_for("110000001001").name, "甲镇中心");
    EXPECT_EQ(organisation->office_for("110000001").address, "甲街一号");
    EXPECT_EQ(organisation->office_for("110000002").name, "县民政局");
    EXPECT_EQ(organisation->office_for("999999").name, "县民政局");
    EXPECT_EQ(organisation->calendar_for("110000001001").hours(), (Hours{{9h, 12h}}));
    EXPECT_EQ(organisation->calendar().hours(), usual_hours());
    EXPECT_EQ(organisation->find("110000001")->size, TownSize::large);
}

TEST(Organisation, KnowsWhatLiesInWhat) {
    const TemporaryFile file(small);
    const auto organisation = load_organisation(file.path());
    ASSERT_TRUE(organisation) << organisation.error().text();
    EXPECT_TRUE(organisation->contains("110000", "110000001001"));
    EXPECT_TRUE(organisation->contains("110000001", "110000001001"));
    EXPECT_TRUE(organisation->contains("110000001", "110000001"));
    EXPECT_FALSE(organisation->contains("110000002", "110000001001"));
    EXPECT_FALSE(organisation->contains("110000001001", "110000001"));
    EXPECT_FALSE(organisation->contains("110000", "110000009"));
    EXPECT_FALSE(organisation->contains("", "110000"));
}

TEST(Organisation, NamesWhatIsWrong) {
    struct Case {
        const char* name;
        std::string from;
        std::string to;
        const char* problem;
    };
    const Case cases[] = {
        {"code", "\"110000002\"", "\"11\"", "6, 9 or 12 digits"},
        {"code twice", "\"110000002\"", "\"110000001\"", "a second area"},
        {"no such parent", "\"110000001001\"", "\"110000007001\"", "must stand before it"},
        {"no county office",
         "{area: \"110000\",",
         "{area: \"110000002\",",
         "the county has no office"},
        {"office nowhere",
         "{area: \"110000001\",",
         "{area: \"110000008\",",
         "no area has the code"},
        {"hours", "09:00-12:00", "12:00-09:00", "hours are written"},
        {"day", "[01-01]", "[02-30]", "days are written"},
        {"day twice", "[01-03]", "[01-01]", "stands twice"},
        {"year", "2026:", "next:", "is no year"},
        {"unknown key", "prefix: X", "prefix: X\nsuffix: Y", "FILE:2:1"},
    };
    for (const Case& one : cases) {
        SCOPED_TRACE(one.name);
        std::string text(small);
        text.replace(text.find(one.from), one.from.size(), one.to);
        const TemporaryFile file(text);
        const auto organisation = load_organisation(file.path());
        ASSERT_FALSE(organisation);
        std::string problems = organisation.error().text();
        problems.replace(0, file.path().string().size(), "FILE");
        EXPECT_NE(problems.find(one.problem), std::string::npos) << problems;
    }
}

}  // namespace
}  // namespace gateway::config
