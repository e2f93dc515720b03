#include "dialogs/language/fields.h"
#include "dialogs/language/loader.h"
#include "gateway/cli/cli.h"
#include "gateway/cli/scripts.h"
#include "tests/support/scratch.h"

#include <fstream>
#include <iterator>
#include <map>

// No second format exists: as these tests have it, a trigger was an `opening` in dialog/1.

namespace gateway::cli {
namespace {

namespace fs = std::filesystem;
using dialogs::language::FormatChange;
using dialogs::language::SourceFile;

std::optional<std::string> trigger_of_opening(
    const SourceFile& file, std::vector<dialogs::language::Problem>& problems
) {
    std::string text = file.text;
    if (text.find("impossible") != std::string::npos) {
        complain(problems, {file.name, 3, 1}, "cannot be changed");
        return std::nullopt;
    }
    const std::string old = "opening:";
    for (std::size_t at = 0; (at = text.find(old, at)) != std::string::npos;)
        text.replace(at, old.size(), "trigger:");
    return text;
}

const std::vector<FormatChange> to_second{{1, trigger_of_opening}};

class Migrating : public testing::Test {
protected:
    Migrating() {
        fs::copy("tests/unit/dialogs/language/scripts", folder(), fs::copy_options::recursive);
        write("flows/visit.yaml", opening("{id: a, say: 您好。, next: END}"));
    }

    static std::string opening(const std::string& step) {
        return "# 作者\nschema: dialog/1\nflows:\n  visit:\n    opening: {phrases: [上门]}  # "
               "整句\n"
               "    steps: [" +
               step + "]\n";
    }

    fs::path folder() const { return scratch_.path() / "scripts"; }

    void write(const std::string& name, const std::string& text) const {
        std::ofstream(folder() / name, std::ios::binary) << text;
    }

    std::map<std::string, std::string> files() const {
        std::map<std::string, std::string> found;
        for (const auto& entry : fs::recursive_directory_iterator(folder())) {
            if (!entry.is_regular_file()) continue;
            std::ifstream stream(entry.path(), std::ios::binary);
            found[entry.path().lexically_relative(folder()).string()] = {
                std::istreambuf_iterator<char>(stream), {}};
        }
        return found;
    }

    struct Told {
        int code;
        std::string out;
        std::string errors;
    };
    Told migrate(bool dry_run = false) const {
        testing::internal::CaptureStdout();
        testing::internal::CaptureStderr();
        const int code = scripts_migrate({folder().string(), dry_run}, to_second);
        std::fflush(stdout);
        return {
            code, testing::internal::GetCapturedStdout(), testing::internal::GetCapturedStderr()};
    }

private:
    tests::ScratchFolder scratch_;
};

}  // namespace

TEST_F(Migrating, RewritesEachOlderFileOnceAndLeavesTheRestAsItIs) {
    auto expected = files();
    for (auto& [name, text] : expected) {
        if (!name.ends_with(".yaml")) continue;
        text.replace(text.find("dialog/1"), 8, "dialog/2");
        if (const auto at = text.find("opening"); at != std::string::npos)
            text.replace(at, 7, "trigger");
    }
    fs::permissions(folder() / "flows/visit.yaml", fs::perms(0640));
    fs::rename(folder() / "bot.yaml", folder() / "real.yaml");
    fs::create_symlink("real.yaml", folder() / "bot.yaml");
    expected["real.yaml"] = expected["bot.yaml"];

    const Told told = migrate();
    EXPECT_EQ(told.code, done) << told.errors;
    EXPECT_EQ(files(), expected);
    EXPECT_NE(told.out.find("flows/visit.yaml: dialog/1 -> dialog/2\n"), std::string::npos);
    EXPECT_EQ(fs::status(folder() / "flows/visit.yaml").permissions(), fs::perms(0640));
    EXPECT_TRUE(fs::is_symlink(folder() / "bot.yaml"));
    EXPECT_TRUE(dialogs::language::load_script(folder(), to_second).script);

    EXPECT_EQ(migrate().out, "all 6 files are dialog/2 already\n");
    EXPECT_EQ(files(), expected);
}

TEST_F(Migrating, ADryRunShowsTheLinesAndChangesNothing) {
    const auto before = files();
    const Told told = migrate(true);
    EXPECT_EQ(told.code, done);
    EXPECT_NE(
        told.out.find(
            "flows/visit.yaml: dialog/1 -> dialog/2\n"
            "- schema: dialog/1\n+ schema: dialog/2\n"
            "-     opening: {phrases: [上门]}  # 整句\n+     trigger: {phrases: [上门]}  # 整句\n"
        ),
        std::string::npos
    ) << told.out;
    EXPECT_TRUE(told.out.ends_with("dry run: nothing was changed\n"));
    EXPECT_EQ(files(), before);
}

TEST_F(Migrating, OneFileThatCannotBeChangedKeepsThemAllAsTheyAre) {
    write("flows/last.yaml", "schema: dialog/1\nflows:\n  impossible: {}\n");
    const auto before = files();
    const Told told = migrate();
    EXPECT_EQ(told.code, bad_input);
    EXPECT_EQ(told.errors, "flows/last.yaml:3:1: D000 cannot be changed\n");
    EXPECT_EQ(told.out, "");
    EXPECT_EQ(files(), before);
}

TEST_F(Migrating, NothingIsWrittenThatCannotBeReadAsAWhole) {
    write("flows/visit.yaml", opening("{id: a, say: 您好。, next: nowhere}"));
    const auto before = files();
    const Told told = migrate();
    EXPECT_EQ(told.code, bad_input);
    EXPECT_TRUE(told.errors.starts_with("flows/visit.yaml:6:")) << told.errors;
    EXPECT_NE(told.errors.find("D002"), std::string::npos);
    EXPECT_EQ(files(), before);
}

TEST_F(Migrating, AFileThatCannotBeWrittenKeepsThemAllAsTheyAre) {
    // A folder stands where visit.yaml's next text would wait.
    fs::create_directories(folder() / "flows/visit.yaml.migrated/full");
    const auto before = files();
    const Told told = migrate();
    EXPECT_EQ(told.code, temporary_failure);
    EXPECT_NE(told.errors.find("nothing was changed"), std::string::npos) << told.errors;
    EXPECT_EQ(files(), before);
}

}  // namespace gateway::cli
