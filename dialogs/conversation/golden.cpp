#include "dialogs/conversation/golden.h"

#include "dialogs/conversation/names.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <sstream>

namespace dialogs::conversation {

// [{"name": "进度查询", "beats": [{"happening": "user: 查进度",
//   "said": [{"step": "status.ask_no", "text": "…"}], "asked": […],
//   "reminders": ["expire after 86400 s"], "consent": "all", "kept_text": "…",
//   "path": ["step_entered status.ask_no"], "session": {…}}]}]

namespace {

using json = nlohmann::ordered_json;

json said_in(const Reaction& reaction) {
    json all = json::array();
    for (const Say& reply : reaction.said) {
        json one = {{"step", reply.step}, {"text", reply.text}};
        if (!reply.topic.empty()) one["topic"] = reply.topic;
        for (const Choice& choice : reply.choices)
            one["choices"].push_back(choice.key + " " + choice.label);
        all.push_back(std::move(one));
    }
    return all;
}

json asked_in(const Reaction& reaction) {
    json all = json::array();
    for (const Act& act : reaction.acts)
        all.push_back({{"action", act.action}, {"with", act.with}});
    for (const LookUp& wanted : reaction.look_ups) {
        json one = {{"question", wanted.question}};
        if (!wanted.facet.empty()) one["facet"] = wanted.facet;
        if (!wanted.context_topic.empty()) one["context_topic"] = wanted.context_topic;
        if (!wanted.topics.empty()) one["topics"] = wanted.topics;
        all.push_back(std::move(one));
    }
    for (const HandOver& over : reaction.handoffs) {
        all.push_back(
            {{"queue", over.queue},
             {"priority", name(over.priority)},
             {"reason", over.reason},
             {"summary", over.summary},
             {"area", over.area},
             {"county_only", over.county_only},
             {"context", over.context}}
        );
    }
    return all;
}

json due_in(const Reaction& reaction) {
    json all = json::array();
    for (const Remind& due : reaction.reminders)
        all.push_back(fmt::format("{} after {} s", due.kind, due.after.count()));
    return all;
}

// What it holds beside what was said, and not which edition of the scripts it stands in: a wording
// changed elsewhere is no difference here.
json kept_in(const Beat& beat) {
    json session = json::parse(beat.session);
    session.erase("script");
    session.erase("last_prompt");
    if (session.contains("history")) session["history"] = session["history"].size();
    return session;
}

json written(const Beat& beat) {
    json path = json::array();
    for (const Trace& entry : beat.reaction.trace)
        path.push_back(fmt::format("{} {} {}", entry.kind, entry.where, entry.detail));
    json all = {
        {"happening", beat.happening},
        {"said", said_in(beat.reaction)},
        {"asked", asked_in(beat.reaction)},
        {"reminders", due_in(beat.reaction)},
        {"consent", name(beat.reaction.consent)},
        {"path", std::move(path)},
        {"session", kept_in(beat)}};
    if (beat.reaction.kept_text) all["kept_text"] = *beat.reaction.kept_text;
    return all;
}

std::optional<std::string> content(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    if (!in || !(text << in.rdbuf())) return {};
    return text.str();
}

}  // namespace

std::filesystem::path golden_file(const std::filesystem::path& test) {
    std::string name = test.filename().string();
    constexpr std::string_view ending = ".test.yaml";
    if (name.ends_with(ending)) name.resize(name.size() - ending.size());
    return test.parent_path() / (name + ".golden.json");
}

std::string golden_text(const std::vector<Take>& takes) {
    json all = json::array();
    for (const Take& take : takes) {
        json beats = json::array();
        for (const Beat& beat : take.beats)
            beats.push_back(written(beat));
        all.push_back({{"name", take.name}, {"beats", std::move(beats)}});
    }
    return all.dump(1) + '\n';
}

std::optional<std::string> compare_golden(
    const std::filesystem::path& golden, const std::string& text
) {
    const auto known = content(golden);
    if (!known) return "there is no " + golden.filename().string() + ": write it with --update";
    std::istringstream before(*known);
    std::istringstream now(text);
    std::string old_line;
    std::string new_line;
    for (int line = 1;; ++line) {
        const bool has_old = static_cast<bool>(std::getline(before, old_line));
        const bool has_new = static_cast<bool>(std::getline(now, new_line));
        if (!has_old && !has_new) return {};
        if (has_old && has_new && old_line == new_line) continue;
        return fmt::format(
            "line {} of {} was{}, is{}; --update writes it anew",
            line,
            golden.filename().string(),
            has_old ? old_line : " missing",
            has_new ? new_line : " missing"
        );
    }
}

bool write_golden(const std::filesystem::path& golden, const std::string& text) {
    std::ofstream out(golden, std::ios::binary | std::ios::trunc);
    return static_cast<bool>(out << text);
}

}  // namespace dialogs::conversation
