#include "gateway/turns/hear.h"

#include "dialogs/engine/consent.h"
#include "dialogs/engine/waiting.h"
#include "gateway/turns/danger.h"
#include "gateway/turns/holding.h"
#include "gateway/turns/intake.h"

#include <utility>

namespace gateway::turns {
namespace {

dialogs::Context context_of(const Keeping& turn, const Arrival& arrival) {
    dialogs::Context context;
    context.now = turn.now;
    context.channel = arrival.voice.profile;
    return context;
}

// No rest of a message is waited for where the wake-up for it would not come: it is the bot's own.
bool may_wait(const Keeping& turn, const Arrival& arrival, const dialogs::Heard& heard) {
    const bool with_bot = turn.start->conversation.control == storage::Control::bot;
    return with_bot && arrival.voice.channel && !heard.alarm;
}

// Only where a call that was kept open has not answered it: after a crash.
constexpr std::chrono::seconds after_the_call{3};

// Nothing is answered yet; the session is woken when the rest has not come. Where the reply rides
// on the acknowledgement, that waits so long instead.
void wait_for_rest(
    Played& played,
    const dialogs::Script& script,
    const Arrival& arrival,
    const dialogs::Message& piece,
    const std::string& held
) {
    played.kept_text = piece.text;
    played.held = joined(held, piece.text);
    dialogs::Remind rest;
    rest.after = script.channels.at(arrival.voice.profile).coalesce;
    rest.kind = wake_held;
    if (arrival.acknowledge && arrival.voice.channel->capabilities().passive_reply) {
        played.held_for = rest.after;
        rest.after += after_the_call;
    }
    played.reminders.push_back(std::move(rest));
}

// A gagged gateway must not argue: nothing of the conversation is touched.
PlayedPtr settle(Keeping& turn, const dialogs::Script& script, const Arrival& arrival) {
    const auto context = context_of(turn, arrival);
    const auto& before = turn.start->conversation.consent;
    auto settled = dialogs::settle_consent(script, context, before, turn.message.text);
    if (!settled) return nullptr;
    auto played = std::make_unique<Played>();
    played->kept_text = turn.message.text;
    played->says.push_back(std::move(settled->say));
    turn.keeps_session = false;
    turn.consent = settled->consent;
    return played;
}

// A voice that is being put into words comes again with them; until then nobody is left in silence.
PlayedPtr await_words(Keeping& turn) {
    const bool with_bot = turn.start->conversation.control == storage::Control::bot;
    if (!turn.writes_voices_down || !with_bot || !is_unheard(turn.message)) return nullptr;
    auto played = std::make_unique<Played>();
    turn.keeps_session = false;
    dialogs::Say say;
    say.step = "voice.heard";
    say.text = "正在听您的语音，请稍等。着急请打字，找人请回0。";
    played->says.push_back(std::move(say));
    return played;
}

// What the script need not be asked for; null when it must be.
PlayedPtr leave_unplayed(
    Keeping& turn, const dialogs::Script& script, const Arrival& arrival, bool has_words
) {
    if (auto settled = settle(turn, script, arrival)) return settled;
    const auto* unanswered = arrival.voice.unanswered;
    const bool is_silent =
        unanswered && is_left_unanswered(*unanswered, script, turn.start->session, turn.message);
    if (!is_silent) {
        if (auto waiting = await_words(turn)) return waiting;
        if (has_words) return nullptr;
    }
    auto nothing = std::make_unique<Played>();
    if (is_silent) nothing->kept_text = turn.message.text;
    turn.keeps_session = false;
    return nothing;
}

}  // namespace

boost::asio::awaitable<Result<PlayedPtr>> Listener::hear(
    BundlePtr bundle, Keeping& turn, const Arrival& arrival
) {
    auto words = as_words(turn.message);
    if (auto unplayed = leave_unplayed(turn, bundle->script, arrival, words.has_value()))
        co_return unplayed;
    // Who writes wants an answer, to this and what comes of it.
    const auto& wanted = turn.start->conversation.consent;
    if (!wanted.answers) turn.consent = dialogs::Consent{wanted.notices, true};
    auto placed = editions_.place(std::move(turn.start->session), turn.now);
    const auto script = placed.script;
    const auto context = context_of(turn, arrival);
    if (is_button(turn.message))
        words->text =
            pressed(turn.message, dialogs::open_choices(*script, placed.session, context));
    auto heard = heard_of(std::move(*words));
    auto played = std::make_unique<Played>();
    played->session = std::move(placed.session);
    auto held = std::exchange(turn.start->held, {});
    if (!held.empty()) {
        co_return co_await play_rest(
            std::move(bundle),
            turn,
            arrival,
            script,
            std::move(played),
            std::move(held),
            std::move(heard)
        );
    }
    if (may_wait(turn, arrival, heard) &&
        may_go_on(*script, played->session, context, heard, held)) {
        wait_for_rest(*played, *script, arrival, heard.message, held);
        co_return played;
    }
    co_return co_await play_heard(
        std::move(bundle), turn, script, std::move(played), std::move(heard), arrival.voice.profile
    );
}

// What came after pieces that were kept back: more of them, the rest of them, or something else.
boost::asio::awaitable<Result<PlayedPtr>> Listener::play_rest(
    BundlePtr bundle,
    Keeping& turn,
    const Arrival& arrival,
    dialogs::ScriptPtr script,
    PlayedPtr played,
    std::string held,
    dialogs::Heard heard
) {
    const auto piece = heard.message.text;
    auto message = heard.message;
    message.text = joined(held, piece);
    auto whole = heard_of(std::move(message));
    // A danger is never kept back, nor answered after anything else, however it was cut.
    if (!whole.alarm) whole.alarm = heard.alarm;
    const auto context = context_of(turn, arrival);
    if (may_wait(turn, arrival, whole) &&
        may_go_on(*script, played->session, context, heard, held)) {
        wait_for_rest(*played, *script, arrival, heard.message, held);
        co_return played;
    }
    if (!whole.alarm && !goes_on(*script, played->session, context, heard)) {
        co_return co_await play_after(
            std::move(bundle),
            turn,
            std::move(script),
            std::move(played),
            std::move(held),
            std::move(heard),
            arrival.voice.profile
        );
    }
    const auto text = whole.message.text;
    auto answered = co_await play_heard(
        std::move(bundle),
        turn,
        std::move(script),
        std::move(played),
        std::move(whole),
        arrival.voice.profile
    );
    if (answered && (*answered)->kept_text == text) (*answered)->kept_text = piece;
    co_return answered;
}

boost::asio::awaitable<Result<PlayedPtr>> Listener::play_heard(
    BundlePtr bundle,
    Keeping& turn,
    dialogs::ScriptPtr script,
    PlayedPtr played,
    dialogs::Heard heard,
    std::string profile
) {
    sense_danger(bundle->library, played->session, heard);
    dialogs::Input input = std::move(heard);
    auto answered = co_await player_.play(
        std::move(bundle),
        std::move(script),
        std::move(played),
        turn.start->conversation,
        std::move(input),
        std::move(profile),
        turn.now
    );
    co_return answered;
}

// The pieces that waited are answered, and then the message that does not belong to them.
boost::asio::awaitable<Result<PlayedPtr>> Listener::play_after(
    BundlePtr bundle,
    Keeping& turn,
    dialogs::ScriptPtr script,
    PlayedPtr played,
    std::string held,
    dialogs::Heard heard,
    std::string profile
) {
    auto message = heard.message;
    message.id += "-held";
    message.text = std::move(held);
    auto pieces = heard_of(std::move(message));
    auto answered = co_await play_heard(
        bundle, turn, std::move(script), std::move(played), std::move(pieces), profile
    );
    if (!answered) co_return answered;
    auto before = std::move(*answered);
    before->kept_text = heard.message.text;
    // A person has it now, and reads the rest in the transcript.
    if (before->handover) co_return before;
    auto again = editions_.place(std::move(before->session), turn.now);
    auto rest = std::make_unique<Played>();
    rest->session = std::move(again.session);
    answered = co_await play_heard(
        std::move(bundle),
        turn,
        std::move(again.script),
        std::move(rest),
        std::move(heard),
        std::move(profile)
    );
    if (!answered) co_return answered;
    put_before(**answered, std::move(*before));
    co_return answered;
}

}  // namespace gateway::turns
