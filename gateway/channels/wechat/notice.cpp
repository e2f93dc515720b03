#include "gateway/channels/wechat/notice.h"

#include "gateway/ops/json.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace gateway::channels::wechat {
namespace {

using config::FiledNotice;
using dialogs::Error;
using dialogs::Fault;
using nlohmann::json;

}  // namespace

dialogs::Result<Filed> file_notice(const std::vector<FiledNotice>& filed, const Notice& notice) {
    const auto found = std::ranges::find(filed, notice.kind, &FiledNotice::kind);
    if (found == filed.end()) return Error{Fault::not_found, "no form is filed for this notice"};
    auto data = json::object();
    Filed ready;
    for (const auto& [key, pattern] : found->variables) {
        auto text = config::filled(pattern, notice.values);
        if (!text) return Error{Fault::malformed, fmt::format("通知还缺内容：{}", pattern)};
        if (!config::fits(key, *text))
            return Error{
                Fault::malformed, fmt::format("“{}”填不进通知：{}", *text, config::limit_of(key))};
        ready.text += (ready.text.empty() ? "" : "；") + *text;
        data[key] = std::move(*text);
    }
    const bool is_template = found->way == FiledNotice::Way::template_message;
    ready.form = ops::write_json(
        {{"way", is_template ? "template" : "subscription"},
         {"template", found->template_id},
         {"page", found->page},
         {"data", std::move(data)}}
    );
    ready.template_id = found->template_id;
    ready.needs_opt_in = !is_template;
    ready.once = found->way == FiledNotice::Way::once;
    return ready;
}

}  // namespace gateway::channels::wechat
