#include "gateway/turns/contract.h"

#include "dialogs/language/loader.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace gateway::turns {
namespace {

dialogs::Script script() {
    static const auto loaded = dialogs::language::load_script("dialogs/scripts");
    return loaded.script.value();
}

std::string complaints(const dialogs::Script& script) {
    std::string text;
    for (const auto& problem : check_contract(script)) {
        EXPECT_EQ(problem.severity, dialogs::language::Severity::error);
        EXPECT_EQ(problem.mark.file, "bot.yaml");
        text += problem.code + ' ' + problem.message + '\n';
    }
    return text;
}

TEST(Contract, OfTheProductIsTheHosts) { EXPECT_EQ(complaints(script()), ""); }

TEST(Contract, NamesWhatTheHostDoesNotHave) {
    auto other = script();
    auto& verify = other.actions.at("verify_application");
    verify.with.erase("id_last4");
    verify.with["id"] = {};
    verify.result.erase("supplement");
    verify.result["papers"] = {};
    std::erase(verify.result.at("state").values, "publicity");
    auto cancel = verify;
    cancel.name = "cancel_application";
    other.actions[cancel.name] = cancel;
    EXPECT_EQ(
        complaints(other),
        "D020 there is no action 'cancel_application' here: there are office_hours, "
        "rate_service, verify_application\n"
        "D020 action 'verify_application' takes no 'id' here\n"
        "D020 action 'verify_application' needs 'id_last4' here: write it in 'with'\n"
        "D020 action 'verify_application' never gives 'papers' here\n"
        "D020 action 'verify_application' can give 'publicity' as 'state' here: write it in "
        "'result'\n"
        "D020 action 'verify_application' gives 'supplement' here: write it in 'result'\n"
    );
}

TEST(Contract, IsNotGuardedOtherwiseThanItSays) {
    auto other = script();
    auto& lockout = other.actions.at("verify_application").lockout;
    lockout->failures = 5;
    const std::string right =
        "D051 action 'verify_application' is guarded otherwise here: write lockout: {by: "
        "[contact], failures: 3, window: 24h}\n";
    EXPECT_EQ(complaints(other), right);
    lockout->failures = 3;
    lockout->by.push_back("application_no");
    EXPECT_EQ(complaints(other), right);
    lockout->by.pop_back();
    lockout->window = std::chrono::hours(1);
    EXPECT_EQ(complaints(other), right);
    lockout.reset();
    other.actions.at("rate_service").lockout.emplace();
    EXPECT_EQ(complaints(other), "D051 action 'rate_service' has no 'lockout' here\n");
}

}  // namespace
}  // namespace gateway::turns
