#include "gateway/http/form.h"

#include <gtest/gtest.h>

namespace gateway::http {
namespace {

TEST(Form, KeepsRepeatedNamesAndRawBytes) {
    const auto form =
        decode_form("from=%2B8613800138000&text=%C4%FA+%BA%C3&a=1&a=2&empty=&bare&&x=y=z");
    ASSERT_TRUE(form);
    EXPECT_EQ(form->get("from"), "+8613800138000");
    EXPECT_EQ(form->get("text"), "\xC4\xFA \xBA\xC3");
    EXPECT_EQ(form->all("a"), (std::vector<std::string_view>{"1", "2"}));
    EXPECT_TRUE(form->has("empty"));
    EXPECT_TRUE(form->has("bare"));
    EXPECT_FALSE(form->has("none"));
    EXPECT_EQ(form->get("none"), "");
    EXPECT_EQ(form->get("x"), "y=z");
    EXPECT_EQ(form->fields().size(), 7U);
}

TEST(Form, RefusesBadEscapesAndFloods) {
    for (const char* text : {"a=%", "a=%1", "a=%zz", "%g0=1", "a=%-1", "a=b%"}) {
        SCOPED_TRACE(text);
        const auto form = decode_form(text);
        ASSERT_FALSE(form);
        EXPECT_EQ(form.error().fault, dialogs::Fault::malformed);
    }
    std::string flood;
    for (int i = 0; i < 101; ++i)
        flood += "a=1&";
    EXPECT_EQ(decode_form(flood).error().fault, dialogs::Fault::too_large);
}

TEST(Form, ReadsBackWhatItWrites) {
    const Fields fields = {{"to", "+86 138"}, {"text", "低保 & 高龄=?"}, {"text", "a+b%"}};
    const auto form = decode_form(encode_form(fields));
    ASSERT_TRUE(form);
    EXPECT_EQ(form->fields(), fields);
    EXPECT_EQ(encode_form(fields).find(' '), std::string::npos);
}

TEST(PercentDecode, LeavesAPlusAlone) {
    EXPECT_EQ(*percent_decode("a+b%20c"), "a+b c");
    EXPECT_EQ(percent_encode("a b/滦"), "a%20b%2F%E6%BB%A6");
}

TEST(Cookie, IsFoundAmongOthers) {
    Request request;
    request.headers = {{"cookie", "a=1; session=abc=; b"}, {"Cookie", "late=2"}};
    EXPECT_EQ(cookie(request, "session"), "abc=");
    EXPECT_EQ(cookie(request, "a"), "1");
    EXPECT_EQ(cookie(request, "late"), "2");
    EXPECT_EQ(cookie(request, "b"), "");
    EXPECT_EQ(cookie(request, "sess"), "");
}

}  // namespace
}  // namespace gateway::http
