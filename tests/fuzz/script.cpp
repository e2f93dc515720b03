#include "dialogs/language/loader.h"

#include <cstdint>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::vector<dialogs::language::SourceFile> files{
        {"bot.yaml", std::string(reinterpret_cast<const char*>(bytes), size)}};
    (void)dialogs::language::read_script(files);
    return 0;
}
