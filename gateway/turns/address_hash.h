#pragma once
#include "dialogs/message.h"

#include <cstddef>
#include <functional>

namespace gateway {

struct AddressHash {
    std::size_t operator()(const dialogs::Address& address) const {
        const std::hash<std::string> hash;
        return hash(address.sender) * 31 + hash(address.channel);
    }
};

}  // namespace gateway
