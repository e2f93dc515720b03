#include "gateway/register/secrets.h"

namespace gateway::registers {

std::string last4_hash(const Keys& keys, std::string_view receipt_no, std::string_view id_last4) {
    return keys.hash("id_last4", std::string(receipt_no) + ":" + std::string(id_last4));
}

std::string person_index(const Keys& keys, std::string_view id_no) {
    return keys.hash("person", id_no);
}

}  // namespace gateway::registers
