#include "gateway/channels/codec/file.h"

#include <string>
#include <string_view>

namespace gateway::channels::codec {
namespace {

using dialogs::Error;
using dialogs::Fault;

bool is_page(std::string_view type) {
    return type.starts_with("text/") || type.starts_with("application/json") ||
           type.starts_with("application/xml");
}

}  // namespace

dialogs::Result<Media> read_file(http::Answer answer) {
    if (http::leads_on(answer) && !answer.header("Location").empty())
        return Media{{}, {}, std::string(answer.header("Location"))};
    const auto told = "http " + std::to_string(answer.status);
    if (answer.status == 404 || answer.status == 410) return Error{Fault::not_found, told};
    const auto type = std::string(answer.header("Content-Type"));
    // A wrong proof is ours to mend: the picture need not be lost for it.
    if (answer.status != 200 || is_page(type)) return Error{Fault::unavailable, told};
    return Media{std::move(answer.body), type, {}};
}

}  // namespace gateway::channels::codec
