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
    type.gazetteer = std::make_shared<const text::Gazetteer>(std::move(*places));
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

struct Tree {
    std::string name;
    YamlNode root;
};

// bot.yaml first: the others need its types.
std::vector<Tree> parse_all(std::span<const SourceFile> files, Problems& problems) {
    std::vector<Tree> trees;
    for (const SourceFile& file : files) {
        if (is_table(file)) continue;
        auto root = read_yaml(file.name, file.text, problems);
        if (root) trees.push_back({file.name, std::move(*root)});
    }
    std::stable_partition(trees.begin(), trees.end(), [](const Tree& tree) {
        return tree.name == bot_file;
    });
    return trees;
}

// Adds the flows of one file, and their content to `contents` for the digest.
void read_flows(
    const Tree& tree,
    Script& script,
    const Defaults& defaults,
    std::map<std::string, std::string>& contents,
    Problems& problems
) {
    Fields fields(tree.root, tree.name, problems);
    check_schema(fields);
    fields.need("flows");
    for (const YamlEntry& entry : fields.entries("flows")) {
        Flow flow = read_flow(entry, script, defaults, problems);
        contents[entry.key] = canonical(entry.value);
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

Loaded read_trees(std::span<const SourceFile> files, Problems problems) {
    Script script;
    Defaults defaults;
    std::map<std::string, std::string> contents;
    std::string settings;
    for (const SourceFile& file : files)
        if (is_table(file)) contents[file.name] = file.text;
    script.dialect = read_dialect(files, problems);
    const std::vector<Tree> trees = parse_all(files, problems);
    for (const Tree& tree : trees) {
        if (tree.name == bot_file) {
            read_bot(tree.root, script, defaults, problems);
            settings = canonical(tree.root);
            for (auto& [name, type] : script.types)
                if (type.base == BaseType::gazetteer)
                    attach_places(type, tree.root.mark, files, problems);
        } else {
            read_flows(tree, script, defaults, contents, problems);
        }
    }
    // Only a script that was read whole is worth looking at for names: else every name is missing.
    if (!has_error(problems)) resolve(script, problems);
    script.lexicon = lexicon_of(script);
    for (const auto& [id, content] : contents)
        settings += id + content;
    script.digest = sha256_hex(settings);
    return finished(std::move(script), std::move(problems));
}

}  // namespace

Loaded read_script(std::span<const SourceFile> files) {
    Problems problems;
    const bool has_bot = std::any_of(files.begin(), files.end(), [](const SourceFile& file) {
        return file.name == bot_file;
    });
    if (!has_bot) complain(problems, {std::string(bot_file), 1, 1}, "is missing");
    return read_trees(files, std::move(problems));
}

Loaded load_script(const std::filesystem::path& directory) {
    Problems problems;
    const std::vector<SourceFile> files = script_files(directory, problems);
    Loaded loaded = read_trees(files, std::move(problems));
    if (!loaded.script) return loaded;
    for (Problem& problem : lint(*loaded.script))
        loaded.problems.push_back(std::move(problem));
    return finished(std::move(*loaded.script), std::move(loaded.problems));
}

}  // namespace dialogs::language
