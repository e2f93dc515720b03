#include "gateway/answer_page.h"

#include "gateway/channels/page.h"
#include "gateway/guide/frame.h"
#include "gateway/guide/html.h"
#include "gateway/http/files.h"
#include "storage/pages.h"

#include <algorithm>
#include <string>

namespace gateway {
namespace {

using Page = std::optional<storage::pages::Page>;

std::string token_in(std::string_view path) {
    std::string token(path);
    std::erase(token, '/');
    return token;
}

http::Reply reply_of(int status, const std::string& title, const std::string& words) {
    http::Reply reply;
    reply.status = status;
    reply.type = "text/html; charset=utf-8";
    reply.headers = http::security_headers();
    reply.headers.emplace_back("Cache-Control", "private, no-store");
    reply.headers.emplace_back("X-Robots-Tag", "noindex, nofollow, noarchive");
    guide::Frame frame;
    frame.title = title;
    reply.body = guide::framed(frame, guide::prose(words));
    return reply;
}

// The same for a link that never was and one that was: nobody learns which.
http::Reply gone() {
    return reply_of(404, "链接打不开了", "链接只留三十天，也可能抄错了。请回短信再问一遍。");
}

boost::asio::awaitable<http::Reply> show(Store& store, std::string token, Time now) {
    if (token.size() != channels::page_token_length) co_return gone();
    std::function<Result<Page>(Connection&)> look = [token, now](Connection& connection) {
        return storage::pages::find(connection, token, now);
    };
    auto page = co_await store.read<Page>(std::move(look));
    if (!page) co_return http::refuse(page.error().fault);
    if (!*page) co_return gone();
    co_return reply_of(200, "您问的事", (*page)->text);
}

}  // namespace

void add_answer_page(http::Router& router, Store& store, ops::Clock clock) {
    router.add("GET", "/a/{token*}", [&store, clock](const http::Request& request) {
        return show(store, token_in(request.param("token")), clock());
    });
}

}  // namespace gateway
