#include "dialogs/language/template.h"

#include <gtest/gtest.h>

namespace dialogs::language {

namespace {

Value answer(std::string_view path) {
    if (path == "slots.name") return std::string("王秀英");
    if (path == "slots.need") return std::string("dibao");
    if (path == "slots.need.label") return std::string("低保");
    if (path == "slots.many") return List{"一", "二"};
    if (path == "slots.phone") return std::string("13800000001");
    if (path == "slots.day") return std::string("2026-11-03");
    if (path == "slots.month") return std::string("1948-03");
    if (path == "slots.year") return std::string("1948");
    if (path == "session.turns") return std::int64_t{12};
    return {};
}

std::string rendered(std::string_view source) {
    const auto compiled = compile_template(source);
    if (const TemplateError* error = std::get_if<TemplateError>(&compiled))
        return "error: " + error->message;
    return render(std::get<Template>(compiled), answer);
}

}  // namespace

TEST(Template, FillsItsPlaces) {
    struct Case {
        const char* source;
        const char* text;
    };
    constexpr Case cases[] = {
        {"您好。", "您好。"},
        {"{slots.name}您好", "王秀英您好"},
        {"第{session.turns}次", "第12次"},
        {"{slots.many}", "一、二"},
        {"[{slots.gone}]", "[]"},
        {"{slots.gone|default:未说明}", "未说明"},
        {"{slots.name|default:未说明}", "王秀英"},
        {"{slots.name|max:2}", "王…"},
        {"{slots.name|max:3}", "王秀英"},
        {"{slots.phone|group4}", "1380 0000 001"},
        {"{slots.name|mask}", "王*英"},
        {"{slots.many|mask}", "一*二"},
        {"{slots.day|date}", "2026年11月3日"},
        {"{slots.month|date}", "1948年3月"},
        {"{slots.year|date}", "1948年"},
        {"{slots.name|date}", "王秀英"},
        {"{slots.need|label}", "低保"},
        {"{slots.name|label}", "王秀英"},
        {"{slots.phone|max:5|mask}", "1***…"},
    };
    for (const auto& [source, text] : cases) {
        SCOPED_TRACE(source);
        EXPECT_EQ(rendered(source), text);
    }
}

TEST(Template, SaysWhereItCannotBeRead) {
    struct Case {
        const char* source;
        std::size_t column;
        const char* message;
    };
    constexpr Case cases[] = {
        {"a {slots.name", 2, "'{' is never closed"},
        {"a } b", 2, "'}' without '{'"},
        {"{}", 0, "'' is not a path like slots.name"},
        {"{Slots name}", 0, "'Slots name' is not a path like slots.name"},
        {"{slots.name|shout}", 0, "there is no filter 'shout'"},
        {"{slots.name|max}", 0, "'max' needs a number from 1 to 1000"},
        {"{slots.name|max:0}", 0, "'max' needs a number from 1 to 1000"},
        {"{slots.name|date:x}", 0, "'date' takes no argument"},
    };
    for (const auto& [source, column, message] : cases) {
        SCOPED_TRACE(source);
        const auto compiled = compile_template(source);
        const TemplateError* const error = std::get_if<TemplateError>(&compiled);
        ASSERT_NE(error, nullptr);
        EXPECT_EQ(error->column, column);
        EXPECT_EQ(error->message, message);
    }
}

TEST(Text, PrefersTheChannelsOwn) {
    Text text;
    text.everywhere.pieces = {std::string("all")};
    text.by_channel["sms"].pieces = {std::string("sms")};
    EXPECT_EQ(render(text.on("sms"), answer), "sms");
    EXPECT_EQ(render(text.on("web"), answer), "all");
    text.everywhere = {};
    EXPECT_EQ(render(text.on("web"), answer), "sms");
}

}  // namespace dialogs::language
