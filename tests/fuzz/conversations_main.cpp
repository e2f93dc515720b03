#include "dialogs/language/loader.h"
#include "tests/fuzz/conversations.h"

#include <fmt/core.h>

#include <charconv>
#include <string_view>

// conversations SCRIPTS TURNS [SEED]: talks with the scripts on each of their channels, and must
// have been everywhere they wait. The same seed talks the same way.

namespace {

long number(std::string_view text, long otherwise) {
    long value = otherwise;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

bool walk(const dialogs::Script& script, const std::string& channel, long turns, long seed) {
    dialogs::fuzz::Walker walker(script, channel, static_cast<std::uint32_t>(seed));
    walker.walk(turns);
    fmt::print("{}: {} inputs, {} places\n", channel, walker.turns, walker.places());
    for (const std::string& what : walker.broken)
        fmt::print("{}: {}\n", channel, what);
    const auto missed = walker.missed();
    for (const std::string& place : missed)
        fmt::print("{}: never waited at {}\n", channel, place);
    return walker.broken.empty() && missed.empty();
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) {
        fmt::print(stderr, "usage: fuzz_conversations SCRIPTS TURNS [SEED]\n");
        return 2;
    }
    const auto loaded = dialogs::language::load_script(argv[1]);
    for (const auto& problem : loaded.problems)
        fmt::print("{}\n", describe(problem));
    if (!loaded.script) return 1;
    const long channels = static_cast<long>(loaded.script->channels.size());
    const long turns = number(argv[2], 10'000) / (channels > 0 ? channels : 1);
    const long seed = argc > 3 ? number(argv[3], 1) : 1;
    bool holds = true;
    long channel_seed = seed;
    for (const auto& [channel, profile] : loaded.script->channels)
        holds = walk(*loaded.script, channel, turns, channel_seed++) && holds;
    return holds ? 0 : 1;
}
