#include "dialogs/text/gb2312.h"

#include <unicode/ucnv.h>

#include <memory>
#include <string_view>

namespace dialogs::text {

namespace {

struct Close {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, Close>;

Converter make_converter() {
    UErrorCode status = U_ZERO_ERROR;
    Converter converter(ucnv_open("GB2312", &status));
    status = U_ZERO_ERROR;
    ucnv_setFromUCallBack(
        converter.get(), UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status
    );
    return converter;
}

}  // namespace

bool in_gb2312(char32_t letter) {
    // Mapped to look-alikes, which the table does not say.
    constexpr std::u32string_view punctuation = U"“”‘’…—·￥";
    if (letter < 0x80 || punctuation.find(letter) != std::u32string_view::npos) return true;
    if (letter > 0xFFFF) return false;
    thread_local const Converter converter = make_converter();
    const char16_t unit = static_cast<char16_t>(letter);
    char bytes[8];
    UErrorCode status = U_ZERO_ERROR;
    ucnv_resetFromUnicode(converter.get());
    ucnv_fromUChars(converter.get(), bytes, sizeof bytes, &unit, 1, &status);
    return U_SUCCESS(status);
}

}  // namespace dialogs::text
