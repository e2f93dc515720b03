#include "gateway/chat/polls.h"

#include "gateway/channels/web_chat/web_chat.h"
#include "gateway/http/form.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <charconv>

namespace gateway::chat {
namespace {

namespace asio = boost::asio;

// Chats whose scene is remembered; when there are more, all are forgotten: somebody is asked for
// his town.
constexpr std::size_t max_scenes = 10'000;

http::Reply frames_reply(const std::vector<frames::ServerFrame>& some) {
    http::Reply reply;
    reply.type = "application/json; charset=utf-8";
    reply.body = frames::encode_poll(some);
    reply.headers.emplace_back("Cache-Control", "no-store");
    return reply;
}

http::Reply trouble(const dialogs::Error& error, const std::string& cid = {}) {
    auto reply = frames_reply({frames::problem_of(error, cid)});
    reply.status = http::status_for(error.fault);
    if (reply.status == 429 || reply.status == 503) reply.headers.emplace_back("Retry-After", "10");
    return reply;
}

// A wait that is to begin only now is over at once, too: cancelling would not see it.
void end(asio::steady_timer& timer) { timer.expires_at(asio::steady_timer::time_point::min()); }

std::optional<std::int64_t> number_of(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failed != std::errc() || end != text.data() + text.size() || number < 0)
        return std::nullopt;
    return number;
}

}  // namespace

Polls::Polls(asio::io_context& loop, FrontDesk& front, News& news) : loop_(loop), front_(front) {
    news.listen([this](const Committed& committed) {
        const auto [first, last] = waiting_.equal_range(committed.conversation);
        for (auto it = first; it != last; ++it)
            end(*it->second);
    });
}

void Polls::add_to(http::Router& router) {
    http::RouteOptions options;
    options.body_max = frames::max_frame_bytes;
    options.media_types = {"application/json"};
    router.add(
        "POST",
        "/chat/send",
        [this](http::Request request) { return send(std::move(request)); },
        options
    );
    router.add("GET", "/chat/poll", [this](http::Request request) {
        return poll(std::move(request));
    });
}

void Polls::release() {
    released_ = true;
    for (auto& [conversation, timer] : waiting_)
        end(*timer);
}

asio::awaitable<http::Reply> Polls::send(http::Request request) {
    auto frame = frames::decode(request.body);
    if (!frame) co_return trouble(frame.error(), frames::cid_of(request.body));
    if (auto* hello = std::get_if<frames::Hello>(&*frame)) {
        auto welcomed = co_await greet(std::move(*hello));
        co_return welcomed;
    }
    auto chat = frames::conversation_of(request);
    const Error denied{Fault::denied, "no chat's token"};
    if (!chat) co_return trouble(denied);
    if (auto* post = std::get_if<frames::Post>(&*frame)) {
        auto taken = co_await take(std::move(*chat), std::move(*post));
        co_return taken;
    }
    if (const auto* read = std::get_if<frames::Read>(&*frame)) {
        Page page;
        page.chat = *chat;
        page.seen = read->seq;
        auto known = co_await front_.news(page, false);
        if (!known) co_return trouble(known.error());
        co_await front_.read(page, read->seq);
    }
    co_return frames_reply({});
}

asio::awaitable<http::Reply> Polls::greet(frames::Hello hello) {
    auto opened = front_.open(hello);
    if (!opened) co_return trouble(opened.error());
    if (!hello.scene.empty()) remember_scene(opened->chat, std::move(hello.scene));
    Page page;
    page.chat = opened->chat;
    page.seen = hello.last_seq;
    auto fresh = co_await front_.news(page, true);
    if (!fresh) co_return trouble(fresh.error());
    frames::Welcome welcome;
    welcome.token = opened->token;
    welcome.conversation = opened->chat;
    welcome.seq = page.seen;
    welcome.server_time = front_.now();
    fresh->insert(fresh->begin(), std::move(welcome));
    co_return frames_reply(*fresh);
}

asio::awaitable<http::Reply> Polls::take(std::string chat, frames::Post post) {
    Page page;
    if (const auto scene = scenes_.find(chat); scene != scenes_.end()) page.scene = scene->second;
    page.chat = std::move(chat);
    const auto cid = post.cid;
    auto ack = co_await front_.post(page, std::move(post));
    if (!ack) co_return trouble(ack.error(), cid);
    page.seen = ack->seq;
    auto fresh = co_await front_.news(page, false);
    std::vector<frames::ServerFrame> told;
    told.emplace_back(std::move(*ack));
    if (fresh) std::ranges::move(*fresh, std::back_inserter(told));
    co_return frames_reply(told);
}

void Polls::remember_scene(const std::string& chat, std::string scene) {
    if (scenes_.size() > max_scenes) scenes_.clear();
    scenes_[chat] = std::move(scene);
}

asio::awaitable<http::Reply> Polls::poll(http::Request request) {
    auto form = http::decode_form(request.query);
    if (!form) co_return trouble(form.error());
    const auto after = number_of(form->get("after"));
    const Error malformed{Fault::malformed, "after is no number"};
    if (!after) co_return trouble(malformed);
    auto chat = frames::conversation_of(request);
    const Error denied{Fault::denied, "no chat's token"};
    if (!chat) co_return trouble(denied);

    Page page;
    page.chat = std::move(*chat);
    page.seen = *after;
    auto fresh = co_await front_.news(page, false);
    if (!fresh) co_return trouble(fresh.error());
    if (!fresh->empty()) co_return frames_reply(*fresh);
    co_return co_await wait_for_news(std::move(page));
}

// 0: nobody wrote in this chat yet, so nothing can come; it waits all the same, and is not asked
// again at once.
bool Polls::may_wait(std::int64_t conversation) const {
    return !released_ && (conversation == 0 || waiting_.count(conversation) < max_waiting);
}

asio::awaitable<http::Reply> Polls::wait_for_news(Page page) {
    const bool waits = may_wait(page.conversation);
    asio::steady_timer timer(loop_, waits ? patience : std::chrono::seconds(0));
    const auto place = waiting_.emplace(page.conversation, &timer);
    // Asked once more with an ear at the bell: it may have rung while the store was asked before.
    auto fresh = co_await front_.news(page, false);
    if (fresh && fresh->empty()) {
        boost::system::error_code woken;
        co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, woken));
        fresh = co_await front_.news(page, false);
    }
    waiting_.erase(place);
    if (!fresh) co_return trouble(fresh.error());
    co_return frames_reply(*fresh);
}

}  // namespace gateway::chat
