#include "gateway/channels/dingtalk/robot.h"

#include "tests/unit/gateway/channels/dingtalk/samples.h"

#include <gtest/gtest.h>

#include <string>
#include <variant>

namespace gateway::channels::dingtalk {
namespace {

// Computed by another program.
TEST(DingtalkSignature, CoversTimestampAndSecret) {
    EXPECT_EQ(
        signature("1577262236757", "SEC000000000000000000000"),
        "xOJIB8eNoYWeLy26EMZOlc2RjOJbtPv9HYjm+E3uALU="
    );
}

dialogs::Result<Incoming> receive(const http::Request& request, const Channel& robot) {
    return robot.receive(request, "", samples::at(samples::noon_ms));
}

Received heard(const std::string& body, const Channel& robot = *samples::robot()) {
    return std::get<Received>(receive(samples::post(body), robot).value());
}

TEST(Dingtalk, ReadsAMessage) {
    const auto received = heard(samples::message(" 低保 ", "msgA"));
    const auto& message = received.messages.at(0);
    EXPECT_EQ(message.from, (dialogs::Address{"ding", "manager01"}));
    EXPECT_EQ(message.id, "msgA");
    EXPECT_EQ(message.text, "低保");
    EXPECT_EQ(message.sent_at, dialogs::Time(std::chrono::milliseconds(1795305600000)));
    EXPECT_EQ(received.reply_to.person, "manager01");
}

TEST(Dingtalk, ReadsSoundAndPictures) {
    const std::string rest =
        R"(,"msgId":"m","createAt":1795305600000,"senderId":"$:LWCP_v1:$abc","robotCode":""})";
    const auto voice = heard(
        R"({"msgtype":"audio","content":{"duration":2,"downloadCode":"dc","recognition":"低保"})" +
        rest
    );
    EXPECT_EQ(voice.messages.at(0).kind, dialogs::MessageKind::voice);
    EXPECT_EQ(voice.messages.at(0).text, "低保");
    EXPECT_EQ(voice.messages.at(0).from.sender, "$:LWCP_v1:$abc");
    const auto picture = heard(R"({"msgtype":"picture","content":{"downloadCode":"dc"})" + rest);
    EXPECT_EQ(picture.messages.at(0).kind, dialogs::MessageKind::image);
    EXPECT_EQ(picture.messages.at(0).media_id, "dc");
    const auto rich = heard(
        R"({"msgtype":"richText","content":{"richText":[{"text":"低保"},{"downloadCode":"x"},{"text":"啥条件"},)"
        R"({"pictureDownloadCode":"y"}]})" +
        rest
    );
    EXPECT_EQ(rich.messages.at(0).text, "低保啥条件");
    EXPECT_EQ(rich.messages.at(0).kind, dialogs::MessageKind::image);
    EXPECT_EQ(rich.messages.at(0).media_id, "x");
    const std::vector<dialogs::Enclosure> more = {{dialogs::MessageKind::image, "y"}};
    EXPECT_EQ(rich.messages.at(0).more, more);
    const auto paper =
        heard(R"({"msgtype":"file","content":{"fileName":"a.pdf","downloadCode":"dc"})" + rest);
    EXPECT_EQ(paper.messages.at(0).kind, dialogs::MessageKind::file);
    EXPECT_EQ(paper.messages.at(0).media_id, "dc");
    EXPECT_EQ(paper.messages.at(0).text, "");
    const auto endless = heard(
        R"({"msgtype":"picture","content":{"downloadCode":")" + std::string(2049, 'x') + R"("})" +
        rest
    );
    EXPECT_EQ(endless.messages.at(0).media_id, "");
}

TEST(Dingtalk, AsksWhereAFileLies) {
    const auto robot = samples::robot();
    const auto call = robot->fetch_media("dc", "tok");
    EXPECT_EQ(call.url, "https://api.dingtalk.example/v1.0/robot/messageFiles/download");
    EXPECT_EQ(http::find_field(call.headers, "x-acs-dingtalk-access-token"), "tok");
    EXPECT_EQ(call.body, R"({"downloadCode":"dc","robotCode":"dingue4kfzdxbyn0pjqd"})");
    const auto read = [&](int status, const std::string& body) {
        http::Answer answer;
        answer.status = status;
        answer.body = body;
        return robot->read_media(std::move(answer));
    };
    const auto leads_to = [&](const std::string& url) {
        return read(200, R"({"downloadUrl":")" + url + R"("})").value().elsewhere;
    };
    EXPECT_EQ(leads_to("https://a.aliyuncs.com/x?s=1"), "https://a.aliyuncs.com/x?s=1");
    EXPECT_EQ(
        leads_to("http://static.dingtalk.com/media/x"), "https://static.dingtalk.com/media/x"
    );
    EXPECT_EQ(leads_to("http://127.0.0.1:9009/x"), "http://127.0.0.1:9009/x");
    using dialogs::Fault;
    EXPECT_EQ(read(401, R"({"code":"InvalidAuthentication"})").error().fault, Fault::denied);
    EXPECT_EQ(read(400, R"({"code":"invalidParameter"})").error().fault, Fault::not_found);
    const auto* lacks_the_right =
        R"({"code":"Forbidden.AccessDenied.AccessTokenPermissionDenied"})";
    EXPECT_EQ(read(403, lacks_the_right).error().fault, Fault::unavailable);
    for (const auto* body : {"", "<html>", "{}", "[]", R"({"downloadUrl":7})"})
        EXPECT_EQ(read(200, body).error().fault, Fault::unavailable) << body;
    auto settings = samples::settings();
    EXPECT_TRUE(robot->capabilities().media);
    settings.app_key.clear();
    EXPECT_FALSE(samples::robot(settings)->capabilities().media);
}

TEST(Dingtalk, BelievesAnHour) {
    const auto robot = samples::robot();
    const auto at = [&](long long off_ms) {
        return receive(samples::post(samples::message("1"), samples::noon_ms + off_ms), *robot);
    };
    EXPECT_TRUE(at(3'600'000));
    EXPECT_TRUE(at(-3'600'000));
    EXPECT_FALSE(at(3'600'001));
    EXPECT_FALSE(at(-3'600'001));
    auto unsigned_call = samples::post(samples::message("1"));
    unsigned_call.headers.pop_back();
    EXPECT_EQ(receive(unsigned_call, *robot).error().fault, dialogs::Fault::denied);
    auto other = samples::message("1");
    other.replace(other.find("dingue"), 6, "dingXX");
    EXPECT_FALSE(receive(samples::post(other), *robot));
}

TEST(Dingtalk, RefusesJunk) {
    for (const auto* body : {"", "[]", "{}", R"({"msgId":"1","createAt":"soon","senderId":"a"})"})
        EXPECT_EQ(
            receive(samples::post(body), *samples::robot()).error().fault, dialogs::Fault::malformed
        ) << body;
}

TEST(Dingtalk, AnswersTheWayTheMessageCame) {
    const auto robot = samples::robot();
    const auto received = heard(samples::message("低保"));
    Part part{17, "manager01", robot->returning(received.reply_to, "带身份证")};
    const auto soon = robot->build(part, "tok", samples::at(samples::noon_ms));
    EXPECT_EQ(soon.url, "https://oapi.dingtalk.example/robot/sendBySession?session=s1");
    EXPECT_EQ(soon.body, R"({"msgtype":"text","text":{"content":"带身份证"}})");
    // Half a minute before its end the way back is not begun any more.
    const auto late = robot->build(part, "tok", samples::at(1795311000188 - 30'000));
    EXPECT_EQ(late.url, "https://api.dingtalk.example/v1.0/robot/oToMessages/batchSend");
    EXPECT_EQ(http::find_field(late.headers, "x-acs-dingtalk-access-token"), "tok");
    EXPECT_EQ(
        late.body,
        R"({"msgKey":"sampleText","msgParam":"{\"content\":\"带身份证\"}",)"
        R"("robotCode":"dingue4kfzdxbyn0pjqd","userIds":["manager01"]})"
    );
}

TEST(Dingtalk, NeverPostsToAnAddressThatIsNotDingTalks) {
    for (const auto* url :
         {"http://127.0.0.1/x",
          "https://oapi.dingtalk.example.evil.example/x",
          "http://oapi.dingtalk.example/x",
          "https://user@oapi.dingtalk.example/x"}) {
        auto body = samples::message("1");
        const std::string genuine = "https://oapi.dingtalk.example/robot/sendBySession?session=s1";
        body.replace(body.find(genuine), genuine.size(), url);
        EXPECT_EQ(heard(body).reply_to.way_back, "") << url;
    }
}

TEST(Dingtalk, AnswersAGroupsMemberAlone) {
    EXPECT_EQ(heard(samples::message("低保", "m", "2")).reply_to.way_back, "");
    // Without the OpenAPI there is only the group, and the answer names whom it is for.
    auto settings = samples::settings();
    settings.app_key.clear();
    const auto robot = samples::robot(settings);
    EXPECT_FALSE(robot->ask_token());
    const auto received = heard(samples::message("低保", "m", "2"), *robot);
    const auto call = robot->build(
        {17, "manager01", robot->returning(received.reply_to, "好")},
        "",
        samples::at(samples::noon_ms)
    );
    EXPECT_EQ(
        call.body, R"({"at":{"atUserIds":["manager01"]},"msgtype":"text","text":{"content":"好"}})"
    );
}

TEST(Dingtalk, SpeaksToTheConfiguredGroup) {
    const auto call = samples::robot()->build(
        {17, std::string(group_robot), "新工单"}, "tok", samples::at(1577262236757)
    );
    EXPECT_EQ(
        call.url,
        "https://oapi.dingtalk.example/robot/send?access_token=group-token&timestamp=1577262236757"
        "&sign=xOJIB8eNoYWeLy26EMZOlc2RjOJbtPv9HYjm%2BE3uALU%3D"
    );
}

SendOutcome outcome(int status, const std::string& body) {
    http::Answer answer;
    answer.status = status;
    answer.body = body;
    return samples::robot()->interpret(answer);
}

template <class Outcome>
bool is(const SendOutcome& outcome) {
    return std::holds_alternative<Outcome>(outcome);
}

TEST(Dingtalk, ReadsBothKindsOfAnswer) {
    EXPECT_TRUE(is<Accepted>(outcome(200, R"({"errcode":0,"errmsg":"ok"})")));
    EXPECT_TRUE(is<Deferred>(outcome(200, R"({"errcode":130101,"errmsg":"send too fast"})")));
    EXPECT_TRUE(is<Rejected>(outcome(200, R"({"errcode":310000,"errmsg":"sign not match"})")));
    EXPECT_EQ(std::get<Accepted>(outcome(200, R"({"processQueryKey":"k1"})")).provider_id, "k1");
    EXPECT_TRUE(
        is<Rejected>(outcome(200, R"({"processQueryKey":"k1","invalidStaffIdList":["manager01"]})"))
    );
    const auto limited =
        outcome(200, R"({"processQueryKey":"k1","flowControlledStaffIdList":["manager01"]})");
    ASSERT_TRUE(is<Deferred>(limited));
    EXPECT_TRUE(std::get<Deferred>(limited).persons_own) << "the others may be sent to";
    EXPECT_TRUE(is<Stale>(outcome(400, R"({"code":"InvalidAuthentication"})")));
    EXPECT_TRUE(is<Deferred>(outcome(400, R"({"code":"Forbidden.Throttling"})")));
    EXPECT_TRUE(is<Rejected>(outcome(400, R"({"code":"staffId.notExisted"})")));
    EXPECT_TRUE(is<Unclear>(outcome(200, "{}")));
    EXPECT_TRUE(is<Unclear>(outcome(200, R"({"errcode":"0"})")));
}

TEST(Dingtalk, AsksForAToken) {
    const auto call = samples::robot()->ask_token().value();
    EXPECT_EQ(call.url, "https://api.dingtalk.example/v1.0/oauth2/accessToken");
    EXPECT_EQ(
        call.body, R"({"appKey":"dingue4kfzdxbyn0pjqd","appSecret":"app-secret-of-the-robot"})"
    );
    http::Answer answer;
    answer.status = 200;
    answer.body = R"({"accessToken":"abc","expireIn":7200})";
    EXPECT_EQ(samples::robot()->read_token(answer)->lasts, std::chrono::seconds(7200));
    answer.status = 400;
    EXPECT_EQ(samples::robot()->read_token(answer).error().fault, dialogs::Fault::denied);
}

TEST(Dingtalk, NeedsItsSecret) {
    auto settings = samples::settings();
    settings.app_secret = ops::Secret();
    EXPECT_FALSE(Robot::make("ding", settings));
}

}  // namespace
}  // namespace gateway::channels::dingtalk
