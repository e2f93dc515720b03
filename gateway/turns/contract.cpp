#include "gateway/turns/contract.h"

#include "gateway/register/row.h"
#include "gateway/register/verify.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <string>

namespace gateway::turns {
namespace {

using dialogs::language::ActionContract;
using dialogs::language::FieldKind;
using dialogs::language::FieldType;
using dialogs::language::Problem;

// What an action of actions.cpp takes and gives: of each field the values it can have, where they
// are few.
struct HostAction {
    std::vector<std::string> with;
    std::map<std::string, std::vector<std::string>> result;
    bool locks_out = false;
};

const std::map<std::string, HostAction>& host_actions() {
    static const std::map<std::string, HostAction> known{
        {"office_hours", {{}, {{"open", {}}, {"next_open", {}}}}},
        {"rate_service", {{"grade"}, {{"status", {"kept", "changed"}}}}},
        {"verify_application",
         {{"application_no", "id_last4"},
          {{"status", {"ok", "mismatch", "locked"}},
           {"title", {}},
           {"state", registers::stage_names()},
           {"state_text", {}},
           {"state_words", {}},
           {"updated_on", {}},
           {"supplement", {}}},
          true}},
    };
    return known;
}

std::string names_of(const std::map<std::string, HostAction>& actions) {
    std::vector<std::string> names;
    for (const auto& [name, action] : actions)
        names.push_back(name);
    return fmt::format("{}", fmt::join(names, ", "));
}

class Comparison {
public:
    Comparison(const ActionContract& wanted, const HostAction& host, std::vector<Problem>& problems)
        : wanted_(wanted), host_(host), problems_(problems) {}

    void run() {
        compare_with();
        compare_result();
        compare_lockout();
    }

private:
    void complain(std::string code, const std::string& what) {
        problems_.push_back(
            {wanted_.mark,
             std::move(code),
             dialogs::language::Severity::error,
             fmt::format("action '{}' {}", wanted_.name, what)}
        );
    }

    void compare_with() {
        for (const auto& [name, type] : wanted_.with)
            if (std::ranges::find(host_.with, name) == host_.with.end())
                complain("D020", fmt::format("takes no '{}' here", name));
        for (const auto& name : host_.with)
            if (!wanted_.with.contains(name))
                complain("D020", fmt::format("needs '{}' here: write it in 'with'", name));
    }

    void compare_result() {
        for (const auto& [name, type] : wanted_.result)
            if (!host_.result.contains(name))
                complain("D020", fmt::format("never gives '{}' here", name));
        for (const auto& [name, values] : host_.result) {
            const auto type = wanted_.result.find(name);
            if (type == wanted_.result.end())
                complain("D020", fmt::format("gives '{}' here: write it in 'result'", name));
            else
                compare_values(name, type->second, values);
        }
    }

    void compare_values(
        const std::string& name, const FieldType& type, const std::vector<std::string>& values
    ) {
        if (type.kind != FieldKind::one_of) return;
        if (values.empty())
            return complain("D020", fmt::format("gives any words as '{}' here", name));
        for (const auto& value : values)
            if (std::ranges::find(type.values, value) == type.values.end())
                complain(
                    "D020",
                    fmt::format("can give '{}' as '{}' here: write it in 'result'", value, name)
                );
    }

    void compare_lockout() {
        if (!wanted_.lockout) return;
        if (!host_.locks_out) return complain("D051", "has no 'lockout' here");
        const auto& lockout = *wanted_.lockout;
        const bool same = lockout.by == std::vector<std::string>{"contact"} &&
                          lockout.failures == registers::contact_failures_max &&
                          lockout.window == registers::failures_window;
        if (same) return;
        complain(
            "D051",
            fmt::format(
                "is guarded otherwise here: write lockout: {{by: [contact], failures: {}, window: "
                "{}h}}",
                registers::contact_failures_max,
                registers::failures_window.count()
            )
        );
    }

    const ActionContract& wanted_;
    const HostAction& host_;
    std::vector<Problem>& problems_;
};

}  // namespace

std::vector<Problem> check_contract(const dialogs::Script& script) {
    std::vector<Problem> problems;
    for (const auto& [name, wanted] : script.actions) {
        const auto host = host_actions().find(name);
        if (host != host_actions().end()) {
            Comparison(wanted, host->second, problems).run();
            continue;
        }
        problems.push_back(
            {wanted.mark,
             "D020",
             dialogs::language::Severity::error,
             fmt::format(
                 "there is no action '{}' here: there are {}", name, names_of(host_actions())
             )}
        );
    }
    return problems;
}

}  // namespace gateway::turns
