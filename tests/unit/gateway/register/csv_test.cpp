#include "gateway/register/csv.h"

#include <gtest/gtest.h>

#include <sstream>

namespace {

using gateway::registers::csv_line;
using gateway::registers::CsvReader;
using Record = CsvReader::Record;

// Every record, a fault as one field "!".
std::vector<Record> read_all(const std::string& text) {
    std::istringstream in(text);
    CsvReader reader(in);
    std::vector<Record> records;
    for (;;) {
        auto record = reader.next();
        if (!record) {
            records.push_back({"!"});
        } else if (*record) {
            records.push_back(**record);
        } else {
            return records;
        }
    }
}

TEST(Csv, ReadsWhatSpreadsheetsWrite) {
    struct Case {
        const char* name;
        std::string text;
        std::vector<Record> records;
    };
    // clang-format off
    const Case table[] = {
        {"plain",            "a,b\n1,2\n",             {{"a", "b"}, {"1", "2"}}},
        {"no last line end", "a,b",                    {{"a", "b"}}            },
        {"mark and CRLF",
         "\xEF\xBB\xBF"
         "a,b\r\n1,2\r\n",                             {{"a", "b"}, {"1", "2"}}},
        {"empty fields",     ",\n",                    {{"", ""}}              },
        {"empty lines",      "a\n\n\r\nb\n",           {{"a"}, {"b"}}          },
        {"quotes",           "\"a,\"\"b\"\"\nc\",d\n", {{"a,\"b\"\nc", "d"}}   },
        {"quoted, CRLF",     "\"a\"\r\n\"b\"\r\n",     {{"a"}, {"b"}}          },
        {"stray quote",      "a\"b,c\nd\n",            {{"!"}, {"d"}}          },
        {"text after quote", "\"a\"b,c\nd\n",          {{"!"}, {"d"}}          },
        {"open quote",       "\"a\nb\n",               {{"!"}}                 },
        {"nothing",          "",                       {}                      },
    };
    for (const auto& [name, text, records] : table) {
        SCOPED_TRACE(name);
        EXPECT_EQ(read_all(text), records);
    }
}

TEST(Csv, KnowsTheLineARecordBeganOn) {
    std::istringstream in("a\n\"b\nb\"\n\nc\n");
    CsvReader reader(in);
    std::vector<int> lines;
    while (reader.next().value())
        lines.push_back(reader.line());
    EXPECT_EQ(lines, (std::vector<int>{1, 2, 5}));
}

TEST(Csv, EndsARunawayQuote) {
    std::istringstream in("\"" + std::string(CsvReader::record_max + 10, 'x'));
    CsvReader reader(in);
    const auto record = reader.next();
    ASSERT_FALSE(record);
    EXPECT_EQ(record.error().fault, dialogs::Fault::too_large);
}

TEST(Csv, WritesNothingASpreadsheetWouldRun) {
    EXPECT_EQ(csv_line({"a", "b,c", "d\"e"}), "a,\"b,c\",\"d\"\"e\"\r\n");
    EXPECT_EQ(csv_line({"=1+1", "@x", "-2"}), "'=1+1,'@x,'-2\r\n");
}

}  // namespace
