#pragma once
#include "knowledge/library.h"

#include <stdexcept>

namespace tests {

// The product's articles and classifier, read once a process. Throws where they cannot be read.
inline const knowledge::Library& product_library() {
    static const auto loaded = [] {
        auto read = knowledge::Library::load("knowledge/articles");
        if (!read) throw std::runtime_error(read.error().detail);
        return std::move(*read);
    }();
    return loaded;
}

}  // namespace tests
