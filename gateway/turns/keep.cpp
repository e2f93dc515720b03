#include "gateway/turns/keep.h"

#include "dialogs/engine/session_codec.h"
#include "gateway/desk/handover.h"
#include "gateway/desk/journal.h"
#include "gateway/turns/learning.h"

#include <algorithm>

namespace gateway::turns {
namespace {

std::string kind_name(dialogs::MessageKind kind) {
    switch (kind) {
        case dialogs::MessageKind::text: return "text";
        case dialogs::MessageKind::voice: return "voice";
        case dialogs::MessageKind::image: return "image";
        case dialogs::MessageKind::video: return "video";
        case dialogs::MessageKind::location: return "location";
        case dialogs::MessageKind::link: return "link";
        case dialogs::MessageKind::event: return "event";
    }
    return "text";
}

// What a transcript shows of a message; a picture has no words, and a clerk must see that it came.
std::string shown_words(const Keeping& turn) {
    const auto& words = turn.played->kept_text;
    if (!words.empty()) return words;
    switch (turn.message.kind) {
        case dialogs::MessageKind::voice: return "［语音］";
        case dialogs::MessageKind::image: return "［图片］";
        case dialogs::MessageKind::video: return "［视频］";
        case dialogs::MessageKind::location: return "［位置］";
        case dialogs::MessageKind::link: return "［链接］";
        case dialogs::MessageKind::event:
            return turn.message.event == "unsubscribe" ? "［取消关注］" : "";
        case dialogs::MessageKind::text: break;
    }
    return words;
}

Result<std::int64_t> keep_message(
    Connection& connection, const Keeping& turn, const storage::Conversation& conversation
) {
    storage::Utterance heard;
    heard.conversation = conversation.id;
    heard.author = storage::Author::resident;
    heard.kind = kind_name(turn.message.kind);
    heard.text = shown_words(turn);
    heard.at = turn.now;
    auto message = storage::add_message(connection, heard);
    if (!message) return message;
    storage::Delivery delivery;
    delivery.channel = turn.message.from.channel;
    delivery.external_id = turn.message.id;
    delivery.message = *message;
    delivery.answer = turn.spoken.answer;
    delivery.received_at = turn.now;
    if (auto kept = storage::keep_delivery(connection, delivery); !kept) return kept.error();
    auto told = desk::message_added(connection, conversation, heard.author, *message, turn.now);
    if (!told) return told.error();
    return message;
}

Result<void> keep_facts(
    Connection& connection, const Keeping& turn, const storage::Conversation& conversation
) {
    if (!turn.area.empty() && turn.start->conversation.id != 0) {
        if (auto set = storage::set_area(connection, conversation.id, turn.area); !set)
            return set.error();
    }
    if (turn.opted_out)
        return storage::set_opted_out(connection, conversation.contact_id, *turn.opted_out);
    return {};
}

}  // namespace

storage::SessionState state_of(const Played& played, Time now) {
    storage::SessionState state;
    state.held = played.held;
    state.json = dialogs::to_json(played.session);
    const auto first = std::ranges::min_element(played.reminders, {}, &dialogs::Remind::after);
    if (first == played.reminders.end()) return state;
    state.wake_at = now + first->after;
    state.wake_kind = first->kind;
    return state;
}

Result<Kept> keep(Connection& connection, const Keeping& turn) {
    auto stored = storage::ensure_conversation(connection, turn.start->conversation, turn.now);
    if (!stored) return stored.error();
    Kept kept;
    auto& conversation = kept.conversation = std::move(*stored);
    if (turn.is_delivery) {
        auto message = keep_message(connection, turn, conversation);
        if (!message) return message.error();
        kept.message = *message;
    }
    if (auto facts = keep_facts(connection, turn, conversation); !facts) return facts.error();
    if (turn.alongside) {
        if (auto done = turn.alongside(connection); !done) return done.error();
    }
    if (!turn.keeps_session) {
        if (auto same = storage::check_unchanged(connection, conversation); !same)
            return same.error();
    } else {
        const auto state = state_of(*turn.played, turn.now);
        auto session =
            storage::keep_session(connection, conversation, turn.start->session_version, state);
        if (!session) return session.error();
    }
    if (auto learnt = keep_questions(connection, turn, conversation); !learnt)
        return learnt.error();
    if (turn.played->handover) {
        const auto& handover = *turn.played->handover;
        auto opened =
            desk::open_case(connection, conversation, handover.wanted, handover.case_no, turn.now);
        if (!opened) return opened.error();
        conversation = std::move(opened->conversation);
    }
    for (const auto& reply : turn.spoken.replies) {
        kept.to_send = kept.to_send || !reply.parts.empty();
        auto said = delivery::queue(connection, conversation, reply);
        if (!said) return said.error();
        auto told =
            desk::message_added(connection, conversation, storage::Author::bot, *said, turn.now);
        if (!told) return told.error();
    }
    return kept;
}

}  // namespace gateway::turns
