#include "gateway/shelf.h"

#include "gateway/ops/log.h"
#include "storage/bundles.h"

#include <vector>

namespace gateway {
namespace {

storage::Bundle stored(const FreshBundle& fresh) {
    storage::Bundle bundle;
    bundle.digest = fresh.bundle->script.digest;
    for (const auto& file : fresh.files)
        bundle.files.push_back({file.name, file.text});
    return bundle;
}

dialogs::ScriptPtr script_of(const storage::Bundle& bundle) {
    std::vector<dialogs::language::SourceFile> files;
    for (const auto& file : bundle.files)
        files.push_back({file.name, file.text});
    auto loaded = dialogs::language::read_script(files);
    if (!loaded.script) return nullptr;
    return std::make_shared<const dialogs::Script>(std::move(*loaded.script));
}

void remember(dialogs::Editions& editions, const storage::Bundle& bundle) {
    if (!bundle.superseded_at) return;
    if (auto script = script_of(bundle)) {
        editions.remember(std::move(script), *bundle.superseded_at);
        if (bundle.revoked) editions.revoke(bundle.digest);
    } else {
        ops::log::warn("old_scripts_unreadable", {{"digest", bundle.digest}});
    }
}

}  // namespace

boost::asio::awaitable<void> shelve(
    Store& store, FreshBundle fresh, dialogs::Editions& editions, Time now
) {
    std::function<Result<std::vector<storage::Bundle>>(Connection&)> job =
        [bundle = stored(fresh),
         now](Connection& connection) -> Result<std::vector<storage::Bundle>> {
        if (auto kept = storage::publish_bundle(connection, bundle, now); !kept)
            return kept.error();
        if (auto dropped = storage::drop_unused_bundles(connection); !dropped)
            return dropped.error();
        return storage::bundles_in_use(connection);
    };
    auto used = co_await store.write<std::vector<storage::Bundle>>(std::move(job));
    if (!used) {
        ops::log::error("scripts_not_kept", {{"why", used.error().detail}});
        co_return;
    }
    for (const auto& bundle : *used)
        remember(editions, bundle);
}

}  // namespace gateway
