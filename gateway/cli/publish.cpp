#include "dialogs/language/lint.h"
#include "gateway/bundle_loader.h"
#include "gateway/cli/cli.h"
#include "gateway/cli/install.h"
#include "gateway/cli/setup.h"
#include "gateway/cli/survey.h"

#include <fmt/format.h>

namespace gateway::cli {
namespace {

bool show_warnings(const std::vector<dialogs::language::Problem>& problems) {
    for (const auto& problem : problems)
        fmt::print(stderr, "{}\n", dialogs::language::describe(problem));
    return !has_error(problems);
}

// True when few enough conversations lose their place.
bool is_tolerable(const Survey& found, int percent) {
    return found.losing() * 100 <= percent * found.open();
}

int revoke(storage::Connection* connection, const std::string& digest) {
    if (!connection) {
        complain("there is no database yet: nothing to revoke");
        return bad_input;
    }
    if (auto revoked = storage::revoke_bundle(*connection, digest); !revoked) {
        complain(digest + ": " + revoked.error().detail);
        return revoked.error().fault == dialogs::Fault::not_found ? bad_input : temporary_failure;
    }
    fmt::print("revoked: nobody goes on by {}\n", digest);
    return done;
}

}  // namespace

int scripts_publish(const PublishOptions& options) {
    auto config = read_config(options.config, {.read_secrets = false});
    if (!config) return bad_input;
    const auto configured = config->scripts;
    if (!options.folder.empty()) config->scripts = options.folder;
    const auto now = ops::system_clock()();
    auto fresh = read_bundle(*config, now);
    if (!fresh) {
        fmt::print(stderr, "{}", fresh.error().detail);
        return bad_input;
    }
    auto database = existing_database(*config);
    if (!database) {
        complain(database.error().detail);
        return temporary_failure;
    }
    Survey found;
    if (*database) {
        auto editions = stored_editions(**database);
        if (!editions) {
            complain(editions.error().detail);
            return temporary_failure;
        }
        auto surveyed = survey(**database, *editions, fresh->bundle->script, now);
        if (!surveyed) {
            complain(surveyed.error().detail);
            return temporary_failure;
        }
        found = std::move(*surveyed);
    }
    auto around = surroundings_of(fresh->bundle->library, config->articles, now);
    around.waiting = found.waiting;
    show_warnings(lint(fresh->bundle->script, around));
    fmt::print("bundle {}\n{}", fresh->bundle->script.digest, describe(found));
    if (!is_tolerable(found, options.tolerate)) {
        complain(fmt::format(
            "{} of {} conversations would lose their place, more than {} %: name old steps with "
            "'was', set a 'checkpoint', or allow it with --tolerate",
            found.losing(),
            found.open(),
            options.tolerate
        ));
        return bad_input;
    }
    if (options.dry_run) {
        fmt::print("dry run: nothing was changed\n");
        return done;
    }
    if (!options.revoke.empty()) {
        const int code = revoke(database->get(), options.revoke);
        if (code != done) return code;
    }
    if (auto installed = install(config->scripts, configured); !installed) {
        complain(installed.error().detail);
        return temporary_failure;
    }
    fmt::print("published: a running gateway takes it up within seconds\n");
    return done;
}

}  // namespace gateway::cli
