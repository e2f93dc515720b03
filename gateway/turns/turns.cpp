#include "gateway/turns/turns.h"

#include "dialogs/engine/session_codec.h"
#include "gateway/turns/intake.h"
#include "knowledge/alarm.h"
#include "storage/conversations.h"

namespace gateway::turns {
namespace {

// Another process or the desk may change a conversation between reading and commit; losing this
// often in a row is a bug, not bad luck.
constexpr int max_attempts = 5;

struct Beginning {
    storage::Talk talk;
    std::optional<storage::Delivery> before;  // this very message, taken earlier
};

Result<Beginning> begin(Connection& connection, const dialogs::Message& message) {
    Beginning beginning;
    auto before = storage::find_delivery(connection, message.from.channel, message.id);
    if (!before) return before.error();
    beginning.before = std::move(*before);
    if (beginning.before) return beginning;
    auto talk = storage::find_talk(connection, message.from);
    if (!talk) return talk.error();
    beginning.talk = std::move(*talk);
    return beginning;
}

// "1\t查政策\n2\t查进度": how a page's buttons are kept.
std::string choices_of(const dialogs::Say& say) {
    std::string kept;
    for (const auto& [key, label] : say.choices)
        kept += key + '\t' + label + '\n';
    return kept;
}

storage::Utterance utterance_of(const dialogs::Say& say, Time now) {
    storage::Utterance said;
    said.author = storage::Author::bot;
    said.text = say.text;
    said.choices = choices_of(say);
    said.step = say.step;
    said.topic = say.topic;
    said.at = now;
    return said;
}

// Every reply cut into its channel's parts.
std::vector<std::vector<std::string>> plan(
    const Voice& voice, const std::vector<dialogs::Say>& says
) {
    std::vector<std::vector<std::string>> parts;
    parts.reserve(says.size());
    for (const auto& say : says) {
        parts.push_back(voice.channel ? voice.channel->plan(say) : std::vector<std::string>{});
    }
    return parts;
}

// The replies as they are kept; the first `carried` parts ride on the acknowledgement and need no
// way out of their own.
std::vector<delivery::Outgoing> replies_of(
    const std::vector<dialogs::Say>& says,
    std::vector<std::vector<std::string>> parts,
    std::size_t carried,
    Time now
) {
    std::vector<delivery::Outgoing> replies;
    for (std::size_t i = 0; i < says.size(); ++i) {
        delivery::Outgoing reply;
        reply.said = utterance_of(says[i], now);
        const auto riding = std::min(carried, parts[i].size());
        carried -= riding;
        parts[i].erase(parts[i].begin(), parts[i].begin() + static_cast<std::ptrdiff_t>(riding));
        reply.parts = std::move(parts[i]);
        replies.push_back(std::move(reply));
    }
    return replies;
}

storage::Answer answer_of(const http::Reply& reply) {
    return {reply.status, reply.type, reply.body};
}

// The answer and the replies of a played turn.
void speak(Keeping& turn, const Arrival& arrival, Time now) {
    const auto& says = turn.played.says;
    auto parts = plan(arrival.voice, says);
    std::vector<std::string> all;
    for (const auto& some : parts)
        all.insert(all.end(), some.begin(), some.end());
    std::size_t carried = 0;
    if (arrival.acknowledge) {
        if (arrival.voice.channel) carried = arrival.voice.channel->carried(all);
        turn.answer = answer_of(arrival.acknowledge(all));
    }
    turn.replies = replies_of(says, std::move(parts), carried, now);
}

// The area a QR code stands for. The one a page was opened with counts until a better one is known,
// and none takes a case away from those who have it.
std::string area_of(const Arrival& arrival, const storage::Conversation& conversation) {
    if (!conversation.case_no.empty()) return {};
    auto scanned = scene_of(arrival.message);
    if (!scanned.empty() || !conversation.area.empty()) return scanned;
    return arrival.scene;
}

// STOP and START are settled before the conversation: a gagged gateway must not argue.
std::optional<Played> settle_consent(Keeping& turn, const dialogs::Message& message) {
    const auto consent = consent_of(message.text);
    if (consent == Consent::none) return std::nullopt;
    Played played;
    played.kept_text = message.text;
    turn.keeps_session = false;
    dialogs::Say say;
    turn.opted_out = consent == Consent::stop;
    say.step = *turn.opted_out ? "consent.stopped" : "consent.started";
    say.text = *turn.opted_out ? "已退订，不再给您发通知。您来问，我们照样回答。想恢复请回“恢复”。"
                               : "已恢复，有进展会通知您。不想收请回“退订”。";
    played.says.push_back(std::move(say));
    return played;
}

}  // namespace

Turns::Turns(
    boost::asio::io_context& loop,
    Store& store,
    const registers::Keys& keys,
    BundlePtr bundle,
    ops::Clock clock,
    ops::Metrics& metrics,
    News& news
)
    : store_(store),
      player_(store, keys),
      bundle_(std::move(bundle)),
      clock_(std::move(clock)),
      metrics_(metrics),
      answered_(metrics.turns("bot")),
      handed_over_(metrics.turns("handover")),
      news_(news),
      lanes_(loop) {}

boost::asio::awaitable<Result<Taken>> Turns::take(Arrival arrival) {
    auto pass = co_await lanes_.enter(arrival.message.from);
    if (!pass) co_return pass.error();

    for (int attempt = 0; attempt < max_attempts; ++attempt) {
        auto taken = co_await try_take(arrival);
        if (taken || taken.error().fault != Fault::conflict) co_return taken;
    }
    co_return Error{Fault::unavailable, "the conversation kept changing"};
}

boost::asio::awaitable<Result<Taken>> Turns::try_take(const Arrival& arrival) {
    const auto& message = arrival.message;
    std::function<Result<Beginning>(Connection&)> look = [message](Connection& connection) {
        return begin(connection, message);
    };
    auto beginning = co_await store_.read<Beginning>(std::move(look));
    if (!beginning) co_return beginning.error();
    if (beginning->before) co_return repeat(*beginning->before);

    Keeping turn;
    turn.talk = std::move(beginning->talk);
    turn.message = message;
    turn.now = clock_();
    turn.area = area_of(arrival, turn.talk.conversation);
    if (!bundle_->organisation.find(turn.area)) turn.area.clear();
    if (!turn.area.empty()) turn.talk.conversation.area = turn.area;

    auto played = co_await play(turn, arrival.voice.profile);
    if (!played) co_return played.error();
    turn.played = std::move(*played);
    speak(turn, arrival, turn.now);

    auto answer = turn.answer;
    auto kept = co_await commit(std::move(turn));
    if (!kept) co_return kept.error();
    Taken taken;
    taken.answer = std::move(answer);
    taken.conversation = kept->conversation;
    taken.message = kept->message;
    co_return taken;
}

Taken Turns::repeat(const storage::Delivery& before) {
    metrics_.duplicates(before.channel).add();
    Taken taken;
    taken.answer = before.answer;
    taken.message = before.message;
    taken.repeated = true;
    return taken;
}

boost::asio::awaitable<Result<Played>> Turns::play(Keeping& turn, std::string profile) {
    if (auto settled = settle_consent(turn, turn.message)) co_return std::move(*settled);
    auto words = as_words(turn.message);
    if (!words) {
        Played nothing;
        turn.keeps_session = false;
        co_return nothing;
    }
    dialogs::Heard heard;
    heard.alarm = knowledge::alarm(words->text);
    heard.message = std::move(*words);
    dialogs::Input input = std::move(heard);
    auto played =
        co_await player_.play(bundle_, turn.talk, std::move(input), std::move(profile), turn.now);
    co_return played;
}

boost::asio::awaitable<Result<Kept>> Turns::commit(Keeping turn) {
    if (watcher_) watcher_(turn.played);
    if (turn.keeps_session) turn.session_state = dialogs::to_json(turn.played.session);
    const auto handed_over = turn.played.handover.has_value();
    std::function<Result<Kept>(Connection&)> job =
        [turn = std::make_shared<const Keeping>(std::move(turn))](Connection& connection) {
            return keep(connection, *turn);
        };
    auto kept = co_await store_.write<Kept>(std::move(job));
    if (!kept) co_return kept;
    (handed_over ? handed_over_ : answered_).add();
    const Committed committed{kept->conversation, kept->to_send};
    news_.ring(committed);
    co_return kept;
}

boost::asio::awaitable<Result<void>> Turns::wake(storage::Timer timer, VoiceOf voice_of) {
    std::function<Result<storage::Talk>(Connection&)> look = [timer](Connection& connection
                                                             ) -> Result<storage::Talk> {
        auto conversation = storage::find_conversation(connection, timer.conversation);
        if (!conversation) return conversation.error();
        if (!*conversation) return Error{Fault::not_found, "no such conversation"};
        return storage::find_talk(connection, (*conversation)->address);
    };
    auto found = co_await store_.read<storage::Talk>(look);
    if (!found) co_return found.error();
    auto pass = co_await lanes_.enter(found->conversation.address);
    if (!pass) co_return pass.error();
    // Only now nobody else advances this session: look again.
    found = co_await store_.read<storage::Talk>(std::move(look));
    if (!found) co_return found.error();
    if (found->session_version != timer.version ||
        found->conversation.control != storage::Control::bot) {
        co_return co_await forget(timer.id);
    }

    Keeping turn;
    turn.talk = std::move(*found);
    turn.now = clock_();
    turn.is_delivery = false;
    Arrival arrival;
    arrival.voice = voice_of(turn.talk.conversation.address.channel);
    dialogs::TimedOut timed_out;
    timed_out.kind = timer.kind;
    dialogs::Input input = std::move(timed_out);
    auto played = co_await player_.play(
        bundle_, turn.talk, std::move(input), arrival.voice.profile, turn.now
    );
    if (!played) co_return played.error();
    turn.played = std::move(*played);
    speak(turn, arrival, turn.now);
    auto kept = co_await commit(std::move(turn));
    if (!kept && kept.error().fault != Fault::conflict) co_return kept.error();
    co_return co_await forget(timer.id);
}

boost::asio::awaitable<Result<void>> Turns::forget(std::int64_t timer) {
    std::function<Result<void>(Connection&)> job = [timer](Connection& connection) {
        return storage::drop_timer(connection, timer);
    };
    auto dropped = co_await store_.write<void>(std::move(job));
    co_return dropped;
}

}  // namespace gateway::turns
