#include "gateway/channels/weixin/payload.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace gateway::channels::weixin {
namespace {

using dialogs::Fault;

TEST(Payload, ReadsBothForms) {
    for (const auto* body :
         {"<xml><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[<低保> & ]]></Content>"
          "<MsgId>6054768590064713728</MsgId></xml>",
          "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<xml>\n<MsgType>text</MsgType>"
          "<Content>&lt;低保&gt; &amp; </Content><MsgId>6054768590064713728</MsgId></xml>\n",
          " {\"MsgType\":\"text\",\"Content\":\"<低保> & \",\"MsgId\":6054768590064713728}"}) {
        SCOPED_TRACE(body);
        const auto payload = read_payload(body);
        ASSERT_TRUE(payload);
        EXPECT_EQ(payload->get("MsgType"), "text");
        EXPECT_EQ(payload->get("Content"), "<低保> & ");
        EXPECT_EQ(payload->get("MsgId"), "6054768590064713728");
        EXPECT_EQ(payload->get("Event"), "");
    }
}

TEST(Payload, TakesDeclarationsInsideTextForText) {
    const auto payload =
        read_payload("<xml><Content><![CDATA[<!DOCTYPE a><?php ?><!-- x -->]]></Content></xml>");
    ASSERT_TRUE(payload);
    EXPECT_EQ(payload->get("Content"), "<!DOCTYPE a><?php ?><!-- x -->");
}

TEST(Payload, RepairsTextThatIsNotUtf8) {
    const auto payload = read_payload("<xml><Content><![CDATA[a\xFFz]]></Content></xml>");
    ASSERT_TRUE(payload);
    EXPECT_EQ(payload->get("Content"), "a\uFFFDz");
}

std::string nested(int levels) {
    std::string body;
    for (int level = 0; level < levels; ++level)
        body += level == 0 ? "<xml>" : "<a>";
    for (int level = levels; level > 0; --level)
        body += level == 1 ? "</xml>" : "</a>";
    return body;
}

std::string wide(int elements) {
    std::string body = "<xml>";
    for (int i = 1; i < elements; ++i)
        body += "<a>1</a>";
    return body + "</xml>";
}

TEST(Payload, RefusesWhatWeChatDoesNotWrite) {
    struct Case {
        const char* name;
        std::string body;
        Fault fault;
    };
    const Case cases[] = {
        {"empty", "", Fault::malformed},
        {"blank", " \n", Fault::malformed},
        {"no markup", "hello", Fault::malformed},
        {"cut", "<xml><Content>", Fault::malformed},
        {"cut CDATA", "<xml><Content><![CDATA[hello</Content></xml>", Fault::malformed},
        {"doctype", "<!DOCTYPE xml SYSTEM \"file:///etc/passwd\"><xml></xml>", Fault::malformed},
        {"entity", "<!DOCTYPE x [<!ENTITY a \"b\">]><xml><a>&a;</a></xml>", Fault::malformed},
        {"comment", "<xml><!-- a --></xml>", Fault::malformed},
        {"instruction", "<xml><?php echo 1 ?></xml>", Fault::malformed},
        {"late declaration", "<xml/><?xml version=\"1.0\"?>", Fault::malformed},
        {"another root", "<html></html>", Fault::malformed},
        {"two roots", "<xml></xml><xml></xml>", Fault::malformed},
        {"nine levels", nested(9), Fault::malformed},
        {"sixty-five elements", wide(65), Fault::malformed},
        {"a list", "[1]", Fault::malformed},
        {"bad JSON", "{\"a\":", Fault::malformed},
        {"equal keys", "{\"a\":1,\"a\":2}", Fault::malformed},
        {"past 64 KiB", "<xml>" + std::string(65536, ' ') + "</xml>", Fault::too_large},
    };
    for (const auto& [name, body, fault] : cases) {
        SCOPED_TRACE(name);
        const auto payload = read_payload(body);
        ASSERT_FALSE(payload);
        EXPECT_EQ(payload.error().fault, fault);
    }
    EXPECT_TRUE(read_payload(nested(8)));
    EXPECT_TRUE(read_payload(wide(64)));
}

TEST(Payload, WritesWhatItReads) {
    const Lines lines = {
        {"CreateTime", "1795305602"},
        {"Content", "完了]]>没有 <b> & \n\x0B下一行"},
        {"Title", "一个控制字符在中间]]\x0B>也不行"},
    };
    const auto xml = write_payload(Form::xml, lines);
    EXPECT_NE(xml.find("<CreateTime>1795305602</CreateTime>"), xml.npos);
    EXPECT_EQ(read_payload(xml)->get("Content"), "完了]]>没有 <b> & \n下一行");
    EXPECT_EQ(read_payload(xml)->get("Title"), "一个控制字符在中间]]>也不行");
    const auto json = write_payload(Form::json, lines);
    EXPECT_NE(json.find("\"CreateTime\":1795305602"), json.npos);
    EXPECT_NE(json.find("完了"), json.npos) << "raw UTF-8, no \\u";
}

}  // namespace
}  // namespace gateway::channels::weixin
