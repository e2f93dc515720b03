#pragma once
#include "dialogs/language/source_file.h"
#include "dialogs/language/yaml.h"

#include <span>

// The formats of script files. `schema` says which one a file is in; the readers know the newest,
// and an older file is changed, format by format, before they see it. Who makes dialog/2
//
// 1. writes the change from dialog/1 and adds it to format_changes(): from then on the loader, the
//    bundles that conversations are pinned to and `yimen scripts migrate` know it;
// 2. shows it in tests/unit/dialogs/language/formats/dialog_1/, before/ and after/;
// 3. lets the readers read dialog/2, and that only.

namespace dialogs::language {

struct FormatChange {
    int from;  // 1: from dialog/1 to dialog/2
    // One file's text in the next format, with the comments and the layout of its author;
    // `schema` itself is put right afterwards. None when it cannot be: added to `problems`.
    std::optional<std::string> (*apply)(const SourceFile& file, std::vector<Problem>& problems);
};

// The product's own, by `from`.
std::span<const FormatChange> format_changes();

// "dialog/1"
std::string format_name(int format);

// The one that these changes lead to: the only one that is read.
int newest_format(std::span<const FormatChange> changes);

struct CurrentFile {
    SourceFile file;  // in the newest format
    // Of that text. Its marks say "(as dialog/2)" behind the name when the lines are not the
    // author's own any more.
    YamlNode root;
    std::optional<YamlNode> older;  // what the author wrote, when that was in an older format
};

// None when this is no YAML, newer than the newest format, or cannot be changed to it: it is added
// to `problems`. A file without `schema` is left to the readers.
std::optional<CurrentFile> to_current(
    SourceFile file, std::span<const FormatChange> changes, std::vector<Problem>& problems
);

// Where a mark's column begins, in bytes; the end of the text when it has no such place.
std::size_t offset_of(std::string_view text, const Mark& mark);

}  // namespace dialogs::language
