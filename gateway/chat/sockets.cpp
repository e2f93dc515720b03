#include "gateway/chat/sockets.h"

#include "gateway/ops/task.h"

namespace gateway::chat {
namespace {

// Numbers of own messages remembered until they are replayed: more than a page can write in a
// minute.
constexpr std::size_t max_own = 64;

void send(const http::SocketPtr& socket, const frames::ServerFrame& frame) {
    socket->send(frames::encode(frame));
}

}  // namespace

Sockets::Sockets(boost::asio::io_context& loop, FrontDesk& front, News& news)
    : loop_(loop), front_(front) {
    news.listen([this](const Committed& committed) {
        for (const auto& [socket, visit] : visits_) {
            if (visit->page.conversation == committed.conversation) tell(visit);
        }
    });
}

void Sockets::add_to(http::Router& router, std::vector<std::string> origins) {
    http::SocketOptions options;
    options.origins = std::move(origins);
    options.protocols = {"yimen.chat.v1", "luannan.chat.v1"};
    options.message_max = frames::max_frame_bytes;
    http::SocketHandler handler;
    handler.on_open = [this](http::SocketPtr socket, const http::Request&) {
        auto visit = std::make_shared<Visit>();
        visit->socket = socket;
        visits_.emplace(socket.get(), std::move(visit));
    };
    handler.on_text = [this](http::SocketPtr socket, std::string text) { on_text(socket, text); };
    handler.on_close = [this](http::SocketPtr socket) { visits_.erase(socket.get()); };
    router.socket("/chat/ws", std::move(options), std::move(handler));
}

void Sockets::dismiss() {
    constexpr std::uint16_t service_restart = 1012;
    constexpr std::chrono::seconds soon{3};
    // A copy: closing may take a page off the map.
    const auto all = visits_;
    for (const auto& [socket, visit] : all) {
        send(visit->socket, frames::Bye{frames::Parting::restart, soon});
        visit->socket->close(service_restart, "restarting");
    }
}

void Sockets::on_text(const http::SocketPtr& socket, const std::string& text) {
    const auto found = visits_.find(socket.get());
    if (found == visits_.end()) return;
    auto visit = found->second;
    auto frame = frames::decode(text);
    if (!frame) return send(socket, frames::problem_of(frame.error(), frames::cid_of(text)));

    if (const auto* hello = std::get_if<frames::Hello>(&*frame)) {
        ops::spawn(loop_, "chat_hello", greet(visit, *hello));
    } else if (visit->page.chat.empty()) {
        send(socket, frames::problem_of({Fault::malformed, "a frame before hello"}));
    } else if (auto* post = std::get_if<frames::Post>(&*frame)) {
        ops::spawn(loop_, "chat_message", take(visit, std::move(*post)));
    } else if (const auto* read_frame = std::get_if<frames::Read>(&*frame)) {
        ops::spawn(loop_, "chat_read", read(visit, read_frame->seq));
    } else if (std::holds_alternative<frames::Ping>(*frame)) {
        send(socket, frames::Pong{});
    }
}

boost::asio::awaitable<void> Sockets::greet(VisitPtr visit, frames::Hello hello) {
    auto opened = front_.open(hello);
    if (!opened) {
        send(visit->socket, frames::problem_of(opened.error()));
        co_return;
    }
    visit->page.chat = opened->chat;
    visit->page.scene = hello.scene;
    visit->page.seen = hello.last_seq;
    auto fresh = co_await front_.news(visit->page, true);
    if (!fresh) {
        send(visit->socket, frames::problem_of(fresh.error()));
        co_return;
    }
    frames::Welcome welcome;
    welcome.token = opened->token;
    welcome.conversation = opened->chat;
    welcome.seq = visit->page.seen;
    welcome.server_time = front_.now();
    send(visit->socket, welcome);
    for (const auto& frame : *fresh)
        send(visit->socket, frame);
    // Its bell may have rung while the store was asked, before it was known whose it is.
    tell(visit);
}

boost::asio::awaitable<void> Sockets::take(VisitPtr visit, frames::Post post) {
    const auto cid = post.cid;
    ++visit->posting;
    auto ack = co_await front_.post(visit->page, std::move(post));
    --visit->posting;
    if (!ack) {
        send(visit->socket, frames::problem_of(ack.error(), cid));
        tell(visit);
        co_return;
    }
    visit->own.insert(ack->seq);
    if (visit->own.size() > max_own) visit->own.erase(visit->own.begin());
    send(visit->socket, *ack);
    tell(visit);
    tell_other_tabs(*visit);
}

// Tabs opened before anything was said do not know yet which conversation's bell is theirs.
void Sockets::tell_other_tabs(const Visit& visit) {
    for (const auto& [socket, other] : visits_) {
        if (other->page.conversation != 0 || other->page.chat != visit.page.chat) continue;
        other->page.conversation = visit.page.conversation;
        tell(other);
    }
}

boost::asio::awaitable<void> Sockets::read(VisitPtr visit, std::int64_t seq) {
    co_await front_.read(visit->page, seq);
}

void Sockets::tell(const VisitPtr& visit) {
    visit->tell_again = true;
    if (visit->telling || !visit->socket->is_open()) return;
    visit->telling = true;
    ops::spawn(loop_, "chat_news", tell_news(visit));
}

boost::asio::awaitable<void> Sockets::tell_news(VisitPtr visit) {
    while (visit->tell_again) {
        visit->tell_again = false;
        auto fresh = co_await front_.news(visit->page, false);
        if (!fresh) break;
        visit->unsent.insert(visit->unsent.end(), fresh->begin(), fresh->end());
        // What is being kept just now may be among it: that it is this page's own shows when it is
        // acknowledged, and then this goes on.
        if (visit->posting > 0) break;
        send_unsent(*visit);
        if (fresh->size() >= std::size_t{max_replayed}) visit->tell_again = true;
    }
    visit->telling = false;
}

void Sockets::send_unsent(Visit& visit) {
    for (const auto& frame : visit.unsent) {
        const auto* said = std::get_if<frames::Spoken>(&frame);
        if (said && visit.own.erase(said->seq) > 0) continue;
        send(visit.socket, frame);
    }
    visit.unsent.clear();
}

}  // namespace gateway::chat
