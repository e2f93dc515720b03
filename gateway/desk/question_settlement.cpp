#include "gateway/desk/question_settlement.h"

#include "dialogs/text/anonymous.h"
#include "dialogs/text/clean.h"
#include "gateway/desk/article_draft.h"
#include "gateway/desk/question_json.h"
#include "gateway/desk/teaching.h"
#include "storage/questions.h"

#include <fmt/format.h>

namespace gateway::desk {
namespace {

using storage::OpenQuestion;
namespace questions = storage::questions;

constexpr std::size_t phrasing_max = 200;  // characters

// Changes the question; 404, 409 when that is not possible.
Result<OpenQuestion> settle(
    Connection& connection,
    const Caller& caller,
    std::int64_t id,
    const Settlement& settlement,
    Time now
) {
    auto question = questions::find(connection, id);
    if (!question) return question.error();
    if (!*question) return Error{Fault::not_found, "no such question"};
    auto phrasing = settlement.phrasing;
    if (settlement.state == "phrasing" && phrasing.empty()) phrasing = (*question)->text;
    auto settled = questions::settle(
        connection, id, {settlement.state, settlement.topic, phrasing, caller.clerk.id, now}
    );
    if (!settled) return settled.error();
    auto written = write_down(
        connection,
        caller,
        "question." + settlement.state,
        fmt::format("question:{}", id),
        settlement.topic,
        now
    );
    if (!written) return written.error();
    auto changed = questions::find(connection, id);
    if (!changed) return changed.error();
    return std::move(**changed);
}

std::string yaml_text(std::string_view text) {
    std::string safe = "\"";
    for (const char letter : text) {
        if (letter == '"' || letter == '\\') safe += '\\';
        safe += letter;
    }
    return safe + '"';
}

// An article to begin from; what has to be written is left empty, so that it is no article yet.
std::string skeleton(const Settlement& settlement, std::string_view question) {
    return fmt::format(
        "id: {}\nservice: {}\ntitle: {}\ncolloquial:\n  - {}\nkeywords: []\nsms: \"\"\n"
        "full: \"\"\nfacets: {{}}\nsources: []\neffective_from: \nreview_by: \n"
        "confidence: medium\nlocal_values: []\n",
        settlement.topic,
        yaml_text(settlement.service),
        yaml_text(settlement.title),
        yaml_text(question)
    );
}

// 422 with what is wrong, or nothing.
std::optional<JobAnswer> fault_of(const Settlement& settlement, const knowledge::Library& library) {
    if (settlement.state == "dismissed") return std::nullopt;
    const bool known = library.find(settlement.topic) != nullptr;
    if (settlement.state == "drafted") {
        if (!is_topic(settlement.topic))
            return refused(422, "bad_topic", "编号要写成“meal.where”这样");
        if (known) return refused(422, "topic_exists", "这个编号已经有条目了");
        return std::nullopt;
    }
    if (!known) return refused(422, "unknown_topic", "没有这个条目");
    if (dialogs::text::code_points(settlement.phrasing) > phrasing_max)
        return refused(422, "too_long", "说法最多200个字");
    return std::nullopt;
}

}  // namespace

Result<Settlement> read_settlement(std::string state, std::string_view body) {
    Settlement settlement;
    settlement.state = std::move(state);
    const std::pair<std::string_view, std::string*> fields[] = {
        {"topic", &settlement.topic},
        {"text", &settlement.phrasing},
        {"title", &settlement.title},
        {"service", &settlement.service}};
    for (const auto& [name, field] : fields) {
        auto text = read_text(body, name);
        if (!text) return text.error();
        *field = dialogs::text::without_person(*text);
    }
    return settlement;
}

Job settle_question(
    std::int64_t id, Settlement settlement, std::shared_ptr<const knowledge::Library> library
) {
    return for_teachers(
        [id, settlement = std::move(settlement), library = std::move(library)](
            Connection& connection, const Caller& caller, Time now
        ) -> Result<JobAnswer> {
            if (auto fault = fault_of(settlement, *library)) return std::move(*fault);
            auto question = settle(connection, caller, id, settlement, now);
            if (!question && question.error().fault == Fault::conflict)
                return refused(409, "already_settled", "这个问题已经处理过了");
            if (!question) return question.error();
            if (settlement.state != "drafted")
                return JobAnswer{200, question_json(*question, *library), {}};
            const auto yaml = skeleton(settlement, question->text);
            // Found again among the drafts; the check at its approval wants all of it.
            const Drafted drafted{yaml, {}, "来自居民的提问，请补全"};
            auto number = add_draft(connection, caller, settlement.topic, drafted, now);
            if (!number) return number.error();
            return JobAnswer{200, drafted_json(*question, *library, yaml), {}};
        }
    );
}

}  // namespace gateway::desk
