#include "dialogs/text/dialect.h"

#include "dialogs/text/date.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace dialogs::text {
namespace {

TEST(Dialect, PutsLocalWordsPlainlyLongestFirst) {
    const Dialect dialect({{"昨儿", "昨天", "张"}, {"昨儿个", "昨天", "张"}, {"后晌", "下午", "张"}}
    );
    EXPECT_EQ(dialect.plain("昨儿个后晌去的"), "昨天下午去的");
    EXPECT_EQ(dialect.plain("昨儿"), "昨天");
    EXPECT_EQ(dialect.plain("昨天"), "昨天");
    EXPECT_EQ(dialect.plain(""), "");
    EXPECT_EQ(dialect.plain("\xE6\x98"), "\xE6\x98");
}

TEST(Dialect, RefusesWordsNobodyStandsFor) {
    struct Form {
        std::string_view csv;
        std::string_view fault;
    };
    constexpr Form forms[] = {
        {"word,means,confirmed_by\n夜个,昨天,\n", "line 2: nobody confirms the word"},
        {"word,means,confirmed_by\n夜个,,张\n", "line 2: needs a word and what it means"},
        {"word,means,confirmed_by\n夜个,昨天\n", "line 2: needs three fields"},
        {"word,means,confirmed_by\n夜个,昨天,张,李\n", "line 2: needs three fields"},
        {"word,means,confirmed_by\n俺,我,张\r\n俺,我,李\r\n", "line 3: the word is there twice"},
        {"word,means\n", "line 1: the header must be word,means,confirmed_by"},
    };
    for (const auto& [csv, fault] : forms) {
        SCOPED_TRACE(csv);
        const auto read = Dialect::read(csv);
        ASSERT_FALSE(read);
        EXPECT_EQ(read.error().detail, fault);
    }
}

TEST(Dialect, OfTheProductMeansWhatTheReadersKnow) {
    std::ifstream file("dialogs/scripts/lexicon/dialect.csv");
    const std::string csv{std::istreambuf_iterator<char>(file), {}};
    const auto dialect = Dialect::read(csv);
    ASSERT_TRUE(dialect) << dialect.error().detail;
    EXPECT_GT(dialect->words().size(), 10u);
    using namespace std::chrono_literals;
    const auto read = date(dialect->plain("昨儿后晌三点"), 2026y / 11 / 22);
    ASSERT_TRUE(read) << read.why;
    EXPECT_EQ(read->text(), "2026-11-21");
}

}  // namespace
}  // namespace dialogs::text
