#include "gateway/desk/tidy.h"

#include "gateway/desk/accounts.h"
#include "storage/event_log.h"
#include "storage/kept_answers.h"
#include "storage/login_throttle.h"
#include "storage/questions.h"
#include "storage/staff_sessions.h"

namespace gateway::desk {

storage::Result<void> tidy(storage::Connection& connection, storage::Time now) {
    constexpr std::chrono::hours events_kept{1};
    constexpr std::chrono::hours answers_kept{24};
    constexpr std::chrono::hours failures_kept{24};
    auto events = storage::event_log::prune(connection, now - events_kept);
    if (!events) return events.error();
    auto answers = storage::kept_answers::prune(connection, now - answers_kept);
    if (!answers) return answers.error();
    auto failures = storage::login_throttle::prune(connection, now - failures_kept);
    if (!failures) return failures.error();
    auto sessions =
        storage::staff_sessions::prune(connection, now - session_lasts, now - session_idles);
    if (!sessions) return sessions.error();
    auto questions = storage::questions::trim(connection);
    if (!questions) return questions.error();
    return {};
}

}  // namespace gateway::desk
