#include "gateway/desk/accounts.h"

#include "gateway/desk/passwords.h"
#include "gateway/desk/tidy.h"
#include "tests/unit/gateway/desk/desk_room.h"

#include <gtest/gtest.h>

namespace {

using namespace std::chrono_literals;
using gateway::desk::NewUser;
using storage::Fault;
using storage::Time;
using tests::noon;
namespace desk = gateway::desk;

const gateway::config::Organisation& organisation() {
    static const gateway::config::Organisation known(
        "LN",
        {{"130224", "滦南县", {}, ""}, {"130224100", "倴城镇", {}, "130224"}},
        {{"130224", "滦南县民政局", ""}},
        gateway::config::Calendar({})
    );
    return known;
}

const NewUser zhangsan{"zhangsan", "张三", "town", "130224100", "correct horse"};

TEST(Accounts, AreAddedWithAHashOnly) {
    tests::ScratchDatabase database;
    const auto id = desk::add_user(*database, organisation(), zhangsan, noon);
    ASSERT_TRUE(id);
    const auto clerk = storage::staff::find(*database, *id).value().value();
    EXPECT_EQ(clerk.display_name, "张三");
    EXPECT_TRUE(clerk.password_hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    EXPECT_TRUE(desk::fits(clerk.password_hash, "correct horse"));
    EXPECT_FALSE(desk::fits(clerk.password_hash, "correct horsf"));
    EXPECT_FALSE(desk::fits("", ""));
    EXPECT_EQ(
        desk::add_user(*database, organisation(), zhangsan, noon).error().fault, Fault::conflict
    );
}

TEST(Accounts, RefuseWhatDoesNotFit) {
    struct Case {
        const char* name;
        NewUser user;
    };
    const Case table[] = {
        {"name too short", {"z", "", "town", "130224100", "correct horse"}},
        {"name with a space", {"zhang san", "", "town", "130224100", "correct horse"}},
        {"no such role", {"zhangsan", "", "king", "130224100", "correct horse"}},
        {"no such area", {"zhangsan", "", "town", "130224199", "correct horse"}},
        {"a town's clerk for the county", {"zhangsan", "", "town", "130224", "correct horse"}},
        {"a county's clerk for a town", {"zhangsan", "", "county", "130224100", "correct horse"}},
        {"short password", {"zhangsan", "", "town", "130224100", "1234567"}},
        {"endless password", {"zhangsan", "", "town", "130224100", std::string(129, 'x')}},
    };
    tests::ScratchDatabase database;
    for (const auto& [name, user] : table) {
        SCOPED_TRACE(name);
        const auto id = desk::add_user(*database, organisation(), user, noon);
        ASSERT_FALSE(id);
        EXPECT_EQ(id.error().fault, Fault::malformed);
    }
    EXPECT_EQ(database.count("SELECT COUNT(*) FROM staff"), 0);
}

TEST(Login, WaitsLongerAfterEachWrongPassword) {
    constexpr int minutes[] = {0, 0, 0, 0, 0, 1, 2, 4, 8, 15, 15, 15};
    for (int failures = 0; failures < static_cast<int>(std::size(minutes)); ++failures) {
        SCOPED_TRACE(failures);
        EXPECT_EQ(desk::login_delay(failures).count(), minutes[failures]);
    }
    EXPECT_EQ(desk::login_delay(1'000'000).count(), 15);
}

TEST(Login, LocksKnownAndUnknownNamesAlike) {
    tests::ScratchDatabase database;
    ASSERT_TRUE(desk::add_user(*database, organisation(), zhangsan, noon));
    for (const char* name : {"zhangsan", "nobody"}) {
        SCOPED_TRACE(name);
        for (int i = 0; i < 5; ++i) {
            const auto attempt = desk::begin_login(*database, name, noon).value();
            EXPECT_FALSE(attempt.locked);
            EXPECT_TRUE(attempt.hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        }
        EXPECT_TRUE(desk::begin_login(*database, name, noon).value().locked);
        EXPECT_TRUE(desk::begin_login(*database, name, noon + 59s).value().locked);
        EXPECT_FALSE(desk::begin_login(*database, name, noon + 60s).value().locked);
        EXPECT_TRUE(desk::begin_login(*database, name, noon + 61s + 1min).value().locked);
        EXPECT_FALSE(desk::begin_login(*database, name, noon + 60s + 2min).value().locked);
    }
    EXPECT_FALSE(desk::fits(desk::begin_login(*database, "another", noon).value().hash, ""));
}

TEST(Login, ARightPasswordClearsTheCount) {
    tests::ScratchDatabase database;
    ASSERT_TRUE(desk::add_user(*database, organisation(), zhangsan, noon));
    desk::LoginAttempt attempt;
    for (int i = 0; i < 4; ++i)
        attempt = desk::begin_login(*database, "zhangsan", noon).value();
    ASSERT_TRUE(desk::open_session(*database, *attempt.clerk, "token", "csrf", noon));
    for (int i = 0; i < 5; ++i) {
        EXPECT_FALSE(desk::begin_login(*database, "zhangsan", noon).value().locked);
    }
}

TEST(Login, KeepsNeitherTheNameTypedNorTheToken) {
    tests::ScratchDatabase database;
    ASSERT_TRUE(desk::add_user(*database, organisation(), zhangsan, noon));
    ASSERT_TRUE(desk::begin_login(*database, "my secret password", noon));
    const auto attempt = desk::begin_login(*database, "zhangsan", noon).value();
    ASSERT_TRUE(desk::open_session(*database, *attempt.clerk, "token", "csrf", noon));
    EXPECT_EQ(database.count("SELECT COUNT(*) FROM login_throttle WHERE name LIKE '%secret%'"), 0);
    EXPECT_EQ(database.count("SELECT COUNT(*) FROM staff_sessions WHERE token_hash = 'token'"), 0);
}

class Session : public testing::Test {
protected:
    Session() {
        id_ = desk::add_user(*database_, organisation(), zhangsan, noon).value();
        const auto clerk = storage::staff::find(*database_, id_).value().value();
        EXPECT_TRUE(desk::open_session(*database_, clerk, "token", "csrf", noon));
    }
    bool runs(Time when) {
        return desk::find_caller(*database_, desk::token_hash("token"), when).value().has_value();
    }
    void seen(Time when) {
        ASSERT_TRUE(storage::staff_sessions::touch(*database_, desk::token_hash("token"), when));
    }

    tests::ScratchDatabase database_;
    std::int64_t id_ = 0;
};

TEST_F(Session, EndsWhenNobodyUsesIt) {
    EXPECT_TRUE(runs(noon + 29min));
    EXPECT_FALSE(runs(noon + 30min));
    seen(noon + 20min);
    EXPECT_TRUE(runs(noon + 49min));
    EXPECT_FALSE(desk::find_caller(*database_, desk::token_hash("other"), noon).value());
}

TEST_F(Session, EndsAfterADaysWorkHoweverBusy) {
    seen(noon + 7h + 59min);
    EXPECT_TRUE(runs(noon + 7h + 59min));
    EXPECT_FALSE(runs(noon + 8h));
}

TEST_F(Session, EndsWithTheAccount) {
    ASSERT_TRUE(storage::staff::set_disabled(*database_, id_, true));
    EXPECT_FALSE(runs(noon));
}

TEST_F(Session, IsTidiedAwayWhenOver) {
    ASSERT_TRUE(desk::tidy(*database_, noon + 29min));
    EXPECT_EQ(database_.count("SELECT COUNT(*) FROM staff_sessions"), 1);
    ASSERT_TRUE(desk::tidy(*database_, noon + 31min));
    EXPECT_EQ(database_.count("SELECT COUNT(*) FROM staff_sessions"), 0);
}

}  // namespace
