#include "gateway/desk/teaching.h"

#include "gateway/desk/error_json.h"
#include "storage/audit.h"

#include <fmt/format.h>

#include <algorithm>

namespace gateway::desk {

Job for_teachers(Job job) {
    return [job = std::move(job
            )](Connection& connection, const Caller& caller, Time now) -> Result<JobAnswer> {
        const auto role = caller.clerk.role;
        if (role != storage::Role::county && role != storage::Role::admin)
            return Error{Fault::denied, "not the county"};
        return job(connection, caller, now);
    };
}

JobAnswer refused(int status, std::string_view code, std::string_view message) {
    JobAnswer answer;
    answer.status = status;
    answer.body = error_json(code, message);
    return answer;
}

bool is_topic(std::string_view topic) {
    const auto dot = topic.find('.');
    const auto is_word = [](std::string_view word) {
        return !word.empty() && word.size() <= 32 && std::ranges::all_of(word, [](char letter) {
            return (letter >= 'a' && letter <= 'z') || letter == '_';
        });
    };
    return dot != std::string_view::npos && is_word(topic.substr(0, dot)) &&
           is_word(topic.substr(dot + 1));
}

Result<void> write_down(
    Connection& connection,
    const Caller& caller,
    std::string action,
    std::string object,
    std::string detail,
    Time now
) {
    storage::AuditEntry entry;
    entry.at = now;
    entry.actor = fmt::format("clerk:{}", caller.clerk.id);
    entry.action = std::move(action);
    entry.object = std::move(object);
    entry.detail = std::move(detail);
    return storage::audit::append(connection, entry);
}

}  // namespace gateway::desk
