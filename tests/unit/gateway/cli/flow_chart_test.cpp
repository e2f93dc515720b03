#include "gateway/cli/flow_chart.h"

#include "dialogs/language/loader.h"
#include "gateway/cli/ways.h"

#include <gtest/gtest.h>

namespace {

using gateway::cli::draw;

const dialogs::Script& product() {
    static const auto loaded = dialogs::language::load_script("dialogs/scripts");
    return *loaded.script;
}

std::size_t count(const std::string& text, std::string_view part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
        ++found;
    return found;
}

TEST(FlowChart, HasABoxForEveryStepOfEveryFlow) {
    std::vector<const dialogs::language::Flow*> flows;
    std::size_t steps = 0;
    for (const auto& [id, flow] : product().flows) {
        flows.push_back(&flow);
        steps += flow.steps.size();
    }
    const std::string svg = draw(flows);
    EXPECT_EQ(count(svg, "<g id="), steps);
    EXPECT_EQ(count(svg, "class=\"flow\""), flows.size());
    EXPECT_EQ(count(svg, "<svg"), 1u);
    EXPECT_EQ(count(svg, "</svg>"), 1u);
}

TEST(FlowChart, WritesWhenEachWayIsTaken) {
    const std::string svg = draw({product().flow("main")});
    EXPECT_NE(svg.find("1 查政策"), std::string::npos);
    EXPECT_NE(svg.find("没查到"), std::string::npos);
    EXPECT_NE(svg.find("session.failures &gt;= 3"), std::string::npos);
    EXPECT_EQ(svg.find("failures >="), std::string::npos);
}

std::string ways_from(const char* flow, const char* step) {
    std::string text;
    for (const auto& way : gateway::cli::ways_of(*product().step(flow, step)))
        text += way.when + " → " + way.to->name + '\n';
    return text;
}

TEST(Ways, KnowThoseOfAFormsFieldsAndOfAHandoff) {
    EXPECT_EQ(
        ways_from("report_hardship", "details"),
        " → review\nreporter 不知道 → reporter_unclear\nhouse_town 不知道 → town_unknown\n"
        "village 不知道 → village_unknown\nhouse_name 不知道 → name_unknown\n"
        "trouble 不知道 → trouble_unclear\nat_once 不知道 → haste_unknown\n"
    );
    EXPECT_NE(
        ways_from("pattern_human_handoff", "open_case").find("交还后 → returned\n"),
        std::string::npos
    );
}

TEST(Ways, LeaveOutTheOneToAPersonThatEveryStepHas) {
    for (const auto& way : gateway::cli::ways_of(*product().step("status", "ask_no")))
        EXPECT_NE(way.to->name, "pattern_human_handoff");
}

TEST(FlowChart, DrawsRoundsThatLeadBack) {
    const std::string svg = draw({product().flow("status")});
    EXPECT_NE(svg.find("class=\"way back\""), std::string::npos);
    EXPECT_NE(svg.find("↑ ask_no"), std::string::npos);
}

}  // namespace
