#include "gateway/register/import.h"

#include "dialogs/text/check_digit.h"
#include "gateway/register/receipt.h"
#include "gateway/register/verify.h"
#include "storage/applications.h"
#include "tests/support/scratch.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace {

using dialogs::Fault;
using gateway::registers::ImportOptions;
using gateway::registers::ImportSummary;
using gateway::registers::Keys;
using storage::Time;

constexpr Time noon{std::chrono::milliseconds(1'795'320'000'000)};
const std::string header =
    "receipt_no,item,name,id_no,phone,area,stage,stage_text,updated_on,supplement,external_no\n";

// An identity number of the county with a right check digit (GB 11643).
std::string id_no(const std::string& serial) {
    const std::string digits = "13022419500101" + serial;
    constexpr int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (std::size_t i = 0; i < 17; ++i)
        sum += (digits[i] - '0') * weights[i];
    return digits + "10X98765432"[sum % 11];
}

std::string row(const std::string& external, const std::string& stage = "town_review") {
    return ",最低生活保障,王秀英," + id_no("002") + ",13812345678,130224100," + stage +
           ",,2026-11-20,户口本," + external + "\n";
}

class Import : public testing::Test {
protected:
    ImportSummary take(const std::string& text, bool dry_run = false) {
        return try_take(text, dry_run).value();
    }
    dialogs::Result<ImportSummary> try_take(const std::string& text, bool dry_run = false) {
        std::ofstream(file_, std::ios::binary) << text;
        ImportOptions options;
        options.dry_run = dry_run;
        options.today = "2026-11-22";
        options.now = noon;
        options.knows_area = [](std::string_view code) { return code != "130224999"; };
        return gateway::registers::import_applications(*database_, keys_, file_, options);
    }
    std::string errors() {
        std::ifstream in(file_.string() + ".errors.csv", std::ios::binary);
        std::ostringstream text;
        text << in.rdbuf();
        return text.str();
    }
    std::int64_t applications() { return database_.count("SELECT COUNT(*) FROM applications"); }

    tests::ScratchDatabase database_;
    tests::ScratchFolder folder_;
    std::filesystem::path file_ = folder_.path() / "list.csv";
    Keys keys_ = Keys::from_master({1, 2, 3});
};

TEST(Receipt, NumbersCheckThemselves) {
    tests::ScratchDatabase database;
    const auto first = gateway::registers::next_receipt_no(*database, 2026).value();
    const auto second = gateway::registers::next_receipt_no(*database, 2026).value();
    EXPECT_EQ(first.substr(0, 11), "12026000001");
    EXPECT_EQ(second.substr(0, 11), "12026000002");
    EXPECT_TRUE(gateway::registers::is_receipt_no(first));
    auto typo = first;
    typo[5] = '7';
    EXPECT_FALSE(gateway::registers::is_receipt_no(typo));
    EXPECT_FALSE(gateway::registers::is_receipt_no("1" + first));
}

TEST_F(Import, KeepsARowWithoutAnythingReadable) {
    const auto summary = take(header + row("HB-1"));
    EXPECT_EQ(summary.added, 1);
    EXPECT_EQ(summary.bad, 0);
    EXPECT_TRUE(summary.errors.empty());
    const auto kept = storage::applications::find_by_external(*database_, "HB-1").value().value();
    EXPECT_TRUE(gateway::registers::is_receipt_no(kept.receipt_no));
    EXPECT_EQ(kept.stage_text, "乡镇审核中");
    EXPECT_EQ(keys_.unseal(kept.name_sealed).value(), "王秀英");
    EXPECT_EQ(keys_.unseal(kept.phone_sealed).value(), "13812345678");
    EXPECT_EQ(keys_.unseal(kept.id_no_sealed).value().substr(0, 14), "1302**********");
    EXPECT_EQ(
        database_.count("SELECT COUNT(*) FROM applications WHERE name_sealed LIKE '%王%'"), 0
    );
}

TEST_F(Import, LetsTheApplicantAskAfterwards) {
    take(header + row("HB-1"));
    const auto kept = storage::applications::find_by_external(*database_, "HB-1").value().value();
    const gateway::registers::Claim claim{
        {"sms", "x"}, "sms:1", kept.receipt_no, id_no("002").substr(14)};
    const auto told = gateway::registers::verify_application(*database_, keys_, claim, noon);
    EXPECT_EQ(told.value().verdict, gateway::registers::Verdict::ok);
}

TEST_F(Import, TakesTheSameFileAgainWithoutDoubling) {
    const auto text = header + row("HB-1") + row("HB-2");
    take(text);
    const auto first = storage::applications::find_by_external(*database_, "HB-1").value().value();
    ASSERT_TRUE(storage::applications::count_wrong(*database_, first.id, 4));
    const auto again = take(header + row("HB-1", "approved") + row("HB-2"));
    EXPECT_EQ(again.added, 0);
    EXPECT_EQ(again.replaced, 2);
    EXPECT_EQ(applications(), 2);
    const auto now = storage::applications::find_by_external(*database_, "HB-1").value().value();
    EXPECT_EQ(now.receipt_no, first.receipt_no);
    EXPECT_EQ(now.stage_text, "已通过");
    EXPECT_EQ(now.wrong_attempts, 4);
}

TEST_F(Import, PutsBadRowsAsideWithLineAndReason) {
    struct Case {
        const char* name;
        std::string row;
        const char* reason;
    };
    const std::string id = id_no("002");
    const std::string wrong_id = id.substr(0, 17) + (id.back() == '1' ? '2' : '1');
    const auto fields = [&](const std::string& start, const std::string& rest) {
        return start + ",低保,王五," + id + ",," + rest + "\n";
    };
    // clang-format off
    const Case table[] = {
        {"no number at all", fields("", "130224100,submitted,,2026-11-20,,"), "至少填一个"},
        {"typo in receipt", fields("120260000010", "130224100,submitted,,2026-11-20,,X"), "受理编号不对"},
        {"bad identity number", ",低保,王五," + wrong_id + ",,130224100,submitted,,2026-11-20,,X\n", "身份证号不对"},
        {"bad phone", ",低保,王五," + id + ",12345,130224100,submitted,,2026-11-20,,X\n", "电话不对"},
        {"short area", fields("", "1302241,submitted,,2026-11-20,,X"), "区划代码不对"},
        {"foreign area", fields("", "130224999,submitted,,2026-11-20,,X"), "不在本县名录中"},
        {"unknown stage", fields("", "130224100,done,,2026-11-20,,X"), "环节不对"},
        {"no such day", fields("", "130224100,submitted,,2026-02-30,,X"), "更新日期不对"},
        {"tomorrow", fields("", "130224100,submitted,,2026-11-23,,X"), "今天之后"},
        {"nothing to hand in", fields("", "130224100,supplement,,2026-11-20,,X"), "需补材料为空"},
        {"too few columns", "a,b\n", "列数"},
        {"stray quote", "a\"b\n", "引号"},
        {"no UTF-8", fields("", "130224100,submitted,\xC4\xE3,2026-11-20,,X"), "UTF-8"},
    };
    // clang-format on
    for (const auto& [name, bad, reason] : table) {
        SCOPED_TRACE(name);
        const auto summary = take(header + bad + row("HB-1"));
        EXPECT_EQ(summary.bad, 1);
        EXPECT_EQ(summary.added + summary.replaced, 1);
        EXPECT_NE(errors().find("\n2,"), std::string::npos);
        EXPECT_NE(errors().find(reason), std::string::npos);
    }
    EXPECT_EQ(applications(), 1);
}

TEST_F(Import, TakesAMendedErrorFile) {
    take(header + row("HB-1", "nowhere"));
    auto mended = errors();
    const auto at = mended.find("nowhere");
    ASSERT_NE(at, std::string::npos);
    mended.replace(at, 7, "approved");
    EXPECT_EQ(take(mended).added, 1);
}

TEST_F(Import, RefusesAnotherNumberForTheSameApplication) {
    take(header + row("HB-1"));
    const auto other = std::string("12026000009");
    const auto receipt = other + dialogs::text::check_digit::check(other);
    const auto summary = take(header + receipt + row("HB-1"));
    EXPECT_EQ(summary.bad, 1);
    EXPECT_NE(errors().find("已用于另一个受理编号"), std::string::npos);
}

TEST_F(Import, KeepsNothingInADryRun) {
    const auto summary = take(header + row("HB-1") + row("HB-2", "nowhere"), true);
    EXPECT_EQ(summary.added, 1);
    EXPECT_EQ(summary.bad, 1);
    EXPECT_EQ(applications(), 0);
    EXPECT_EQ(database_.count("SELECT COUNT(*) FROM sequences"), 0);
}

TEST_F(Import, TakesMoreThanOneBatchAndChineseHeaders) {
    std::string text = "\xEF\xBB\xBF业务编号,事项,姓名,身份证号,区划代码,环节,更新日期\r\n";
    for (int i = 0; i < 1203; ++i) {
        text += "HB-" + std::to_string(i) + ",低保,\"王五\"," + id_no("002") +
                ",130224100,submitted,2026/1/5\r\n";
    }
    EXPECT_EQ(take(text).added, 1203);
    EXPECT_EQ(applications(), 1203);
    const auto kept = storage::applications::find_by_external(*database_, "HB-7").value().value();
    EXPECT_EQ(kept.updated_on, "2026-01-05");
}

TEST_F(Import, RefusesAFileWithoutItsColumns) {
    const std::string table[] = {
        "", "item,name\n", header.substr(0, header.size() - 1) + ",colour\n", "item,item\n"};
    for (const auto& text : table) {
        SCOPED_TRACE(text);
        const auto taken = try_take(text);
        ASSERT_FALSE(taken);
        EXPECT_EQ(taken.error().fault, Fault::malformed);
    }
    EXPECT_EQ(applications(), 0);
}

}  // namespace
