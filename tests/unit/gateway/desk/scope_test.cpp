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
        {Role::village,   village, "nnnynnnn"},
        {Role::town,      town,    "nnyyynnn"},
        {Role::town_head, town,    "nnyyynnn"},
        {Role::county,    county,  "yyyyyyyn"},
        {Role::admin,     county,  "nnnnnnnn"},
        {Role::town,      "",      "nnnnnnnn"},
        {Role::county,    "",      "nnnnnnnn"},
    };
    for (const auto& [role, home, seen] : table) {
        for (std::size_t i = 0; i < std::size(areas); ++i) {
            SCOPED_TRACE(std::string(storage::to_string(role)) + " of " + home + " at " + areas[i]);
            tests::ScratchDatabase database;
            const auto clerk = tests::add_clerk(*database, "clerk", role, home);
            const auto asked = tests::ask_for_person(*database, "a", areas[i], "LN-1");
            const bool should = seen[i] == 'y';
            EXPECT_EQ(desk::sees(clerk, areas[i]), should);
            EXPECT_EQ(desk::find_visible(*database, clerk, asked.id).has_value(), should);
            storage::worklist::Query query;
            query.reach = desk::reach_of(clerk);
            EXPECT_EQ(storage::worklist::list(*database, query).value().size(), should ? 1u : 0u);
            storage::cases::Query cases;
            cases.reach = query.reach;
            EXPECT_EQ(storage::cases::list(*database, cases).value().size(), should ? 1u : 0u);
        }
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
