#pragma once
#include "gateway/channels/channel.h"

#include <string>
#include <string_view>

// What is said through a webhook. In:
//
//   {"id":"e-1","from":{"path":"+8613800138000"},"text":"低保需要啥材料","sent_at":1795305600}
//   {"from":{"path":"…"},"kind":"image","attachment":{"url":"https://files.example/1.jpg"}}
//   {"from":{"path":"…"},"kind":"location",
//    "location":{"latitude":39.5,"longitude":118.7,"name":"倴城镇北街"}}
//   {"from":{"path":"…"},"event":"stop"}
//   {"receipt":{"id":"hotline-17","state":"delivered","code":""}}
//
// `id` may be missing, then webhook-id is the message's; `sent_at` too, then it is now. `kind` is
// text (when it is missing), image, voice, video, file or location; beside an attachment `text` is
// what was written with it or heard in it, and may be missing, as a location's `name` may. `event`
// is start or stop: the person wants notices again, or no more, as if he had written 恢复 or 退订.
// `state` is queued, sent, delivered or failed. Other members are allowed and not read. Out:
//
//   {"type":"message","id":"hotline-17","to":{"path":"+8613800138000"},"text":"…"}

namespace gateway::channels::webhook {

// Faults: malformed, too_large.
dialogs::Result<Received> read_payload(
    std::string_view body,
    std::string_view webhook_id,
    const std::string& channel,
    dialogs::Time now
);

std::string write_payload(const std::string& id, const Part& part);

// What a receiver calls a part of ours: "hotline-17".
std::string id_of(const std::string& channel, std::int64_t part);

}  // namespace gateway::channels::webhook
