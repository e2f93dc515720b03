#include "gateway/guide/routes.h"

#include "gateway/guide/site.h"
#include "gateway/http/etag.h"
#include "gateway/http/files.h"
#include "gateway/http/form.h"

namespace gateway::guide {
namespace {

using http::Reply;
using http::Request;

Reply reply_of(Page page, const Request& request) {
    Reply reply;
    reply.status = page.status;
    reply.type = std::move(page.type);
    reply.headers = http::security_headers();
    // An article may be replaced at any time; five minutes spare an old telephone the question.
    reply.headers.emplace_back("Cache-Control", "public, max-age=300");
    if (!page.location.empty()) reply.headers.emplace_back("Location", std::move(page.location));
    if (page.status == 200) {
        auto etag = http::etag_of(page.body);
        const bool known = http::is_known(request, etag);
        reply.headers.emplace_back("ETag", std::move(etag));
        if (known) reply.status = 304;
        if (known) return reply;
    }
    reply.body = std::move(page.body);
    return reply;
}

Reply answer(const turns::Bundle& bundle, const std::string& public_url, const Request& request) {
    const Edition edition{bundle.library.articles(), bundle.organisation, public_url};
    const auto form = http::decode_form(request.query);
    if (!form) return http::refuse(form.error().fault);
    const Wanted wanted{request.param("path"), form->get("scene"), form->get("paper")};
    return reply_of(page_at(edition, wanted), request);
}

}  // namespace

void add_routes(
    http::Router& router, std::function<turns::BundlePtr()> in_force, std::string public_url
) {
    const auto show = [in_force, public_url](const Request& request) {
        const auto bundle = in_force();
        return answer(*bundle, public_url, request);
    };
    router.add("GET", "/guide/{path*}", http::immediate(show));
    router.add("GET", "/guide", http::immediate([](const Request&) {
                   Reply reply = http::plain(308);
                   reply.headers.emplace_back("Location", "/guide/");
                   return reply;
               }));
}

}  // namespace gateway::guide
