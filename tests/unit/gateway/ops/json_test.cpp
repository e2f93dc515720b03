#include "gateway/ops/json.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace gateway::ops {
namespace {

using dialogs::Fault;

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

TEST(Json, ReadsWhatIsWelcome) {
    const auto value =
        parse_json(R"({"text":"低保","n":-1,"u":18446744073709551615,"f":1.5,"list":[true,null]})");
    ASSERT_TRUE(value) << value.error().detail;
    EXPECT_EQ((*value)["text"], "低保");
    EXPECT_EQ((*value)["u"].get<std::uint64_t>(), 18446744073709551615ULL);
    EXPECT_TRUE(parse_json("[1]")->is_array());  // and not wrapped in another
    EXPECT_TRUE(parse_json(nested(32)));
}

TEST(Json, RefusesWhatHurts) {
    std::string wide = "[0";
    for (int i = 0; i < 20'000; ++i)
        wide += ",0";
    wide += "]";
    const std::pair<const char*, std::string> cases[] = {
        {"nothing", ""},
        {"half", R"({"a":)"},
        {"two values", "1 2"},
        {"trailing comma", "[1,]"},
        {"nested 33 deep", nested(33)},
        {"nested very deep", std::string(60'000, '[')},
        {"too many values", wide},
        {"a key twice", R"({"a":1,"a":2})"},
        {"a key twice inside", R"([{"b":{"a":1,"c":2,"a":2}}])"},
        {"invalid UTF-8", "\"\xff\""},
        {"overlong UTF-8", "\"\xc0\xaf\""},
        {"lone surrogate", R"("\ud800")"},
        {"NUL", R"("a\u0000b")"},
        {"NUL in a key", R"({"a\u0000":1})"},
        {"NaN", "NaN"},
        {"over a double", "1e999"},
        {"integer over 64 bits", "18446744073709551616"},
        {"negative integer over 64 bits", "-9223372036854775809"},
    };
    for (const auto& [name, text] : cases) {
        SCOPED_TRACE(name);
        const auto value = parse_json(text);
        ASSERT_FALSE(value);
        EXPECT_EQ(value.error().fault, Fault::malformed);
    }
    EXPECT_EQ(
        parse_json("\"" + std::string(64 * 1024, 'x') + "\"").error().fault, Fault::too_large
    );
}

TEST(Json, QuotesNothingInItsErrors) {
    const auto value = parse_json(R"({"phone":"13800138000",})");
    ASSERT_FALSE(value);
    EXPECT_EQ(value.error().detail.find("1380"), std::string::npos);
}

TEST(Json, ToleratesEqualKeysWhereAsked) {
    EXPECT_TRUE(parse_json(R"({"a":1,"a":2})", {.unique_keys = false}));
}

TEST(Json, WritesWhateverBytesItIsGiven) {
    EXPECT_EQ(write_json(nlohmann::json("a\xff")), "\"a\xEF\xBF\xBD\"");
    EXPECT_EQ(write_json(nlohmann::json{{"b", 1}, {"a", "低"}}), R"({"a":"低","b":1})");
}

}  // namespace
}  // namespace gateway::ops
