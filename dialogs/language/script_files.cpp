#include "dialogs/language/fields.h"
#include "dialogs/language/loader.h"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace dialogs::language {

namespace {

constexpr std::uintmax_t max_file_bytes = 1 << 20;  // a large flow is some ten kilobytes

void read_file(
    const std::filesystem::path& directory,
    const std::string& name,
    std::vector<SourceFile>& files,
    Problems& problems
) {
    std::error_code error;
    const std::uintmax_t size = std::filesystem::file_size(directory / name, error);
    if (error || size > max_file_bytes) {
        complain(
            problems,
            {name, 1, 1},
            error ? "cannot be read: " + error.message() : "is larger than 1 MiB"
        );
        return;
    }
    std::ifstream stream(directory / name, std::ios::binary);
    std::string text(std::istreambuf_iterator<char>(stream), {});
    if (stream.is_open() && !stream.bad()) {
        files.push_back({name, std::move(text)});
    } else {
        complain(problems, {name, 1, 1}, "cannot be read");
    }
}

// Every file of a folder with that ending, in the order of their names.
void read_folder(
    const std::filesystem::path& directory,
    const std::string& folder,
    std::string_view ending,
    std::vector<SourceFile>& files,
    Problems& problems
) {
    std::vector<std::string> names;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(directory / folder, error))
        if (entry.path().extension() == ending)
            names.push_back(folder + "/" + entry.path().filename().string());
    if (error) complain(problems, {folder, 1, 1}, "cannot be read: " + error.message());
    std::sort(names.begin(), names.end());
    for (const std::string& name : names)
        read_file(directory, name, files, problems);
}

}  // namespace

std::vector<SourceFile> script_files(const std::filesystem::path& directory, Problems& problems) {
    std::vector<SourceFile> files;
    read_file(directory, "bot.yaml", files, problems);
    read_file(directory, "patterns.yaml", files, problems);
    read_folder(directory, "flows", ".yaml", files, problems);
    if (std::filesystem::exists(directory / "places"))
        read_folder(directory, "places", ".csv", files, problems);
    if (std::filesystem::exists(directory / dialect_file))
        read_file(directory, std::string(dialect_file), files, problems);
    return files;
}

}  // namespace dialogs::language
