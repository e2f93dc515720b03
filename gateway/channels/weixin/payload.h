#pragma once
#include "dialogs/result.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

// What WeChat posts and is answered with: named values, as XML or as JSON, whichever the account's
// console is set to. An answer goes in the form the call came in.

namespace gateway::channels::weixin {

enum class Form { xml, json };

using Lines = std::vector<std::pair<std::string, std::string>>;

struct Payload {
    Form form = Form::xml;
    Lines values;              // valid UTF-8; the first counts
    std::vector<Lines> lists;  // the items of what is listed two levels down: <A><List>…</List></A>

    std::string_view get(std::string_view name) const;  // empty when it is not there
};

// The first value of that name; empty when it is not there.
std::string_view value_of(const Lines& lines, std::string_view name);

// Faults: too_large (over 64 KiB), malformed.
dialogs::Result<Payload> read_payload(std::string_view body);

std::string write_payload(Form form, const Lines& lines);
std::string_view media_type(Form form);

}  // namespace gateway::channels::weixin
