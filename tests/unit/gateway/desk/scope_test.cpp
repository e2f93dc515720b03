#include "gateway/desk/scope.h"

#include "tests/unit/gateway/desk/desk_room.h"

#include <gtest/gtest.h>

namespace {

using storage::Role;
namespace desk = gateway::desk;

constexpr const char* county = "130224";
constexpr const char* town = "130224100";
constexpr const char* village = "130224100001";

// Every role at every place against every area: by rule and by query.
TEST(Scope, EveryRoleSeesItsOwnSubtreeOnly) {
    struct Row {
        Role role;
        const char* home;
        const char* seen;  // of `areas`, in their order: y or n
    };
    constexpr const char* areas[] = {
        "", county, town, village, "130224100002", "130224101", "130224101001", "130225100"};
    constexpr Row table[] = {
        {Role::village, village, "nnnynnnn"},
        {Role::town, town, "nnyyynnn"},
        {Role::town_head, town, "nnyyynnn"},
        {Role::county, county, "yyyyyyyn"},
        {Role::admin, county, "nnnnnnnn"},
        {Role::town, "", "nnnnnnnn"},
        {Role::county, "", "nnnnnnnn"},
    };
    tests::ScratchDatabase database;
    std::vector<std::int64_t> asked;
    for (const char* area : areas) {
        const auto no = "LN-" + std::to_string(asked.size());
        asked.push_back(tests::ask_for_person(*database, no, area, no).id);
    }
    for (const auto& [role, home, seen] : table) {
        SCOPED_TRACE(std::string(storage::to_string(role)) + " of " + home);
        storage::Clerk clerk;
        clerk.role = role;
        clerk.area = home;
        std::vector<std::int64_t> expected;
        for (std::size_t i = 0; i < std::size(areas); ++i) {
            SCOPED_TRACE(areas[i]);
            const bool should = seen[i] == 'y';
            if (should) expected.push_back(asked[i]);
            EXPECT_EQ(desk::sees(clerk, areas[i]), should);
            EXPECT_EQ(desk::find_visible(*database, clerk, asked[i]).has_value(), should);
        }
        storage::worklist::Query query;
        query.reach = desk::reach_of(clerk);
        std::vector<std::int64_t> listed;
        const auto items = storage::worklist::list(*database, query).value();
        for (const auto& item : items)
            listed.push_back(item.conversation.id);
        EXPECT_EQ(listed, expected);
        storage::cases::Query cases;
        cases.reach = query.reach;
        EXPECT_EQ(storage::cases::list(*database, cases).value().size(), expected.size());
    }
}

TEST(Scope, AClosedAccountSeesNothing) {
    storage::Clerk clerk;
    clerk.role = Role::county;
    clerk.area = county;
    EXPECT_TRUE(desk::sees(clerk, town));
    clerk.disabled = true;
    EXPECT_FALSE(desk::sees(clerk, town));
}

}  // namespace
