#include "gateway/channels/weixin/media.h"

#include <gtest/gtest.h>

namespace gateway::channels::weixin {
namespace {

using dialogs::Fault;

TEST(WeixinMedia, IsBytesOrAWord) {
    const auto told = [](std::string type, std::string body) {
        return read_media({200, {{"Content-Type", std::move(type)}}, std::move(body)});
    };
    EXPECT_EQ(told("image/jpeg", "\xff\xd8\xff")->bytes, "\xff\xd8\xff");
    EXPECT_EQ(told("text/plain", "{\"video_url\":\"http://v/1\"}")->elsewhere, "http://v/1");
    EXPECT_EQ(told("application/json", "{\"errcode\":40007}").error().fault, Fault::not_found);
    EXPECT_EQ(told("application/json", "{\"errcode\":40001}").error().fault, Fault::denied);
    EXPECT_EQ(told("application/json", "{\"errcode\":-1}").error().fault, Fault::unavailable);
    EXPECT_EQ(told("text/html", "<html>").error().fault, Fault::unavailable);
    EXPECT_EQ(read_media({502, {}, ""}).error().fault, Fault::unavailable);
    EXPECT_EQ(
        build_media("https://api", "t", "m/1").url,
        "https://api/cgi-bin/media/get?access_token=t&media_id=m%2F1"
    );
}

}  // namespace
}  // namespace gateway::channels::weixin
