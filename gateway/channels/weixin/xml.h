#pragma once
#include "gateway/channels/weixin/payload.h"

#include <string>
#include <string_view>

// WeChat's XML is flat: <xml><Name>text</Name>…</xml>. Anything cleverer is refused before it is
// parsed: declarations (<!DOCTYPE, <!ENTITY), comments, processing instructions.

namespace gateway::channels::weixin {

// The children of the root; of nested ones only the text directly inside. malformed for anything
// past 8 levels or 64 elements too.
dialogs::Result<Payload> read_xml(std::string_view body);

// Numbers are written bare and everything else as CDATA, as WeChat's own examples do.
std::string write_xml(const Lines& lines);

}  // namespace gateway::channels::weixin
