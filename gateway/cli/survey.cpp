#include "gateway/cli/survey.h"

#include "dialogs/engine/session_codec.h"
#include "dialogs/language/digest.h"

#include <fmt/format.h>

namespace gateway::cli {
namespace {

constexpr int sessions_at_once = 500;  // sessions read at once

const dialogs::Script* edition(const Editions& editions, const std::string& digest) {
    const auto found = editions.find(digest);
    return found == editions.end() ? nullptr : found->second.get();
}

std::string place_of(const dialogs::Frame& frame) { return frame.flow + '.' + frame.step; }

// The step's structure as it was; empty when nobody knows it.
std::string digest_of(const dialogs::Script* script, const dialogs::Frame& frame) {
    if (script == nullptr) return {};
    const auto* flow = script->flow(frame.flow);
    const auto* step = flow == nullptr ? nullptr : flow->step(frame.step);
    return step == nullptr ? std::string() : step_digest(*script, *flow, *step);
}

// Where somebody can still go on with what he has put aside.
const dialogs::Frame* aside_in(const dialogs::Session& session, dialogs::Time now) {
    const auto& aside = session.suspended;
    const bool is_there = aside && !aside->stack.empty() && aside->until >= now;
    return is_there ? &aside->stack.back() : nullptr;
}

void count_one(
    Survey& survey, const dialogs::Frame& frame, const dialogs::Script* old, dialogs::Fate fate
) {
    survey.waiting.push_back({place_of(frame), digest_of(old, frame), 1});
    const auto which = static_cast<std::size_t>(fate);
    ++survey.fates[which];
    ++survey.places[which][place_of(frame)];
}

void count(
    Survey& survey,
    const dialogs::Session& session,
    const dialogs::Script* old,
    const dialogs::Script& next,
    dialogs::Time now
) {
    ++survey.conversations;
    const auto moved = dialogs::migrate(session, old, next, now);
    if (!session.stack.empty()) {
        ++survey.under_way;
        count_one(survey, session.stack.back(), old, moved.fate);
    }
    if (const auto* const frame = aside_in(session, now)) {
        ++survey.aside;
        count_one(survey, *frame, old, moved.aside);
    }
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
        auto sessions = storage::sessions_after(connection, last, sessions_at_once);
        if (!sessions) return sessions.error();
        if (sessions->empty()) return found;
        last = sessions->back().conversation;
        for (const auto& stored : *sessions) {
            auto session = dialogs::session_from_json(stored.state);
            if (!session) continue;
            const auto* old = edition(editions, session->script_digest);
            count(found, *session, old, next, now);
        }
    }
}

std::string describe(const Survey& survey) {
    std::string text = fmt::format(
        "{} conversations, {} of them under way, {} put aside for 继续\n",
        survey.conversations,
        survey.under_way,
        survey.aside
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
