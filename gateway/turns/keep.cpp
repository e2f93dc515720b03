#include "gateway/turns/keep.h"

#include "gateway/desk/handover.h"
#include "gateway/desk/journal.h"
#include "storage/timers.h"

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
    const auto& words = turn.played.kept_text;
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
    delivery.answer = turn.answer;
    delivery.received_at = turn.now;
    if (auto kept = storage::keep_delivery(connection, delivery); !kept) return kept.error();
    auto told = desk::message_added(connection, conversation, heard.author, *message, turn.now);
    if (!told) return told.error();
    return message;
}

Result<void> keep_wakeups(Connection& connection, const Keeping& turn, std::int64_t conversation) {
    std::vector<storage::Timer> timers;
    for (const auto& remind : turn.played.reminders) {
        storage::Timer timer;
        timer.version = turn.talk.session_version + 1;
        timer.kind = remind.kind;
        timer.fire_at = turn.now + remind.after;
        timers.push_back(std::move(timer));
    }
    return storage::set_timers(connection, conversation, timers);
}

Result<void> keep_facts(
    Connection& connection, const Keeping& turn, const storage::Conversation& conversation
) {
    if (!turn.area.empty() && turn.talk.conversation.id != 0) {
        if (auto set = storage::set_area(connection, conversation.id, turn.area); !set) return set;
    }
    if (turn.opted_out)
        return storage::set_opted_out(connection, conversation.contact_id, *turn.opted_out);
    return {};
}

}  // namespace

Result<Kept> keep(Connection& connection, const Keeping& turn) {
    auto stored = storage::ensure_conversation(connection, turn.talk.conversation, turn.now);
    if (!stored) return stored.error();
    auto conversation = std::move(*stored);
    Kept kept;
    kept.conversation = conversation.id;
    if (turn.is_delivery) {
        auto message = keep_message(connection, turn, conversation);
        if (!message) return message.error();
        kept.message = *message;
    }
    if (auto facts = keep_facts(connection, turn, conversation); !facts) return facts.error();
    if (turn.keeps_session) {
        auto session = storage::keep_session(
            connection, conversation.id, turn.talk.session_version, turn.session_state
        );
        if (!session) return session.error();
        if (auto timers = keep_wakeups(connection, turn, conversation.id); !timers)
            return timers.error();
    }
    if (turn.played.handover) {
        const auto& handover = *turn.played.handover;
        auto opened =
            desk::open_case(connection, conversation, handover.wanted, handover.case_no, turn.now);
        if (!opened) return opened.error();
        conversation = std::move(opened->conversation);
    }
    for (auto reply : turn.replies) {
        kept.to_send = kept.to_send || !reply.parts.empty();
        reply.conversation = conversation;
        auto said = delivery::queue(connection, reply);
        if (!said) return said.error();
        auto told =
            desk::message_added(connection, conversation, storage::Author::bot, *said, turn.now);
        if (!told) return told.error();
    }
    return kept;
}

}  // namespace gateway::turns
