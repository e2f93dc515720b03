#include "dialogs/language/loader.h"
#include "gateway/cli/cli.h"
#include "gateway/cli/flow_chart.h"
#include "gateway/cli/scripts.h"
#include "gateway/cli/setup.h"

#include <fmt/format.h>

#include <fstream>

namespace gateway::cli {

int scripts_graph(const GraphOptions& options) {
    const auto loaded = dialogs::language::load_script(options.folder);
    if (!loaded.script) {
        for (const auto& problem : loaded.problems)
            fmt::print(stderr, "{}\n", describe(problem));
        return bad_input;
    }
    std::vector<const dialogs::language::Flow*> flows;
    for (const auto& id : options.flows) {
        flows.push_back(loaded.script->flow(id));
        if (flows.back()) continue;
        complain("there is no flow '" + id + "'");
        return bad_input;
    }
    if (options.flows.empty())
        for (const auto& [id, flow] : loaded.script->flows)
            flows.push_back(&flow);
    const auto svg = draw(flows);
    if (options.output.empty() || options.output == "-") {
        fmt::print("{}", svg);
        return done;
    }
    std::ofstream file(options.output, std::ios::binary);
    if (!(file << svg) || !file.flush()) {
        complain("cannot write " + options.output);
        return temporary_failure;
    }
    fmt::print("{}: {} flows\n", options.output, flows.size());
    return done;
}

}  // namespace gateway::cli
