#include "gateway/turns/play.h"

#include "dialogs/text/phone.h"
#include "gateway/turns/case_numbers.h"
#include "gateway/turns/office.h"
#include "gateway/turns/town_office.h"

#include <algorithm>

namespace gateway::turns {
namespace {

// Questions the engine may ask the host within one turn. A turn has at most 50 steps; one that asks
// more than this is a loop in a script.
constexpr int max_questions = 16;

// Puts a step's effects aside; gives the question it ended with, if it did.
std::optional<dialogs::Effect> collect(dialogs::Step& step, Played& played) {
    std::optional<dialogs::Effect> question;
    for (auto& effect : step.effects) {
        if (auto* say = std::get_if<dialogs::Say>(&effect)) {
            played.says.push_back(std::move(*say));
        } else if (auto* remind = std::get_if<dialogs::Remind>(&effect)) {
            played.reminders.push_back(std::move(*remind));
        } else {
            question = std::move(effect);
        }
    }
    std::ranges::move(step.trace, std::back_inserter(played.trace));
    if (step.kept_text) played.kept_text = *step.kept_text;
    played.session = std::move(step.session);
    return question;
}

// Not a side question nor an answer that only might be one: nobody is told that those found
// nothing.
bool is_asked(const dialogs::Session& session) {
    return session.pending && !session.pending->digression && !session.pending->doubted;
}

std::optional<Unsettled> unsettled_by(const dialogs::LookUp& wanted, const dialogs::Found& found) {
    const bool unsettled =
        found.outcome == dialogs::Outcome::none || found.outcome == dialogs::Outcome::clarify;
    if (!unsettled || wanted.question.empty()) return std::nullopt;
    Unsettled question{wanted.question, found.outcome, {}};
    for (const auto& passage : found.passages)
        question.topics.push_back(passage.topic);
    return question;
}

std::optional<dialogs::LookUp> look_up_of(const dialogs::Effect& question) {
    const auto* look_up = std::get_if<dialogs::LookUp>(&question);
    return look_up ? std::optional(*look_up) : std::nullopt;
}

void note_unsettled(const dialogs::LookUp& asked, const dialogs::Input& answer, Played& played) {
    const auto* found = std::get_if<dialogs::Found>(&answer);
    if (!found) return;
    if (auto question = unsettled_by(asked, *found))
        played.unsettled.push_back(std::move(*question));
}

// A part picked from a list asks nothing in the person's own words.
std::string question_of(const dialogs::Effect& question, const dialogs::Session& session) {
    const auto* look_up = std::get_if<dialogs::LookUp>(&question);
    const bool asks = look_up && look_up->facet.empty();
    return asks && session.pending && !session.pending->doubted ? look_up->question : std::string();
}

const dialogs::Message* message_of(const dialogs::Input& input) {
    const auto* heard = std::get_if<dialogs::Heard>(&input);
    return heard ? &heard->message : nullptr;
}

// A limit in office hours is over when the office has been open that long.
void count_office_hours(
    Played& played, const config::Organisation& organisation, const std::string& area, Time now
) {
    for (auto& remind : played.reminders) {
        if (remind.kind != "sla_working") continue;
        const auto open = std::chrono::ceil<std::chrono::minutes>(remind.after);
        const auto due = organisation.calendar_for(area).add_office_minutes(now, open);
        remind.after = std::chrono::ceil<std::chrono::seconds>(due - now);
    }
}

// Who has asked for a person is told when one comes.
dialogs::Waiting waiting(
    const Bundle& bundle, const storage::Conversation& conversation, Time now
) {
    const auto office = office_result(bundle.organisation, conversation.area, now);
    return {office.at("open") == "true", office.at("next_open")};
}

// The talk is a person's, or will be his.
void leave_to_person(
    dialogs::Session& session,
    dialogs::Context& context,
    const Bundle& bundle,
    const storage::Conversation& conversation
) {
    if (conversation.control == storage::Control::queued) {
        context.waiting = waiting(bundle, conversation, context.now);
        // A case that a failed delivery opened is none that the session knows of.
        session.handoff.try_emplace("case_no", conversation.case_no);
    } else {
        session.meanwhile = false;
    }
    if (!session.meanwhile) session.status = dialogs::SessionStatus::handed_over;
}

// Before `input` is played: a talk that a clerk gave back is taken up by the bot, one that is not
// the bot's is left to its person.
void settle_who_has_it(
    const dialogs::Script& script,
    const Bundle& bundle,
    const storage::Conversation& conversation,
    const dialogs::Input& input,
    dialogs::Context& context,
    Played& played
) {
    auto& session = played.session;
    if (conversation.control != storage::Control::bot)
        return leave_to_person(session, context, bundle, conversation);
    const bool was_away =
        session.meanwhile || session.status == dialogs::SessionStatus::handed_over;
    if (!was_away || std::holds_alternative<dialogs::Returned>(input)) return;
    // The person wrote before the bot had said so: it takes the conversation up first.
    const dialogs::Returned returned{conversation.case_no.empty()};
    auto back = dialogs::advance(script, std::move(session), returned, context);
    (void)collect(back, played);
}

}  // namespace

std::string phone_of(std::string_view profile, const std::string& sender) {
    if (profile != "sms") return {};
    return dialogs::text::phone(sender).value.value_or(sender);
}

struct Player::Turn {
    BundlePtr bundle;
    const storage::Conversation& conversation;
    dialogs::Context context;
    std::string message_key;
};

boost::asio::awaitable<Result<PlayedPtr>> Player::play(
    BundlePtr bundle,
    dialogs::ScriptPtr script,
    PlayedPtr played,
    const storage::Conversation& conversation,
    dialogs::Input input,
    std::string profile,
    Time now
) {
    Turn turn{std::move(bundle), conversation, {}, {}};
    turn.context.now = now;
    turn.context.phone = phone_of(profile, conversation.address.sender);
    turn.context.channel = std::move(profile);

    auto& session = played->session;
    std::string written;
    if (const auto* message = message_of(input)) {
        played->kept_text = written = message->text;
        turn.message_key = message->from.channel + ":" + message->id;
    }
    settle_who_has_it(*script, *turn.bundle, conversation, input, turn.context, *played);

    for (int questions = 0; questions <= max_questions; ++questions) {
        auto step = dialogs::advance(*script, std::move(session), input, turn.context);
        auto question = collect(step, *played);
        // What held something secret is no question to learn from.
        if (played->kept_text != written) {
            played->unsettled.clear();
            played->looked_up.clear();
        }
        if (!question) {
            const auto& area =
                played->handover ? played->handover->wanted.area : turn.conversation.area;
            count_office_hours(*played, turn.bundle->organisation, area, now);
            co_return std::move(played);
        }
        std::optional<dialogs::LookUp> asked;
        if (is_asked(session)) asked = look_up_of(*question);
        if (auto words = question_of(*question, session); !words.empty())
            played->looked_up = std::move(words);
        auto answered = co_await answer(turn, std::move(*question), played->handover);
        if (!answered) co_return answered.error();
        if (const auto* found = std::get_if<dialogs::Found>(&*answered))
            played->outcomes.push_back(found->outcome);
        if (asked) note_unsettled(*asked, *answered, *played);
        input = std::move(*answered);
    }
    co_return Error{Fault::malformed, "a script asks the host without end"};
}

boost::asio::awaitable<Result<dialogs::Input>> Player::answer(
    const Turn& turn, dialogs::Effect effect, std::optional<Handover>& handover
) {
    if (const auto* look_up = std::get_if<dialogs::LookUp>(&effect)) {
        dialogs::Input found = turns::look_up(*turn.bundle, *look_up);
        co_return found;
    }
    if (auto* wanted = std::get_if<dialogs::Act>(&effect)) {
        const Actions::Occasion occasion{
            turn.bundle->organisation, turn.conversation, turn.message_key, turn.context.now};
        auto done = co_await actions_.act(occasion, std::move(*wanted));
        co_return done;
    }
    auto wanted = std::get<dialogs::HandOver>(std::move(effect));
    co_return co_await hand_over(turn, std::move(wanted), handover);
}

boost::asio::awaitable<Result<dialogs::Input>> Player::hand_over(
    const Turn& turn, dialogs::HandOver wanted, std::optional<Handover>& handover
) {
    const auto& organisation = turn.bundle->organisation;
    const auto& conversation = turn.conversation;
    if (wanted.area.empty() && !wanted.county_only) wanted.area = conversation.area;

    Handover made;
    made.case_no = handover ? handover->case_no : conversation.case_no;
    made.joined = !made.case_no.empty();
    if (!made.joined) {
        const auto series = case_series(organisation, turn.context.now);
        std::function<Result<std::string>(Connection&)> job = [series](Connection& connection) {
            return next_case_number(connection, series);
        };
        auto number = co_await store_.write<std::string>(std::move(job));
        // Without a number no case can be opened: the message is refused, and delivered again.
        if (!number) co_return number.error();
        made.case_no = std::move(*number);
    }
    dialogs::HandedOver told;
    told.case_no = made.case_no;
    told.joined = made.joined;
    const auto office = office_result(organisation, wanted.area, turn.context.now);
    told.office_open = office.at("open") == "true";
    told.next_open = office.at("next_open");
    made.wanted = std::move(wanted);
    handover = std::move(made);
    dialogs::Input input = std::move(told);
    co_return input;
}

}  // namespace gateway::turns
