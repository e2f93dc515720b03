#include "gateway/media/kind.h"

#include "gateway/media/document.h"

#include <gtest/gtest.h>

#include <string>

namespace gateway::media {
namespace {

using namespace std::string_literals;
using namespace std::string_view_literals;

TEST(MediaKind, IsToldByTheFirstBytes) {
    EXPECT_EQ(type_of("\xff\xd8\xff\xe0..."sv), "image/jpeg");
    EXPECT_EQ(type_of("\x89PNG\r\n\x1a\n..."sv), "image/png");
    EXPECT_EQ(type_of("#!AMR\n..."sv), "audio/amr");
    EXPECT_EQ(type_of("\x02#!SILK_V3..."sv), "audio/silk");
    EXPECT_EQ(
        type_of("\0\0\0\x18"
                "ftypmp42"sv),
        "video/mp4"
    );
    EXPECT_EQ(type_of("<svg onload=…>"sv), "");
    EXPECT_EQ(type_of(""sv), "");
}

TEST(MediaKind, SuitsTheMessageAndWhatItIsCalled) {
    EXPECT_TRUE(suits("image", "image/png", "image/jpeg"));
    EXPECT_TRUE(suits("image", "image/jpeg", "application/octet-stream"));
    EXPECT_TRUE(suits("voice", "audio/amr", "voice/amr"));
    EXPECT_TRUE(suits("video", "video/mp4", ""));
    EXPECT_FALSE(suits("image", "video/mp4", "video/mp4"));
    EXPECT_FALSE(suits("image", "image/jpeg", "text/html"));
    EXPECT_FALSE(suits("image", "", "image/jpeg"));
}

TEST(MediaKind, TakesPapersWithoutMacros) {
    const std::string zip = "PK\x03\x04...[Content_Types].xml...";
    const auto docx = type_of(zip + "word/document.xml");
    EXPECT_EQ(extension_of(docx), ".docx");
    EXPECT_EQ(extension_of(type_of(zip + "xl/workbook.xml")), ".xlsx");
    EXPECT_EQ(type_of(zip + "word/document.xml" + "word/vbaProject.bin"), "");
    EXPECT_EQ(type_of(zip + "setup.exe"), "");
    const std::string ole = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
    const std::string word = "W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"s;
    EXPECT_EQ(extension_of(type_of(ole + word)), ".doc");
    EXPECT_EQ(type_of(ole + word + "_\0V\0B\0A\0_\0P\0R\0O\0J\0E\0C\0T\0"s), "");
    EXPECT_EQ(type_of("%PDF-1.7 ..."), "application/pdf");
    EXPECT_EQ(extension_of("image/jpeg"), "");
    for (const auto type : {type_of("%PDF-1.7"), docx, "image/png"sv})
        EXPECT_TRUE(suits("file", type, "text/html"));
    EXPECT_FALSE(suits("file", "", "application/pdf"));
    EXPECT_FALSE(suits("image", "application/pdf", "application/pdf"));
}

}  // namespace
}  // namespace gateway::media
