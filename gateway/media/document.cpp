#include "gateway/media/document.h"

#include <array>
#include <string>

namespace gateway::media {
namespace {

using namespace std::string_view_literals;

constexpr auto pdf = "application/pdf"sv;
constexpr auto docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"sv;
constexpr auto xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"sv;
constexpr auto doc = "application/msword"sv;
constexpr auto xls = "application/vnd.ms-excel"sv;

struct Extension {
    std::string_view type;
    std::string_view extension;
};
constexpr std::array extensions = {
    Extension{pdf, ".pdf"},
    Extension{docx, ".docx"},
    Extension{xlsx, ".xlsx"},
    Extension{doc, ".doc"},
    Extension{xls, ".xls"},
};

std::string utf16(std::string_view ascii) {
    std::string wide;
    for (const char letter : ascii) {
        wide += letter;
        wide += '\0';
    }
    return wide;
}

bool holds(std::string_view bytes, std::string_view name) { return bytes.find(name) != bytes.npos; }

std::string_view zip_type_of(std::string_view bytes) {
    if (holds(bytes, "vbaProject.bin")) return {};
    if (holds(bytes, "word/document.xml")) return docx;
    if (holds(bytes, "xl/workbook.xml")) return xlsx;
    return {};
}

std::string_view ole_type_of(std::string_view bytes) {
    if (holds(bytes, utf16("_VBA_PROJECT"))) return {};
    if (holds(bytes, utf16("WordDocument"))) return doc;
    if (holds(bytes, utf16("Workbook"))) return xls;
    return {};
}

}  // namespace

std::string_view document_type_of(std::string_view bytes) {
    if (bytes.starts_with("%PDF-")) return pdf;
    if (bytes.starts_with("PK\x03\x04")) return zip_type_of(bytes);
    if (bytes.starts_with("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) return ole_type_of(bytes);
    return {};
}

std::string_view extension_of(std::string_view type) {
    for (const auto& known : extensions) {
        if (known.type == type) return known.extension;
    }
    return {};
}

}  // namespace gateway::media
