#include "gateway/cli/outcomes.h"

#include "gateway/cli/recording.h"

#include <gtest/gtest.h>

namespace {

using dialogs::language::FieldKind;
using storage::Author;
using storage::Utterance;

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

Utterance said(Author author, const std::string& text, const std::string& step = {}) {
    Utterance one;
    one.author = author;
    one.text = text;
    one.step = step;
    return one;
}

TEST(Recording, PairsMessagesWithWhatTheBotSaid) {
    const auto exchanges = gateway::cli::exchanges_of({
        said(Author::bot, "您好", "main.home"),
        said(Author::resident, "查进度"),
        said(Author::bot, "请回复编号", "status.ask_no"),
        said(Author::resident, "（核对信息，不保存）"),
        said(Author::resident, "退订"),
        said(Author::bot, "已退订", "consent.stopped"),
        said(Author::clerk, "您好"),
    });
    ASSERT_EQ(exchanges.size(), 2u);
    EXPECT_EQ(exchanges[0].text, "查进度");
    EXPECT_EQ(exchanges[0].steps, std::vector<std::string>{"status.ask_no"});
    EXPECT_TRUE(exchanges[1].hidden);
}

}  // namespace
