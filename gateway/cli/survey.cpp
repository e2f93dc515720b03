#include "gateway/cli/survey.h"

#include "dialogs/engine/session_codec.h"
#include "dialogs/language/digest.h"

#include <fmt/format.h>

namespace gateway::cli {
namespace {

constexpr int page = 500;  // sessions read at once

const dialogs::Script* edition(const Editions& editions, const std::string& digest) {
    const auto found = editions.find(digest);
    return found == editions.end() ? nullptr : found->second.get();
}

std::string place_of(const dialogs::Session& session) {
    return session.stack.back().flow + '.' + session.stack.back().step;
}

// The step's structure as it was; empty when nobody knows it.
std::string digest_of(const dialogs::Script* script, const dialogs::Frame& frame) {
    if (script == nullptr) return {};
    const auto* flow = script->flow(frame.flow);
    const auto* step = flow == nullptr ? nullptr : flow->step(frame.step);
    return step == nullptr ? std::string() : step_digest(*script, *flow, *step);
}

void count(
    Survey& survey,
    dialogs::Session session,
    const dialogs::Script* old,
    const dialogs::Script& next,
    dialogs::Time now
) {
    if (session.stack.empty()) {
        ++survey.resting;
        return;
    }
    const auto place = place_of(session);
    survey.waiting.push_back({place, digest_of(old, session.stack.back()), 1});
    const auto moved = dialogs::migrate(std::move(session), old, next, now);
    const auto fate = static_cast<std::size_t>(moved.fate);
    ++survey.fates[fate];
    ++survey.places[fate][place];
}

}  // namespace

dialogs::Result<Survey> survey(
    storage::Connection& connection,
    const Editions& editions,
    const dialogs::Script& next,
    dialogs::Time now
) {
    Survey found;
    std::int64_t last = 0;
    while (true) {
        auto sessions = storage::sessions_after(connection, last, page);
        if (!sessions) return sessions.error();
        if (sessions->empty()) return found;
        last = sessions->back().conversation;
        for (const auto& stored : *sessions) {
            auto session = dialogs::session_from_json(stored.state);
            if (!session) continue;
            const auto* old = edition(editions, session->script_digest);
            count(found, std::move(*session), old, next, now);
        }
    }
}

std::string describe(const Survey& survey) {
    std::string text = fmt::format(
        "{} conversations, {} of them under way\n",
        survey.resting + survey.under_way(),
        survey.under_way()
    );
    constexpr dialogs::Fate fates[] = {
        dialogs::Fate::kept, dialogs::Fate::re_asked, dialogs::Fate::rewound, dialogs::Fate::ended};
    for (const auto fate : fates) {
        const auto which = static_cast<std::size_t>(fate);
        text += fmt::format("  {:<9}{:>6}", name_of(fate), survey.fates[which]);
        if (fate != dialogs::Fate::kept)
            for (const auto& [place, number] : survey.places[which])
                text += fmt::format("   {} {}", place, number);
        text += '\n';
    }
    return text;
}

}  // namespace gateway::cli
