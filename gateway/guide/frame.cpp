#include "gateway/guide/frame.h"

#include "gateway/guide/html.h"

#include <fmt/format.h>

namespace gateway::guide {

std::string framed(const Frame& frame, std::string_view inside) {
    std::string crumbs;
    for (const auto& crumb : frame.crumbs)
        crumbs += link(crumb.address, crumb.words) + " › ";
    if (!crumbs.empty()) crumbs = fmt::format("<nav aria-label=\"位置\">{}</nav>", crumbs);
    const auto foot = frame.foot.empty() ? std::string() : paragraph(frame.foot);
    return fmt::format(
        "<!doctype html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\">"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
        "<title>{0}</title><link rel=\"stylesheet\" href=\"/guide/guide.css\"></head><body>"
        "<a class=\"skip\" href=\"#main\">跳到正文</a>"
        "<header>{1}<h1>{0}</h1></header><main id=\"main\">{2}</main>"
        "<footer>{3}<p>没看明白？<a class=\"ask\" href=\"/chat/\">打字问一问</a></p>"
        "<p>有危险先打110，急病打120，着火打119。</p></footer></body></html>\n",
        escaped(frame.title),
        crumbs,
        inside,
        foot
    );
}

}  // namespace gateway::guide
