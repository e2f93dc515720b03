#pragma once
#include <string_view>

// Which papers are taken from people: PDF, and what Word and Excel write (docx, xlsx, doc, xls)
// without macros. Pure.
//
//   docx, xlsx   a ZIP that names word/document.xml or xl/workbook.xml; macros are vbaProject.bin
//   doc, xls     an OLE file whose directory names WordDocument or Workbook, macros _VBA_PROJECT,
//                in UTF-16LE

namespace gateway::media {

// "application/pdf"; empty for anything else.
std::string_view document_type_of(std::string_view bytes);

// What a clerk's machine knows it by: ".pdf"; empty for what is no document.
std::string_view extension_of(std::string_view type);

}  // namespace gateway::media
