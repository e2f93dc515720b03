#include "gateway/media/kind.h"

#include "gateway/media/document.h"

#include <algorithm>
#include <array>

namespace gateway::media {
namespace {

using namespace std::string_view_literals;

struct Magic {
    std::size_t at;
    std::string_view bytes;
    std::string_view type;
};

constexpr std::array magics = {
    Magic{0, "\xff\xd8\xff"sv, "image/jpeg"},
    Magic{0, "\x89PNG\r\n\x1a\n"sv, "image/png"},
    Magic{0, "GIF8"sv, "image/gif"},
    Magic{0, "BM"sv, "image/bmp"},
    Magic{8, "WEBP"sv, "image/webp"},
    Magic{0, "#!AMR"sv, "audio/amr"},
    Magic{0, "#!SILK_V3"sv, "audio/silk"},
    Magic{1, "#!SILK_V3"sv, "audio/silk"},  // as WeChat writes it
    Magic{0, "ID3"sv, "audio/mpeg"},
    Magic{0, "\xff\xfb"sv, "audio/mpeg"},
    Magic{0, "\xff\xf3"sv, "audio/mpeg"},
    Magic{0, "OggS"sv, "audio/ogg"},
    Magic{8, "WAVE"sv, "audio/wav"},
    Magic{4, "ftypM4A"sv, "audio/mp4"},
    Magic{4, "ftyp"sv, "video/mp4"},
};

// "image/jpeg; charset=…" is "image".
std::string_view family_of(std::string_view type) {
    return type.substr(0, std::min(type.find('/'), type.size()));
}

}  // namespace

std::string_view type_of(std::string_view bytes) {
    for (const auto& magic : magics) {
        if (bytes.size() > magic.at && bytes.substr(magic.at).starts_with(magic.bytes))
            return magic.type;
    }
    return document_type_of(bytes);
}

bool suits(std::string_view kind, std::string_view type, std::string_view called) {
    // Somebody may send anything he knows as a file, and each server calls it otherwise.
    if (kind == "file") return !type.empty();
    const auto family = family_of(type);
    const bool fits = (kind == "image" && family == "image") ||
                      (kind == "voice" && family == "audio") ||
                      (kind == "video" && family == "video");
    if (!fits) return false;
    // WeChat calls its speex "voice/speex"; servers that do not know say octet-stream.
    constexpr std::array<std::string_view, 3> vague{"", "application", "voice"};
    const auto called_family = family_of(called);
    return called_family == family || std::ranges::find(vague, called_family) != vague.end();
}

}  // namespace gateway::media
