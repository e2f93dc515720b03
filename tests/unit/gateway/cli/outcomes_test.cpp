#include "gateway/cli/outcomes.h"

#include <gtest/gtest.h>

namespace {

using dialogs::language::FieldKind;

TEST(Outcomes, CombineListedValuesAndEndWithAFailure) {
    dialogs::language::ActionContract contract;
    contract.name = "verify";
    contract.result["status"] = {FieldKind::one_of, {"ok", "mismatch"}};
    contract.result["open"] = {FieldKind::boolean, {}};
    contract.result["title"] = {FieldKind::text, {}};
    const auto outcomes = gateway::cli::possible_outcomes(contract);
    ASSERT_EQ(outcomes.size(), 5u);
    const auto& first = std::get<dialogs::Done>(outcomes.front());
    EXPECT_EQ(first.action, "verify");
    EXPECT_EQ(first.result.at("status"), "ok");
    EXPECT_EQ(first.result.at("title"), "〔title〕");
    EXPECT_EQ(std::get<dialogs::Failed>(outcomes.back()).action, "verify");
}

TEST(Outcomes, AreBounded) {
    dialogs::language::ActionContract contract;
    for (const char* name : {"a", "b", "c", "d", "e", "f", "g", "h"})
        contract.result[name] = {FieldKind::boolean, {}};
    EXPECT_LE(gateway::cli::possible_outcomes(contract).size(), 64u);
}

}  // namespace
