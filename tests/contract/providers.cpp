#include "tests/contract/providers.h"

namespace gateway::channels::contract {

void flip_a_bit(std::string& bytes, Random& random) {
    const auto at = random() % bytes.size();
    bytes[at] = static_cast<char>(bytes[at] ^ (1 << random() % 8));
}

http::Answer answer(int status, std::string body) {
    http::Answer out;
    out.status = status;
    out.body = std::move(body);
    return out;
}

}  // namespace gateway::channels::contract
