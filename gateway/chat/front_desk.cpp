#include "gateway/chat/front_desk.h"

#include "gateway/channels/web_chat/chat.h"
#include "gateway/desk/journal.h"

#include <openssl/rand.h>

namespace gateway::chat {
namespace {

// Quicker than anybody types, slower than a script that floods.
constexpr std::size_t pace_messages = 5;
constexpr std::chrono::seconds pace_window{10};
// Chats whose pace is remembered; when there are more, all are forgotten: somebody may write
// sooner.
constexpr std::size_t max_paces = 10'000;

Error too_fast() { return {Fault::busy, "this chat is written to too fast"}; }

}  // namespace

dialogs::Result<Opened> FrontDesk::open(const frames::Hello& hello) const {
    Opened opened;
    auto token = hello.token;
    if (token.empty()) {
        std::array<std::uint8_t, 32> random{};
        RAND_bytes(random.data(), static_cast<int>(random.size()));
        token = frames::new_token(random);
        opened.token = token;
    }
    auto chat = frames::conversation_of(token);
    if (!chat) return Error{Fault::denied, "not a chat's token"};
    opened.chat = std::move(*chat);
    return opened;
}

boost::asio::awaitable<Result<std::vector<frames::ServerFrame>>> FrontDesk::news(
    Page& page, bool tell_control
) {
    const auto chat = address(page.chat);
    const auto after = page.seen;
    std::function<Result<Update>(Connection&)> job = [chat, after](Connection& connection) {
        return update_since(connection, chat, after);
    };
    auto update = co_await tools_.store.read<Update>(std::move(job));
    if (!update) co_return update.error();

    std::vector<frames::ServerFrame> fresh;
    page.conversation = update->conversation;
    for (auto& said : update->said) {
        page.seen = said.seq;
        fresh.emplace_back(std::move(said));
    }
    const bool changed =
        update->handoff.state != page.shown || update->handoff.clerk != page.shown_clerk;
    if (changed || tell_control) {
        page.shown = update->handoff.state;
        page.shown_clerk = update->handoff.clerk;
        fresh.emplace_back(std::move(update->handoff));
    }
    co_return fresh;
}

boost::asio::awaitable<Result<frames::Ack>> FrontDesk::post(Page& page, frames::Post post) {
    if (!within_pace(page.chat)) co_return too_fast();
    turns::Arrival arrival;
    arrival.message = frames::message_of(post, channel_, page.chat, now());
    arrival.voice.profile = "web";
    arrival.scene = page.scene;
    auto taken = co_await tools_.turns.take(std::move(arrival));
    // A full database is not this page's haste.
    const Error crowded{Fault::unavailable, "too much is under way"};
    if (!taken && taken.error().fault == Fault::busy) co_return crowded;
    if (!taken) co_return taken.error();
    if (taken->conversation != 0) page.conversation = taken->conversation;
    frames::Ack ack;
    ack.cid = std::move(post.cid);
    ack.seq = taken->message;
    co_return ack;
}

bool FrontDesk::within_pace(const std::string& chat) {
    if (paces_.size() > max_paces) paces_.clear();
    return paces_.try_emplace(chat, pace_messages, pace_window).first->second.take(now());
}

boost::asio::awaitable<void> FrontDesk::read(const Page& page, std::int64_t seq) {
    const auto conversation = page.conversation;
    if (conversation == 0) co_return;
    const auto at = now();
    std::function<Result<bool>(Connection&)> job = [conversation, seq, at](Connection& connection
                                                   ) -> Result<bool> {
        auto arrived = mark_read(connection, conversation, seq);
        if (!arrived) return arrived.error();
        for (const auto message : *arrived) {
            if (auto told = desk::status_changed(connection, conversation, message, at); !told)
                return told.error();
        }
        return !arrived->empty();
    };
    auto changed = co_await tools_.store.write<bool>(std::move(job));
    if (!changed || !*changed) co_return;
    const Committed committed{conversation, false};
    tools_.news.ring(committed);
}

}  // namespace gateway::chat
