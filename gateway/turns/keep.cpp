#include "gateway/turns/keep.h"

#include "dialogs/engine/session_codec.h"
#include "gateway/desk/handover.h"
#include "gateway/desk/journal.h"
#include "gateway/turns/intake.h"
#include "gateway/turns/learning.h"
#include "storage/audit.h"
#include "storage/consent.h"
#include "storage/ratings.h"

#include <fmt/format.h>

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
        case dialogs::MessageKind::file: return "file";
        case dialogs::MessageKind::event: return "event";
    }
    return "text";
}

// Of an event after which a channel lets something be sent, its own name: storage/allowance counts
// by it.
std::string kind_name(const dialogs::Message& message) {
    const bool lets_send =
        message.event == "subscribe" || message.event == "click" || message.event == "scan";
    if (message.kind == dialogs::MessageKind::event && lets_send) return message.event;
    return kind_name(message.kind);
}

// A picture has no words, and a clerk must see that it came.
std::string words_for(dialogs::MessageKind kind) {
    switch (kind) {
        case dialogs::MessageKind::voice: return "［语音］";
        case dialogs::MessageKind::image: return "［图片］";
        case dialogs::MessageKind::video: return "［视频］";
        case dialogs::MessageKind::location: return "［位置］";
        case dialogs::MessageKind::link: return "［链接］";
        case dialogs::MessageKind::file: return "［文件］";
        case dialogs::MessageKind::event:
        case dialogs::MessageKind::text: break;
    }
    return {};
}

// What a transcript shows of a message.
std::string shown_words(const Keeping& turn) {
    const auto& words = turn.played->kept_text;
    if (!words.empty()) return words;
    if (turn.message.event == "unsubscribe") return "［取消关注］";
    return words_for(turn.message.kind);
}

Result<void> want_media(
    Connection& connection, const Keeping& turn, storage::media::Wanted wanted
) {
    if (!turn.fetches_media || wanted.provider_id.empty()) return {};
    wanted.channel = turn.message.from.channel;
    return storage::media::want(connection, wanted, turn.now);
}

// What came beside a message's first picture: a message each, of the same turn.
Result<void> keep_more(
    Connection& connection, const Keeping& turn, const storage::Conversation& conversation
) {
    for (const auto& enclosure : turn.message.more) {
        storage::Utterance sent;
        sent.conversation = conversation.id;
        sent.author = storage::Author::resident;
        sent.kind = kind_name(enclosure.kind);
        sent.text = words_for(enclosure.kind);
        sent.at = turn.now;
        auto message = storage::add_message(connection, sent);
        if (!message) return message.error();
        auto wanted = want_media(connection, turn, {*message, {}, enclosure.media_id, sent.kind});
        if (!wanted) return wanted;
        auto told = desk::message_added(connection, conversation, sent.author, *message, turn.now);
        if (!told) return told;
    }
    return {};
}

Result<std::int64_t> keep_message(
    Connection& connection, const Keeping& turn, const storage::Conversation& conversation
) {
    storage::Utterance heard;
    heard.conversation = conversation.id;
    heard.author = storage::Author::resident;
    heard.kind = kind_name(turn.message);
    heard.text = shown_words(turn);
    heard.looked_up = turn.played->looked_up;
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
    const bool unheard = turn.writes_voices_down && is_unheard(turn.message);
    auto wanted =
        want_media(connection, turn, {*message, {}, turn.message.media_id, heard.kind, !unheard});
    if (!wanted) return wanted.error();
    auto told = desk::message_added(connection, conversation, heard.author, *message, turn.now);
    if (!told) return told.error();
    if (auto more = keep_more(connection, turn, conversation); !more) return more.error();
    return message;
}

Result<void> keep_consent(
    Connection& connection, const Keeping& turn, storage::Conversation& conversation
) {
    conversation.consent = *turn.consent;
    auto set = storage::set_consent(connection, conversation.contact_id, conversation.consent);
    if (!set) return set;
    storage::AuditEntry entry;
    entry.at = turn.now;
    entry.actor = "resident";
    entry.action = "consent.changed";
    entry.object = "conversation:" + std::to_string(conversation.id);
    entry.detail = fmt::format(
        "notices {}, answers {}",
        conversation.consent.notices ? "on" : "off",
        conversation.consent.answers ? "on" : "off"
    );
    return storage::audit::append(connection, entry);
}

Result<void> keep_facts(
    Connection& connection, const Keeping& turn, storage::Conversation& conversation
) {
    if (!turn.area.empty() && turn.start->conversation.id != 0) {
        if (auto set = storage::set_area(connection, conversation.id, turn.area); !set)
            return set.error();
    }
    if (turn.consent) return keep_consent(connection, turn, conversation);
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
    if (turn.answers_late) {
        const auto& call = turn.message;
        auto changed =
            storage::change_answer(connection, call.from.channel, call.id, turn.spoken.answer);
        if (!changed) return changed.error();
    }
    if (auto facts = keep_facts(connection, turn, conversation); !facts) return facts.error();
    if (turn.alongside) {
        if (auto done = turn.alongside(connection); !done) return done.error();
    }
    if (!turn.keeps_session) {
        if (auto same = storage::check_unchanged(connection, conversation); !same)
            return same.error();
    } else {
        const auto& before = turn.start->session_version;
        auto session = storage::keep_session(connection, conversation, before, turn.state);
        if (!session) return session.error();
    }
    if (auto learnt = keep_questions(connection, turn, conversation); !learnt)
        return learnt.error();
    if (!turn.to_rate.empty()) {
        auto asked = storage::ratings::mark_asked(connection, turn.to_rate, turn.now);
        if (!asked) return asked.error();
    }
    if (turn.played->handover) {
        const auto& handover = *turn.played->handover;
        auto opened =
            desk::open_case(connection, conversation, handover.wanted, handover.case_no, turn.now);
        if (!opened) return opened.error();
        auto told = desk::announce(connection, *opened, turn.groups, turn.now);
        if (!told) return told.error();
        kept.to_send = *told;
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
