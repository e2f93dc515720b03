#pragma once
#include <string_view>

namespace knowledge {

// The bytes of the classifier trained while this program was built.
std::string_view embedded_model();

}  // namespace knowledge
