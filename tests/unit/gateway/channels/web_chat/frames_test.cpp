#include "gateway/channels/web_chat/frames.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace gateway::channels::web_chat {
namespace {

using dialogs::Fault;

TEST(Frames, ReadsWhatThePageSends) {
    struct Case {
        const char* frame;
        ClientFrame read;
    };
    const Case cases[] = {
        {R"({"type":"hello"})", Hello{}},
        {R"({"type":"hello","scene":"130224101"})", Hello{"", 0, "130224101"}},
        {R"({"type":"hello","token":"t","last_seq":41})", Hello{"t", 41, ""}},
        {R"({"type":"hello","token":"t","resume":{"conv":"c","last_seq":41}})", Hello{"t", 41, ""}},
        {R"({"type":"hello","scene":"<b>"})", Hello{}},
        {R"({"type":"msg","cid":"5b0c-1","text":"低保要带什么"})",
         Post{"5b0c-1", "低保要带什么", ""}},
        {R"({"type":"msg","cid":"5b0c","choice":"1","new":{}})", Post{"5b0c", "", "1"}},
        {R"({"type":"read","seq":43})", Read{43}},
        {R"({"type":"typing"})", Typing{}},
        {R"({"type":"ping"})", Ping{}},
    };
    for (const auto& [frame, read] : cases) {
        SCOPED_TRACE(frame);
        const auto decoded = decode(frame);
        ASSERT_TRUE(decoded);
        EXPECT_EQ(*decoded, read);
    }
}

std::string repeated(std::string_view piece, int count) {
    std::string out;
    for (int i = 0; i < count; ++i)
        out += piece;
    return out;
}

TEST(Frames, RefusesWhatIsNone) {
    struct Case {
        std::string frame;
        Fault fault;
    };
    const Case cases[] = {
        {"", Fault::malformed},
        {"hello", Fault::malformed},
        {"[]", Fault::malformed},
        {"{}", Fault::malformed},
        {R"({"type":1})", Fault::malformed},
        {R"({"type":"dance"})", Fault::malformed},
        {R"({"type":"hello","token":7})", Fault::malformed},
        {R"({"type":"hello","last_seq":-1})", Fault::malformed},
        {R"({"type":"hello","resume":{"conv":"c","last_seq":1}})", Fault::malformed},
        {R"({"type":"hello","token":"t","resume":7})", Fault::malformed},
        {R"({"type":"hello","last_seq":1.5})", Fault::malformed},
        {R"({"type":"hello","last_seq":9223372036854775808})", Fault::malformed},
        {R"({"type":"msg","text":"x"})", Fault::malformed},
        {R"({"type":"msg","cid":"a b","text":"x"})", Fault::malformed},
        {R"({"type":"msg","cid":"a"})", Fault::malformed},
        {R"({"type":"msg","cid":"a","text":"x","choice":"1"})", Fault::malformed},
        {R"({"type":"msg","cid":"a","text":["x"]})", Fault::malformed},
        {R"({"type":"read","seq":"1"})", Fault::malformed},
        {"{\"type\":\"msg\",\"cid\":\"a\",\"text\":\"\xFF\"}", Fault::malformed},
        {R"({"type":"msg","cid":")" + repeated("a", 65) + R"(","text":"x"})", Fault::malformed},
        {R"({"type":"msg","cid":"a","text":")" + repeated("滦", 1001) + R"("})", Fault::too_large},
        {R"({"type":"msg","cid":"a","text":")" + repeated("滦", 6000) + R"("})", Fault::too_large},
        {repeated("[", 40) + repeated("]", 40), Fault::malformed},
    };
    for (const auto& [frame, fault] : cases) {
        SCOPED_TRACE(frame.substr(0, 80));
        const auto decoded = decode(frame);
        ASSERT_FALSE(decoded);
        EXPECT_EQ(decoded.error().fault, fault);
    }
    EXPECT_TRUE(decode(R"({"type":"msg","cid":"a","text":")" + repeated("滦", 1000) + R"("})"));
}

dialogs::Time at(std::int64_t milliseconds) {
    return dialogs::Time(std::chrono::milliseconds(milliseconds));
}

// The very frames that README.md draws.
TEST(Frames, WritesWhatThePageReads) {
    Spoken spoken{43, Author::bot, "", "好的", {{"1", "要带什么材料"}}, at(1795305600123)};
    Spoken clerk{44, Author::clerk, "王老师", "您好", {}, at(1795305600124)};
    struct Case {
        ServerFrame frame;
        const char* written;
    };
    const Case cases[] = {
        {Welcome{"T", "w3f", 41, at(1795305600000)},
         R"({"caps":{"max_text":1000},"conv":"w3f","seq":41,"server_time":1795305600000,"token":"T","type":"welcome"})"},
        {Welcome{"", "w3f", 0, at(0)},
         R"({"caps":{"max_text":1000},"conv":"w3f","seq":0,"server_time":0,"type":"welcome"})"},
        {Ack{"5b0c", 42}, R"({"cid":"5b0c","seq":42,"type":"ack"})"},
        {spoken,
         R"({"at":1795305600123,"author":"bot","quick_replies":[{"key":"1","label":"要带什么材料"}],"seq":43,"text":"好的","type":"msg"})"},
        {clerk,
         R"({"at":1795305600124,"author":"clerk","name":"王老师","seq":44,"text":"您好","type":"msg"})"},
        {Status{42, Progress::read}, R"({"seq":42,"state":"read","type":"status"})"},
        {Handoff{Control::queued, "A-1", 2, ""},
         R"({"case_no":"A-1","queue_pos":2,"state":"queued","type":"handoff"})"},
        {Handoff{Control::human, "", std::nullopt, "王老师"},
         R"({"clerk":"王老师","state":"human","type":"handoff"})"},
        {Handoff{Control::bot, "", std::nullopt, ""}, R"({"state":"bot","type":"handoff"})"},
        {Pong{}, R"({"type":"pong"})"},
        {Problem{Trouble::too_fast, "5b0c", std::chrono::seconds(10)},
         R"({"cid":"5b0c","code":"too_fast","retry_after":10,"text":"发得太快了，请稍等再发","type":"error"})"},
        {Bye{Parting::restart, std::chrono::seconds(3)},
         R"({"reason":"restart","retry_after":3,"type":"bye"})"},
    };
    for (const auto& [frame, written] : cases)
        EXPECT_EQ(encode(frame), written);
}

TEST(Frames, WritesPolls) {
    EXPECT_EQ(encode_poll({}), R"({"frames":[]})");
    EXPECT_EQ(
        encode_poll({Ack{"a", 1}, Pong{}}),
        R"({"frames":[{"cid":"a","seq":1,"type":"ack"},{"type":"pong"}]})"
    );
}

TEST(Frames, FindsTheCidOfAFrameThatIsRefused) {
    const auto too_long = R"({"type":"msg","cid":"c-1","text":")" + repeated("长", 1001) + "\"}";
    ASSERT_FALSE(decode(too_long));
    EXPECT_EQ(cid_of(too_long), "c-1");
    for (const auto* frame : {"", "[]", R"({"cid":7})", R"({"cid":"a b"})", R"({"type":"msg"})"}) {
        SCOPED_TRACE(frame);
        EXPECT_EQ(cid_of(frame), "");
    }
}

TEST(Frames, TellsThePageWhatToDoAboutAFault) {
    struct Case {
        Fault fault;
        Trouble trouble;
        bool again;
    };
    constexpr Case cases[] = {
        {Fault::malformed, Trouble::bad_frame, false},
        {Fault::denied, Trouble::bad_token, false},
        {Fault::too_large, Trouble::too_long, false},
        {Fault::busy, Trouble::too_fast, true},
        {Fault::unavailable, Trouble::unavailable, true},
        {Fault::unknown, Trouble::unavailable, true},
    };
    for (const auto& [fault, trouble, again] : cases) {
        const auto problem = problem_of({fault, "for the log"}, "c1");
        EXPECT_EQ(problem.code, trouble);
        EXPECT_EQ(problem.retry_after.has_value(), again);
        EXPECT_EQ(problem.cid, "c1");
    }
}

}  // namespace
}  // namespace gateway::channels::web_chat
