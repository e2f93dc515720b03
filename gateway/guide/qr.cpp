#include "gateway/guide/qr.h"

#include "gateway/guide/html.h"

#include <fmt/format.h>
#include <qrencode.h>

#include <memory>

namespace gateway::guide {
namespace {

constexpr int quiet = 4;  // modules around the code, as ISO 18004 asks

struct Free {
    void operator()(QRcode* code) const { QRcode_free(code); }
};

// Dark modules of each row, neighbours joined: "M4 7h3v1h-3z".
std::string path_of(const QRcode& code) {
    const auto is_dark = [&](int x, int y) { return (code.data[y * code.width + x] & 1) != 0; };
    std::string path;
    for (int y = 0; y < code.width; ++y) {
        for (int x = 0; x < code.width; ++x) {
            if (!is_dark(x, y)) continue;
            const int from = x;
            while (x + 1 < code.width && is_dark(x + 1, y))
                ++x;
            const int length = x - from + 1;
            path += fmt::format("M{} {}h{}v1h-{}z", from + quiet, y + quiet, length, length);
        }
    }
    return path;
}

}  // namespace

dialogs::Result<std::string> qr_code(std::string_view text, std::string_view label) {
    const std::unique_ptr<QRcode, Free> code(
        QRcode_encodeString8bit(std::string(text).c_str(), 0, QR_ECLEVEL_Q)
    );
    if (!code) return dialogs::Error{dialogs::Fault::too_large, "no QR code holds the address"};
    const int side = code->width + 2 * quiet;
    return fmt::format(
        "<svg class=\"qr\" role=\"img\" aria-label=\"{}\" viewBox=\"0 0 {} {}\" "
        "shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{}v{}H0z\"/>"
        "<path d=\"{}\"/></svg>",
        escaped(label),
        side,
        side,
        side,
        side,
        path_of(*code)
    );
}

}  // namespace gateway::guide
