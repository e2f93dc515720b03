#include "dialogs/language/loader.h"

#include "dialogs/language/lint.h"
#include "tests/unit/dialogs/language/sample_script.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace dialogs::language {

namespace {

using namespace std::chrono_literals;

Script sample() {
    Loaded loaded = load_script(sample_directory);
    EXPECT_EQ(described(loaded.problems), "");
    return loaded.script.value_or(Script{});
}

Loaded with_flow(const std::string& body) { return read_script(sample_with(sample_flow(body))); }

template <class Kind>
const Kind& kind_of(const Script& script, std::string_view flow, std::string_view step) {
    return std::get<Kind>(script.step(flow, step)->kind);
}

}  // namespace

TEST(Loader, LoadsAWholeScriptWithoutComplaint) {
    const Script script = sample();
    EXPECT_EQ(script.bot, "sample");
    EXPECT_EQ(script.entry_flow, "main");
    EXPECT_EQ(script.flows.size(), 10u);
    EXPECT_EQ(script.digest.size(), 64u);
}

TEST(Loader, LoadsTheProductsScripts) {
    const Loaded loaded = load_script("dialogs/scripts");
    EXPECT_TRUE(loaded.script.has_value()) << described(loaded.problems);
}

TEST(Loader, ReadsTheBotsSettings) {
    const Script script = sample();
    const ChannelProfile& sms = script.channels.at("sms");
    EXPECT_EQ(sms.signature, "【示例民政】");
    EXPECT_EQ(sms.max_segments, 2);
    EXPECT_EQ(sms.max_messages_per_turn, 1);
    EXPECT_FALSE(sms.buttons);
    EXPECT_EQ(sms.expire_after, 24h);
    EXPECT_EQ(sms.coalesce, 4s);
    EXPECT_EQ(script.channels.at("web").expire_after, 30min);
    EXPECT_EQ(script.limits.max_steps_per_turn, 40);
    EXPECT_EQ(script.limits.max_step_visits, 10);

    const Command* const agent = script.command("agent");
    ASSERT_NE(agent, nullptr);
    EXPECT_TRUE(agent->always);
    EXPECT_EQ(std::get<Link>(agent->run).flow, "pattern_human_handoff");
    EXPECT_EQ(std::get<GotoFlow>(script.command("menu")->run).flow, "main");
    EXPECT_EQ(std::get<Builtin>(script.command("quit")->run), Builtin::cancel);
}

TEST(Loader, ReadsTypesSlotsAndContracts) {
    const Script script = sample();
    const SlotDefinition* const number = script.slot("status", "application_no");
    ASSERT_NE(number, nullptr);
    EXPECT_EQ(number->type.base, BaseType::digits);
    EXPECT_EQ(number->type.length, 12);
    EXPECT_EQ(number->type.check, "iso7064_mod_11_10");
    EXPECT_EQ(number->type.unknown_words, (std::vector<std::string>{"没有", "忘了"}));
    EXPECT_EQ(number->persist, Persist::session);

    const SlotDefinition* const ending = script.slot("status", "id_last4");
    EXPECT_TRUE(ending->sensitive);
    EXPECT_EQ(ending->persist, Persist::none);
    EXPECT_TRUE(ending->type.pattern.matches("123X"));

    const SlotDefinition* const need = script.slot("apply_for_elder", "need");
    EXPECT_EQ(need->of.front(), (Option{"dibao", "低保"}));
    EXPECT_EQ(script.slot("apply_for_elder", "elder_name")->label, "姓名");
    EXPECT_NE(script.slot("apply_for_elder", "village")->type.gazetteer, nullptr);

    const ActionContract& verify = script.actions.at("verify_application");
    EXPECT_EQ(verify.result.at("status").values.size(), 3u);
    EXPECT_EQ(verify.result.at("updated_on").kind, FieldKind::date);
    EXPECT_EQ(verify.lockout->failures, 3);
    EXPECT_EQ(verify.lockout->window, 24h);
}

TEST(Loader, LetsOtherFlowsUseWhatASessionKeeps) {
    const Script script = sample();
    EXPECT_NE(script.slot("main", "application_no"), nullptr);
    EXPECT_EQ(script.slot("main", "id_last4"), nullptr);
}

TEST(Loader, ReadsEveryKindOfStep) {
    const Script script = sample();
    EXPECT_EQ(kind_of<Menu>(script, "main", "home").choices.size(), 4u);
    EXPECT_EQ(kind_of<Collect>(script, "main", "ask_question").slot, "question");
    EXPECT_EQ(kind_of<Set>(script, "main", "ask_direct").assignments.front().slot, "question");
    EXPECT_EQ(kind_of<Answer>(script, "main", "answer").on_ambiguous.name, "pattern_clarification");
    EXPECT_EQ(kind_of<Link>(script, "main", "go_status").flow, "status");
    EXPECT_EQ(kind_of<Say>(script, "main", "bye").text.by_channel.size(), 3u);
    EXPECT_TRUE(std::holds_alternative<Route>(script.step("main", "bye_silent")->kind));
    EXPECT_EQ(kind_of<Action>(script, "status", "verify").with.size(), 2u);
    EXPECT_EQ(kind_of<Confirm>(script, "status", "offer_agent").deny.to, Destination::end);
    EXPECT_EQ(kind_of<Form>(script, "apply_for_elder", "details").fields.size(), 5u);
    EXPECT_EQ(kind_of<Review>(script, "apply_for_elder", "review").slots.size(), 5u);
    EXPECT_EQ(kind_of<ChooseSlot>(script, "apply_for_elder", "pick_edit").review, "review");

    const Handoff& handoff = kind_of<Handoff>(script, "pattern_human_handoff", "open_ticket");
    EXPECT_EQ(handoff.queue, "sample.desk");
    EXPECT_EQ(handoff.priority.then, Priority::high);
    EXPECT_EQ(handoff.sla, 2h);
    EXPECT_TRUE(handoff.sla_in_working_hours);
    EXPECT_EQ(handoff.on_closed.name, "closed");
}

TEST(Loader, ReadsWhatStepsHaveInCommon) {
    const Script script = sample();
    const Step& question = *script.step("main", "ask_question");
    EXPECT_FALSE(question.prompt.interruptible);
    EXPECT_EQ(question.prompt.max_attempts, 2);
    EXPECT_EQ(question.prompt.on_max_attempts.name, "pattern_human_handoff");
    EXPECT_EQ(question.prompt.on_max_attempts.to, Destination::flow);
    EXPECT_EQ(question.prompt.reask.size(), 1u);
    EXPECT_EQ(script.step("main", "followup")->timeout->after, 10min);
    EXPECT_EQ(script.step("main", "home")->prompt.help.everywhere.source, "回复一个数字就行。");
    EXPECT_FALSE(script.step("status", "ask_last4")->commands);
    EXPECT_EQ(script.step("status", "ask_no")->prompt.on_unknown.name, "no_number");
    EXPECT_EQ(script.step("status", "show")->grants->name, "verified");
    EXPECT_EQ(script.step("status", "show")->grants->lasts, 10min);
    EXPECT_TRUE(script.step("apply_for_elder", "details")->checkpoint);
    EXPECT_EQ(script.step("apply_for_elder", "details")->was, "form");
    EXPECT_TRUE(script.step("apply_for_elder", "review")->correction);
    EXPECT_TRUE(script.step("apply_for_elder", "saved")->suspend);
}

TEST(Loader, ResolvesWhereStepsGoOn) {
    const Script script = sample();
    const Step& verify = *script.step("status", "verify");
    ASSERT_EQ(verify.next.branches.size(), 3u);
    EXPECT_TRUE(verify.next.branches[0].when.has_value());
    EXPECT_FALSE(verify.next.branches[2].when.has_value());
    EXPECT_EQ(verify.next.branches[2].then.name, "mismatch");

    // a step without `next` goes on with the one below
    EXPECT_EQ(script.step("status", "ask_no")->next.branches.front().then.name, "ask_last4");

    const Menu& mismatch = kind_of<Menu>(script, "status", "mismatch");
    EXPECT_EQ(
        mismatch.choices[0].next.clear, (std::vector<std::string>{"application_no", "id_last4"})
    );
    EXPECT_EQ(mismatch.choices[0].next.branches.front().then.name, "ask_no");
    EXPECT_EQ(mismatch.choices[1].command, "agent");
    EXPECT_EQ(mismatch.choices[2].next.branches.front().then.to, Destination::end);
    EXPECT_EQ(kind_of<Menu>(script, "main", "followup").choices[0].next.answer_facet, "materials");
}

TEST(Loader, GivesChoicesWithoutNextThatOfTheirMenu) {
    const Loaded loaded = with_flow(
        "    steps:\n"
        "      - id: a\n"
        "        menu: 请选：\n"
        "        choices: [{id: one, key: \"1\", label: 第一}, {id: two, key: \"2\", label: 第二, "
        "next: END}]\n"
        "        next: b\n"
        "      - {id: b, say: 您好。, next: END}\n"
    );
    ASSERT_TRUE(loaded.script.has_value()) << described(loaded.problems);
    const Menu& menu = kind_of<Menu>(*loaded.script, "sample", "a");
    ASSERT_EQ(menu.choices[0].next.branches.size(), 1u);
    EXPECT_EQ(menu.choices[0].next.branches.front().then.name, "b");
    EXPECT_EQ(menu.choices[1].next.branches.front().then.to, Destination::end);
}

TEST(Loader, FillsInWhatIsUsual) {
    std::vector<SourceFile> files = sample_with(
        sample_flow("    steps:\n      - {id: a, confirm: 对吗？, affirm: END, deny: END}\n")
    );
    SourceFile& bot = *std::find_if(files.begin(), files.end(), [](const SourceFile& file) {
        return file.name == "bot.yaml";
    });
    const std::string own = "  on_max_attempts: pattern_human_handoff\n";
    bot.text.erase(bot.text.find(own), own.size());
    const Loaded loaded = read_script(files);
    ASSERT_TRUE(loaded.script.has_value()) << described(loaded.problems);
    EXPECT_EQ(
        loaded.script->step("sample", "a")->prompt.on_max_attempts.name, "pattern_human_handoff"
    );
}

TEST(Loader, TakesEveryScalarAsText) {
    const Loaded loaded = with_flow(
        "    steps:\n      - {id: a, say: no, next: b}\n      - {id: b, say: 010, next: END}\n"
    );
    ASSERT_TRUE(loaded.script.has_value()) << described(loaded.problems);
    EXPECT_EQ(kind_of<Say>(*loaded.script, "sample", "a").text.everywhere.source, "no");
    EXPECT_EQ(kind_of<Say>(*loaded.script, "sample", "b").text.everywhere.source, "010");
}

TEST(Loader, TellsAllProblemsAtOnceInTheirOrder) {
    const Loaded loaded = with_flow(
        "    steps:\n"
        "      - {id: a, say: 您好。, next: nowhere}\n"
        "      - {id: b, say: \"{slots.nothing}\", next: a}\n"
    );
    EXPECT_FALSE(loaded.script.has_value());
    EXPECT_EQ(
        described(loaded.problems),
        "flows/sample.yaml:6:33: D002 there is no step 'nowhere' in flow 'sample'\n"
        "flows/sample.yaml:7:23: D012 there is no slot 'nothing' in flow 'sample'\n"
    );
}

TEST(Loader, NeedsBotYaml) {
    const std::vector<SourceFile> files = {
        sample_flow("    steps:\n      - {id: a, say: 您好。, next: END}\n")};
    const Loaded loaded = read_script(files);
    EXPECT_FALSE(loaded.script.has_value());
    EXPECT_EQ(described(loaded.problems), "bot.yaml:1:1: D000 is missing\n");
}

TEST(Loader, SaysWhatItCannotRead) {
    const Loaded loaded = load_script("tests/unit/dialogs/language/nowhere");
    EXPECT_FALSE(loaded.script.has_value());
    EXPECT_TRUE(std::any_of(loaded.problems.begin(), loaded.problems.end(), [](const Problem& p) {
        return p.mark.file == "bot.yaml";
    }));
}

TEST(Loader, RefusesDeepNesting) {
    const Loaded loaded =
        with_flow("    steps: " + std::string(40, '[') + std::string(40, ']') + "\n");
    EXPECT_FALSE(loaded.script.has_value());
    EXPECT_EQ(loaded.problems.front().message, "nested more than 32 deep");
}

TEST(Digest, ChangesWithContentOnly) {
    const std::string steps = "    steps:\n      - {id: a, say: 您好。, next: END}\n";
    const std::string digest = with_flow(steps).script->digest;
    EXPECT_EQ(with_flow("    # as before\n" + steps).script->digest, digest);
    EXPECT_EQ(
        with_flow("    steps:\n      - id: \"a\"\n        say: 您好。\n        next: END\n")
            .script->digest,
        digest
    );
    EXPECT_NE(
        with_flow("    steps:\n      - {id: a, say: 您好！, next: END}\n").script->digest, digest
    );

    std::vector<SourceFile> files = sample_with(sample_flow(steps));
    std::reverse(files.begin(), files.end());
    EXPECT_EQ(read_script(files).script->digest, digest);

    for (SourceFile& file : files)
        if (file.name == "places/sample.csv") file.text += "130299103,示例丙镇,,\n";
    EXPECT_NE(read_script(files).script->digest, digest);
}

// Conversations in a database name their script by it: what it is made of may not change.
TEST(Digest, StaysTheSameForeverForTheSameContent) {
    const std::vector<SourceFile> files{
        {"bot.yaml", "schema: dialog/1\nbot: sample\nentry_flow: main\n"},
        {"flows/main.yaml",
         "schema: dialog/1\nflows:\n  main:\n    trigger: {phrases: [试一试]}\n"
         "    steps: [{id: a, say: 您好。, next: END}]\n"}};
    const Loaded loaded = read_script(files);
    ASSERT_TRUE(loaded.script) << described(loaded.problems);
    EXPECT_EQ(
        loaded.script->digest, "ef46f8f14902428a55945f5b7519c1f9fa03e8c4d101eedcf99353027d5e6edf"
    );
}

TEST(Loader, ReadsLocalWordsAndRefusesThoseNobodyConfirms) {
    const std::string head = "word,means,confirmed_by\n";
    const auto with = [&](const std::string& lines) {
        return read_script(sample_with({std::string(dialect_file), head + lines}));
    };
    const Loaded good = with("后晌,下午,张某\n");
    ASSERT_TRUE(good.script) << described(good.problems);
    EXPECT_EQ(good.script->dialect.plain("后晌来"), "下午来");
    EXPECT_NE(good.script->digest, with("后晌,晚上,张某\n").script->digest);
    const Loaded broken = with("后晌,下午,\n");
    EXPECT_FALSE(broken.script);
    EXPECT_EQ(
        described(broken.problems),
        "lexicon/dialect.csv:1:1: D000 line 2: nobody confirms the word\n"
    );
}

}  // namespace dialogs::language
