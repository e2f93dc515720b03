#include "gateway/bundle_loader.h"

#include "dialogs/text/places.h"

#include <gtest/gtest.h>

namespace gateway {
namespace {

using dialogs::language::SlotType;

config::Organisation county() {
    std::vector<config::Area> areas = {
        {"130224", "滦南县", {}, ""},
        {"130224100", "倴城镇", {}, "130224"},
        {"130224100901", "示例李家庄村", {"示例小李庄"}, "130224100"},
        {"130224999", "别处镇", {}, "130224"},
        {"130224999901", "示例王家庄村", {}, "130224999"},
    };
    return {"LN", areas, {{"130224", "县民政局", "", config::usual_hours()}}, config::Calendar({})};
}

dialogs::language::Script script_with_towns(
    dialogs::text::Fuzzy fuzzy = dialogs::text::Fuzzy::pinyin
) {
    const auto towns = std::make_shared<const dialogs::text::Gazetteer>(
        std::vector<dialogs::text::Place>{{"130224100", "倴城镇", {}, "130224"}}, fuzzy
    );
    SlotType type;
    type.gazetteer = towns;
    dialogs::language::Script script;
    script.types["town"] = type;
    dialogs::language::SlotDefinition slot;
    slot.name = "home";
    slot.type = type;
    script.flows["main"].slots = {slot, {}};
    return script;
}

std::string found_in(const SlotType& type, const char* said) {
    const auto found = type.gazetteer->find(said);
    return found.size() == 1 ? found.front()->code : "";
}

TEST(Villages, OfTheOrganisationAreUnderstoodWhereTheirTownIs) {
    auto script = script_with_towns();
    add_villages(script, county());
    const auto& home = script.flows["main"].slots.front().type;
    EXPECT_EQ(found_in(home, "我住示例李家庄"), "130224100901");
    EXPECT_EQ(found_in(home, "倴城镇示例小李庄"), "130224100901");
    EXPECT_EQ(found_in(home, "倴城"), "130224100");
    EXPECT_EQ(found_in(script.types["town"], "示例李家庄村"), "130224100901");
    EXPECT_EQ(home.gazetteer, script.types["town"].gazetteer);
    // A list without the town is about something else.
    EXPECT_EQ(found_in(home, "示例王家庄"), "");
}

TEST(Villages, AreHeardByTheirSoundOnlyWhereTheirTownsAre) {
    using dialogs::text::Fuzzy;
    for (const Fuzzy fuzzy : {Fuzzy::pinyin, Fuzzy::none}) {
        auto script = script_with_towns(fuzzy);
        add_villages(script, county());
        const auto& town = script.types["town"];
        EXPECT_EQ(found_in(town, "示例李家庄村"), "130224100901");
        EXPECT_EQ(found_in(town, "示例丽佳庄村"), fuzzy == Fuzzy::none ? "" : "130224100901");
    }
}

TEST(Villages, LeaveAListThatHasThemAlone) {
    auto script = script_with_towns();
    add_villages(script, county());
    const auto once = script.types["town"].gazetteer;
    add_villages(script, county());
    EXPECT_EQ(script.types["town"].gazetteer, once);
}

TEST(Villages, OfTheCountyAsShippedAreUnderstood) {
    config::Config config;
    config.scripts = "dialogs/scripts";
    config.articles = "knowledge/articles";
    config.organisation = "deploy/config/organisation.yaml";
    const auto bundle = load_bundle(config);
    ASSERT_TRUE(bundle) << bundle.error().detail;
    const auto* slot = (*bundle)->script.slot("apply_for_elder", "elder_town");
    ASSERT_NE(slot, nullptr);
    EXPECT_EQ(found_in(slot->type, "示例河村"), "130224117901");
}

}  // namespace
}  // namespace gateway
