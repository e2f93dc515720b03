#include "gateway/channels/codec/charset.h"

#include "dialogs/text/clean.h"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>

namespace gateway::channels::codec {
namespace {

struct Charset {
    std::string_view name;
    const char* converter;  // ICU's
};

constexpr std::array charsets = {
    // GB 18030 holds GBK, which holds GB 2312.
    Charset{"gbk", "gb18030"},
    Charset{"gb2312", "gb18030"},
    Charset{"gb18030", "gb18030"},
    Charset{"cp936", "gb18030"},
    Charset{"big5", "big5"},
    Charset{"utf-16be", "utf-16be"},
    Charset{"utf-16", "utf-16be"},
    Charset{"ucs-2", "utf-16be"},
    Charset{"utf-16le", "utf-16le"},
    Charset{"iso-8859-1", "iso-8859-1"},
    Charset{"latin1", "iso-8859-1"},
    Charset{"windows-1252", "windows-1252"},
};

const char* converter_for(std::string_view name) {
    std::string lower(name);
    std::transform(lower.begin(), lower.end(), lower.begin(), [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter;
    });
    const auto found = std::find_if(charsets.begin(), charsets.end(), [&](const Charset& one) {
        return one.name == lower;
    });
    return found == charsets.end() ? nullptr : found->converter;
}

std::string convert(std::string_view bytes, const char* converter) {
    if (std::string_view(converter) == "utf-16be" && bytes.starts_with("\xFF\xFE"))
        converter = "utf-16le";
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString wide;
    const icu::LocalUConverterPointer open(ucnv_open(converter, &status));
    if (U_FAILURE(status)) return std::string(bytes);
    const auto size = static_cast<int32_t>(bytes.size());
    // Two units are the most that any of these sets makes of one byte.
    auto* buffer = wide.getBuffer(size * 2 + 1);
    const auto used =
        ucnv_toUChars(open.getAlias(), buffer, size * 2 + 1, bytes.data(), size, &status);
    wide.releaseBuffer(U_SUCCESS(status) ? used : 0);
    std::string out;
    wide.toUTF8String(out);
    if (out.starts_with("\xEF\xBB\xBF")) out.erase(0, 3);
    return out;
}

}  // namespace

std::string to_utf8(std::string_view bytes, std::string_view charset) {
    const auto* converter = converter_for(charset);
    std::string text = converter ? convert(bytes, converter) : std::string(bytes);
    if (!dialogs::text::is_valid_utf8(text))
        text = dialogs::text::to_utf8(dialogs::text::to_utf32(text));
    for (auto at = text.find('\0'); at != text.npos; at = text.find('\0', at))
        text.replace(at, 1, "\uFFFD");
    return text;
}

}  // namespace gateway::channels::codec
