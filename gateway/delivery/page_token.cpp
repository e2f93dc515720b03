#include "gateway/delivery/page_token.h"

#include "gateway/channels/page.h"

#include <openssl/rand.h>

#include <array>
#include <cstdlib>

namespace gateway::delivery {

std::string page_token() {
    using channels::page_token_length;
    constexpr auto letters = channels::page_token_letters;
    // Bytes beyond the last whole round of the letters would favour the first of them.
    constexpr std::size_t fair = 256 / letters.size() * letters.size();
    std::string token;
    while (token.size() < page_token_length) {
        std::array<unsigned char, 2 * page_token_length> bytes{};
        // Without chance there is no secret: better no gateway than pages that can be guessed.
        if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) std::abort();
        for (const auto byte : bytes)
            if (byte < fair && token.size() < page_token_length)
                token += letters[byte % letters.size()];
    }
    return token;
}

}  // namespace gateway::delivery
