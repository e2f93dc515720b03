#include "dialogs/language/loader.h"

#include "dialogs/language/digest.h"
#include "dialogs/language/lexicon.h"
#include "dialogs/language/lint.h"
#include "dialogs/language/places.h"
#include "dialogs/language/read_bot.h"
#include "dialogs/language/read_flow.h"
#include "dialogs/language/resolve.h"

#include <fmt/format.h>

#include <algorithm>

namespace dialogs::language {

namespace {

constexpr std::string_view bot_file = "bot.yaml";

bool is_places(const SourceFile& file) { return file.name.starts_with("places/"); }
bool is_table(const SourceFile& file) { return is_places(file) || file.name == dialect_file; }

// Gives a gazetteer type what its source holds.
void attach_places(
    SlotType& type, const Mark& mark, std::span<const SourceFile> files, Problems& problems
) {
    const auto file = std::find_if(files.begin(), files.end(), [&](const SourceFile& f) {
        return f.name == type.source;
    });
    if (type.source.empty() || file == files.end()) {
        complain(
            problems,
            mark,
            fmt::format("type '{}': there is no list of places '{}'", type.name, type.source),
            "D002"
        );
        return;
    }
    auto places = read_places(file->text);
    if (!places) {
        complain(problems, {file->name, 1, 1}, places.error().detail);
        return;
    }
    type.gazetteer = std::make_shared<const text::Gazetteer>(std::move(*places), type.fuzzy);
}

text::Dialect read_dialect(std::span<const SourceFile> files, Problems& problems) {
    const auto file = std::find_if(files.begin(), files.end(), [](const SourceFile& f) {
        return f.name == dialect_file;
    });
    if (file == files.end()) return {};
    auto dialect = text::Dialect::read(file->text);
    if (dialect) return *std::move(dialect);
    complain(problems, {file->name, 1, 1}, dialect.error().detail);
    return {};
}

const YamlNode& written(const CurrentFile& file) { return file.older ? *file.older : file.root; }

// Of the files as their author wrote them: conversations name the script that they go on by, also
// when a later program reads it in a format of its own. Where a flow's file is in a later format
// than the first, that is part of what it says.
std::string digest_of(std::span<const SourceFile> files, std::span<const CurrentFile> trees) {
    std::map<std::string, std::string> contents;
    std::string settings;
    for (const SourceFile& file : files)
        if (is_table(file)) contents[file.name] = file.text;
    for (const CurrentFile& tree : trees) {
        const YamlNode& root = written(tree);
        if (tree.file.name == bot_file) {
            settings = canonical(root);
            continue;
        }
        const YamlNode* const schema = root.find("schema");
        const YamlNode* const flows = root.find("flows");
        if (schema == nullptr || flows == nullptr) continue;
        const std::string format = schema->text == format_name(1) ? "" : schema->text;
        for (const YamlEntry& entry : flows->entries)
            contents[entry.key] = format + canonical(entry.value);
    }
    for (const auto& [id, content] : contents)
        settings += id + content;
    return sha256_hex(settings);
}

// Adds the flows of one file.
void read_flows(
    const CurrentFile& tree, Script& script, const Defaults& defaults, Problems& problems
) {
    Fields fields(tree.root, tree.file.name, problems);
    fields.need("schema");
    fields.need("flows");
    for (const YamlEntry& entry : fields.entries("flows")) {
        Flow flow = read_flow(entry, script, defaults, problems);
        const auto [place, added] = script.flows.emplace(entry.key, std::move(flow));
        if (!added) {
            const Mark& first = place->second.mark;
            complain(
                problems,
                entry.mark,
                fmt::format("flow '{}' is also in {}:{}", entry.key, first.file, first.line),
                "D007"
            );
        }
    }
    fields.finish();
}

Loaded finished(Script script, Problems problems) {
    sort_by_place(problems);
    Loaded loaded;
    if (!has_error(problems)) loaded.script = std::move(script);
    loaded.problems = std::move(problems);
    return loaded;
}

Loaded read_trees(
    std::span<const SourceFile> files, std::span<const FormatChange> changes, Problems problems
) {
    Script script;
    Defaults defaults;
    script.dialect = read_dialect(files, problems);
    const std::vector<CurrentFile> trees = current_files(files, changes, problems);
    // Without the bot's types every flow would be found wrong.
    if (trees.empty() || trees.front().file.name != bot_file)
        return finished({}, std::move(problems));
    const YamlNode& bot = trees.front().root;
    read_bot(bot, script, defaults, problems);
    for (auto& [name, type] : script.types)
        if (type.base == BaseType::gazetteer) attach_places(type, bot.mark, files, problems);
    for (const CurrentFile& tree : trees)
        if (tree.file.name != bot_file) read_flows(tree, script, defaults, problems);
    // Only a script that was read whole is worth looking at for names: else every name is missing.
    if (!has_error(problems)) resolve(script, problems);
    script.lexicon = lexicon_of(script);
    script.digest = digest_of(files, trees);
    return finished(std::move(script), std::move(problems));
}

}  // namespace

std::vector<CurrentFile> current_files(
    std::span<const SourceFile> files, std::span<const FormatChange> changes, Problems& problems
) {
    std::vector<CurrentFile> trees;
    for (const SourceFile& file : files) {
        if (is_table(file)) continue;
        if (auto tree = to_current(file, changes, problems)) trees.push_back(std::move(*tree));
    }
    std::stable_partition(trees.begin(), trees.end(), [](const CurrentFile& tree) {
        return tree.file.name == bot_file;
    });
    return trees;
}

Loaded read_script(std::span<const SourceFile> files, std::span<const FormatChange> changes) {
    Problems problems;
    const bool has_bot = std::any_of(files.begin(), files.end(), [](const SourceFile& file) {
        return file.name == bot_file;
    });
    if (!has_bot) complain(problems, {std::string(bot_file), 1, 1}, "is missing");
    return read_trees(files, changes, std::move(problems));
}

Loaded load_script(const std::filesystem::path& directory, std::span<const FormatChange> changes) {
    Problems problems;
    const std::vector<SourceFile> files = script_files(directory, problems);
    Loaded loaded = read_trees(files, changes, std::move(problems));
    if (!loaded.script) return loaded;
    for (Problem& problem : lint(*loaded.script))
        loaded.problems.push_back(std::move(problem));
    return finished(std::move(*loaded.script), std::move(loaded.problems));
}

}  // namespace dialogs::language
