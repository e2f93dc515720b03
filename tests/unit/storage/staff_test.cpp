#include "storage/staff.h"

#include "storage/login_throttle.h"
#include "storage/staff_sessions.h"
#include "tests/support/scratch.h"

#include <gtest/gtest.h>

namespace {

using namespace std::chrono_literals;
using storage::Fault;
using storage::Role;
using storage::Time;

constexpr Time noon{std::chrono::milliseconds(1'795'320'000'000)};

std::int64_t added(storage::Connection& connection, const std::string& name) {
    storage::Clerk clerk;
    clerk.name = name;
    clerk.display_name = "张三";
    clerk.role = Role::town;
    clerk.area = "130224100";
    clerk.password_hash = "hash";
    return storage::staff::add(connection, clerk, noon).value();
}

TEST(Staff, IsFoundByIdAndByName) {
    tests::ScratchDatabase database;
    const auto id = added(*database, "zhangsan");
    const auto found = storage::staff::find(*database, id).value().value();
    EXPECT_EQ(found.name, "zhangsan");
    EXPECT_EQ(found.role, Role::town);
    EXPECT_EQ(found.area, "130224100");
    EXPECT_FALSE(found.disabled);
    EXPECT_EQ(storage::staff::find_by_name(*database, "zhangsan").value()->id, id);
    EXPECT_FALSE(storage::staff::find_by_name(*database, "lisi").value());
    EXPECT_EQ(storage::staff::names(*database).value().at(id), "张三");
}

TEST(Staff, ANameIsTakenOnce) {
    tests::ScratchDatabase database;
    added(*database, "zhangsan");
    storage::Clerk again;
    again.name = "zhangsan";
    const auto second = storage::staff::add(*database, again, noon);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().fault, Fault::conflict);
}

TEST(Staff, AnUnknownRoleReachesNothing) {
    tests::ScratchDatabase database;
    const auto id = added(*database, "zhangsan");
    ASSERT_TRUE(database->run("UPDATE staff SET role = 'emperor' WHERE id = ?", id));
    const auto found = storage::staff::find(*database, id).value().value();
    EXPECT_TRUE(found.disabled);
    EXPECT_EQ(found.area, "");
}

TEST(StaffSessions, EndByLogoutAndByAge) {
    tests::ScratchDatabase database;
    const auto id = added(*database, "zhangsan");
    for (const char* hash : {"old", "idle", "fresh", "ended"}) {
        ASSERT_TRUE(storage::staff_sessions::keep(*database, {hash, id, "csrf", noon, noon}));
    }
    ASSERT_TRUE(database->run(
        "UPDATE staff_sessions SET created_at = ? WHERE token_hash = 'old'", noon - 9h
    ));
    ASSERT_TRUE(storage::staff_sessions::touch(*database, "idle", noon - 1h));
    ASSERT_TRUE(storage::staff_sessions::end(*database, "ended"));
    EXPECT_EQ(storage::staff_sessions::prune(*database, noon - 8h, noon - 30min).value(), 2);
    EXPECT_TRUE(storage::staff_sessions::find(*database, "fresh").value());
    EXPECT_FALSE(storage::staff_sessions::find(*database, "ended").value());
    ASSERT_TRUE(storage::staff_sessions::end_all_of(*database, id));
    EXPECT_FALSE(storage::staff_sessions::find(*database, "fresh").value());
}

TEST(LoginThrottle, CountsInARowUntilCleared) {
    tests::ScratchDatabase database;
    EXPECT_EQ(storage::login_throttle::count(*database, "a", noon).value(), 1);
    EXPECT_EQ(storage::login_throttle::count(*database, "a", noon).value(), 2);
    EXPECT_EQ(storage::login_throttle::count(*database, "b", noon).value(), 1);
    ASSERT_TRUE(storage::login_throttle::lock_until(*database, "a", noon + 1min));
    EXPECT_EQ(storage::login_throttle::find(*database, "a").value().locked_until, noon + 1min);
    ASSERT_TRUE(storage::login_throttle::clear(*database, "a"));
    EXPECT_EQ(storage::login_throttle::find(*database, "a").value().failures, 0);
    EXPECT_EQ(storage::login_throttle::prune(*database, noon + 1min).value(), 1);
}

}  // namespace
