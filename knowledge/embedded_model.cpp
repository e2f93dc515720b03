#include "knowledge/embedded_model.h"

#include <cstddef>

// The assembler copies the file in; YIMEN_MODEL is its path, known only while building.
__asm__(
    ".pushsection .rodata\n"
    ".balign 16\n"
    "yimen_model_begin:\n"
    ".incbin \"" YIMEN_MODEL
    "\"\n"
    "yimen_model_end:\n"
    ".byte 0\n"
    ".popsection\n"
);

extern "C" {
extern const char yimen_model_begin[];
extern const char yimen_model_end[];
}

namespace knowledge {

std::string_view embedded_model() {
    return {yimen_model_begin, static_cast<std::size_t>(yimen_model_end - yimen_model_begin)};
}

}  // namespace knowledge
