#pragma once
#include "dialogs/language/loader.h"

#include <string>
#include <vector>

// The small whole bot of tests/unit/dialogs/language/scripts, and scripts made from it.

namespace dialogs::language {

inline const std::string sample_directory = "tests/unit/dialogs/language/scripts";

// Its files with one added, or in the place of the one that has the same name.
inline std::vector<SourceFile> sample_with(SourceFile changed) {
    std::vector<Problem> problems;
    std::vector<SourceFile> files = script_files(sample_directory, problems);
    std::erase_if(files, [&](const SourceFile& file) { return file.name == changed.name; });
    files.push_back(std::move(changed));
    return files;
}

// flows/sample.yaml with one flow `sample`; `body` is its content, indented by four.
inline SourceFile sample_flow(const std::string& body) {
    return {
        "flows/sample.yaml",
        "schema: dialog/1\nflows:\n  sample:\n    trigger: {phrases: [试一试]}\n" + body};
}

inline std::string described(const std::vector<Problem>& problems) {
    std::string lines;
    for (const Problem& problem : problems)
        lines += describe(problem) + "\n";
    return lines;
}

}  // namespace dialogs::language
