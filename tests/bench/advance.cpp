#include "dialogs/engine/engine.h"
#include "dialogs/language/loader.h"

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

// What one turn of a conversation costs the engine: bench_advance [--benchmark_…], from the
// repository's root. The median is meant to stay below 100 µs.

namespace {

using namespace dialogs;

const Script& script(const char* directory) {
    static const auto product = language::load_script("dialogs/scripts");
    static const auto sample = language::load_script("tests/fuzz/scripts");
    const auto& loaded = std::string_view{directory} == "product" ? product : sample;
    if (!loaded.script) std::abort();  // not run from the repository's root
    return *loaded.script;
}

Input heard(const char* text) {
    Heard message;
    message.message.text = text;
    return message;
}

const Context now{Time{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}}, "sms"};

// One message at the place that the messages before it lead to.
void advance_at(
    benchmark::State& state,
    const char* which,
    const std::vector<const char*>& before,
    const char* text
) {
    const Script& talks = script(which);
    Session session;
    for (const char* earlier : before)
        session = advance(talks, std::move(session), heard(earlier), now).session;
    const Input input = heard(text);
    for (auto _ : state)
        benchmark::DoNotOptimize(advance(talks, session, input, now));
}

BENCHMARK_CAPTURE(advance_at, menu, "product", {}, "你好");
BENCHMARK_CAPTURE(advance_at, choice, "product", {"你好"}, "2");
BENCHMARK_CAPTURE(advance_at, question, "product", {"你好"}, "低保一个月多少钱");
BENCHMARK_CAPTURE(advance_at, digits, "product", {"查进度"}, "１２０２６００００ ０１１");
BENCHMARK_CAPTURE(advance_at, not_understood, "product", {"查进度"}, "120260000012");
BENCHMARK_CAPTURE(advance_at, command, "product", {"查进度"}, "返回");
BENCHMARK_CAPTURE(
    advance_at,
    four_answers,
    "product",
    {"替老人登记", "同意", "闺女"},
    "老人叫王秀英，1948年3月生，马城镇，电话13800000001"
);
BENCHMARK_CAPTURE(
    advance_at, several_answers, "sample", {"替老人登记", "是"}, "王桂花，1948年3月5日，住示例一村"
);
BENCHMARK_CAPTURE(
    advance_at,
    correction,
    "sample",
    {"替老人登记", "是", "王桂花", "1948年", "示例一村"},
    "名字错了，是王桂兰"
);

}  // namespace

BENCHMARK_MAIN();
