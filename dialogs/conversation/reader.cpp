#include "dialogs/conversation/reader.h"

#include "dialogs/conversation/clock.h"
#include "dialogs/conversation/expectation.h"
#include "dialogs/language/fields.h"

#include <filesystem>

namespace dialogs::conversation {

namespace {

using language::complain;
using language::Fields;
using language::Problems;
using language::YamlEntry;
using language::YamlNode;

constexpr int most_characters = 10'000;
constexpr int most_times = 1'000;

using Texts = std::map<std::string, std::string>;

Texts read_map(const YamlNode& node, Problems& problems) {
    Texts found;
    for (const YamlEntry& entry : node.entries) {
        found[entry.key] = read_text(entry.value, "'" + entry.key + "'", problems);
    }
    return found;
}

Texts take_map(Fields& fields, std::string_view key) {
    const YamlNode* node = fields.take(key);
    return node ? read_map(*node, fields.problems()) : Texts{};
}

void read_actions(Fields& given, World& world) {
    for (const YamlEntry& action : given.entries("actions")) {
        for (const YamlNode& item : action.value.items) {
            Fields fields(item, "a reply of " + action.key, given.problems());
            Reply reply;
            reply.mark = item.mark;
            reply.with = take_map(fields, "with");
            reply.result = take_map(fields, "result");
            reply.fails = fields.truth("fails", false);
            reply.after = fields.duration("after", {});
            fields.finish();
            world.actions[action.key].push_back(std::move(reply));
        }
    }
}

void read_articles(Fields& given, World& world) {
    for (const YamlEntry& entry : given.entries("articles")) {
        Fields fields(entry.value, "article '" + entry.key + "'", given.problems());
        Passage& passage = world.articles[entry.key];
        passage.topic = entry.key;
        passage.title = fields.text("title", entry.key);
        passage.sms = fields.text("sms");
        passage.full = fields.text("full");
        passage.source = fields.text("source");
        passage.brief_source = fields.text("brief_source");
        passage.office = fields.text("office");
        passage.score = 1;
        world.facets[entry.key] = take_map(fields, "facets");
        for (const auto& [facet, text] : world.facets[entry.key])
            passage.facets.push_back(facet);
        fields.finish();
    }
}

void check_topics(const std::vector<std::string>& topics, const World& world, Fields& fields) {
    for (const std::string& topic : topics) {
        if (world.articles.contains(topic)) continue;
        complain(fields.problems(), fields.mark(), "there is no article '" + topic + "'");
    }
}

void read_questions(Fields& given, World& world) {
    for (const YamlNode& item : given.items("questions")) {
        Fields fields(item, "a question", given.problems());
        Question question{fields.text("ask"), fields.texts("answer"), fields.texts("clarify")};
        question.perhaps_danger = fields.truth("perhaps_danger", false);
        question.danger = fields.truth("danger", false);
        check_topics(question.answer, world, fields);
        check_topics(question.clarify, world, fields);
        fields.finish();
        world.questions.push_back(std::move(question));
    }
}

void read_alarms(Fields& given, World& world) {
    for (const YamlNode& item : given.items("alarms")) {
        Fields fields(item, "an alarm", given.problems());
        std::string part = fields.text("contains");
        Alarm alarm{fields.text("kind"), fields.text("text")};
        fields.finish();
        world.alarms.emplace_back(std::move(part), std::move(alarm));
    }
}

// `world` holds what was given before: for the whole file.
void read_given(const YamlNode& node, World& world, Problems& problems) {
    Fields given(node, "'given'", problems);
    world.channel = given.text("channel", world.channel);
    if (const YamlNode* now = given.take("now")) {
        const auto time = read_time(now->text);
        if (!time) complain(problems, now->mark, "'now' must be like 2026-11-23T09:00:00+08:00");
        world.now = time.value_or(world.now);
    }
    if (const YamlNode* contact = given.take("contact")) {
        Fields fields(*contact, "'contact'", problems);
        world.phone = fields.text("phone");
        fields.finish();
    }
    world.office_open = given.truth("office_open", world.office_open);
    world.next_open = given.text("next_open", world.next_open);
    world.open_case = given.truth("open_case", world.open_case);
    world.case_no = given.text("case_no", world.case_no);
    world.may_rate = given.truth("may_rate", world.may_rate);
    read_actions(given, world);
    read_articles(given, world);
    read_questions(given, world);
    read_alarms(given, world);
    given.finish();
}

void read_expectation(const YamlEntry& entry, Moment& moment, Problems& problems) {
    if (!is_expectation(entry.key)) {
        return complain(problems, entry.mark, "unknown expectation '" + entry.key + "'");
    }
    Expectation expected{entry.mark, entry.key, entry.value.text, {}};
    if (entry.value.kind == YamlNode::Kind::mapping)
        expected.fields = read_map(entry.value, problems);
    if (entry.value.kind == YamlNode::Kind::list) {
        for (const YamlNode& item : entry.value.items) {
            moment.expected.push_back({item.mark, entry.key, item.text, {}});
        }
        return;
    }
    moment.expected.push_back(std::move(expected));
}

Happening read_happening(Fields& fields) {
    if (const YamlNode* user = fields.take("user")) return User{user->text};
    if (fields.take("user_characters")) {
        std::string text;
        for (int left = fields.integer("user_characters", 0, 1, most_characters); left > 0;
             --left) {
            text += "长";
        }
        return User{std::move(text)};
    }
    if (const YamlNode* media = fields.take("media")) {
        if (media->text == "voice") return Media{MessageKind::voice};
        if (media->text == "video") return Media{MessageKind::video};
        if (media->text == "file") return Media{MessageKind::file};
        if (media->text == "location") return Media{MessageKind::location};
        return Media{MessageKind::image};
    }
    if (const YamlNode* event = fields.take("event")) return Event{event->text, fields.text("key")};
    if (fields.take("advance")) return Advance{fields.duration("advance", {})};
    if (fields.take("deliver_duplicate")) return Duplicate{};
    if (const YamlNode* scripts = fields.take("reload")) {
        const std::filesystem::path test{fields.mark().file};
        return Reload{(test.parent_path() / scripts->text).string()};
    }
    if (fields.take("clerk")) {
        return static_cast<Clerk>(fields.one_of("clerk", {"close", "return", "overdue", "claim"}, 0)
        );
    }
    complain(
        fields.problems(),
        fields.mark(),
        "a step needs 'user', 'user_characters', 'media', 'event', 'advance', 'deliver_duplicate', "
        "'reload' or 'clerk'"
    );
    return User{};
}

Moment read_moment(const YamlNode& node, Problems& problems) {
    Fields fields(node, "a step", problems);
    Moment moment{node.mark, read_happening(fields), {}, fields.integer("times", 1, 1, most_times)};
    for (const YamlNode& item : fields.items("expect")) {
        for (const YamlEntry& entry : item.entries)
            read_expectation(entry, moment, problems);
    }
    fields.finish();
    return moment;
}

// `world` is the file's; a conversation's own `given` comes on top.
Scenario read_scenario(Fields& fields, World world) {
    Scenario scenario;
    scenario.name = fields.text("name");
    scenario.mark = fields.mark();
    if (const YamlNode* given = fields.take("given")) read_given(*given, world, fields.problems());
    scenario.world = std::move(world);
    for (const YamlNode& node : fields.items("steps")) {
        scenario.moments.push_back(read_moment(node, fields.problems()));
    }
    return scenario;
}

}  // namespace

std::vector<Scenario> read_scenarios(
    const std::string& file, const std::string& text, std::vector<language::Problem>& problems
) {
    const auto root = language::read_yaml(file, text, problems);
    if (!root) return {};
    Fields fields(*root, "the file", problems);
    if (fields.text("dialog_test") != "1") {
        complain(problems, root->mark, "a conversation test begins with 'dialog_test: 1'");
    }
    const bool golden = fields.truth("golden", false);
    std::vector<Scenario> scenarios;
    if (!root->find("conversations")) {
        scenarios.push_back(read_scenario(fields, {}));
        scenarios.back().golden = golden;
        fields.finish();
        return scenarios;
    }
    World world;
    if (const YamlNode* given = fields.take("given")) read_given(*given, world, problems);
    for (const YamlNode& node : fields.items("conversations")) {
        Fields one(node, "a conversation", problems);
        scenarios.push_back(read_scenario(one, world));
        scenarios.back().golden = golden;
        one.finish();
    }
    fields.finish();
    return scenarios;
}

}  // namespace dialogs::conversation
