#include "dialogs/language/contract.h"

#include <gtest/gtest.h>

namespace {

using namespace std::chrono_literals;
using dialogs::language::timeout_of;

TEST(ActionTimeout, IsTheStepsOrItsContractsOrTheUsualOne) {
    dialogs::language::ActionContract contract;
    dialogs::language::Action action;
    EXPECT_EQ(timeout_of(contract, action), dialogs::language::usual_timeout);
    contract.timeout = 5s;
    EXPECT_EQ(timeout_of(contract, action), 5s);
    action.timeout = 1s;
    EXPECT_EQ(timeout_of(contract, action), 1s);
}

}  // namespace
