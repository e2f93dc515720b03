#pragma once
#include <cstddef>
#include <string_view>

// A page of ours, /a/{token}, that holds an answer of which a channel carries only the beginning.
// Such a part is planned with `page_wanted` as its mark (codec/marked.h); whoever keeps the part
// keeps the page with it, and puts its token in the place of the wish.

namespace gateway::channels {

inline constexpr std::string_view page_wanted = "page";

// 58 letters and digits, without those that look alike: 22 of them are 128 bits.
inline constexpr std::string_view page_token_letters =
    "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
inline constexpr std::size_t page_token_length = 22;

}  // namespace gateway::channels
