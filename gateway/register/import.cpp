#include "gateway/register/import.h"

#include "dialogs/text/id_card.h"
#include "gateway/register/csv.h"
#include "gateway/register/error_file.h"
#include "gateway/register/receipt.h"
#include "gateway/register/row.h"
#include "gateway/register/secrets.h"
#include "storage/applications.h"
#include "storage/audit.h"

#include <charconv>
#include <fstream>
#include <optional>

namespace gateway::registers {
namespace {

using dialogs::Error;
using dialogs::Fault;
using dialogs::Result;
namespace applications = storage::applications;

constexpr int batch_rows = 500;  // in one transaction: half a second's lock at most

class Import {
public:
    Import(storage::Connection& connection, const Keys& keys, const ImportOptions& options)
        : connection_(connection), keys_(keys), options_(options) {}

    // Takes one row, or says why not. An error is the database's and ends the import.
    Result<std::string> take(const ApplicationRow& row);

    int added = 0;
    int replaced = 0;

private:
    struct Match {
        std::optional<storage::Application> known;
        std::string why_not;
    };
    Result<Match> match(const ApplicationRow& row);
    storage::Application sealed(const ApplicationRow& row, const std::string& receipt_no) const;
    int year() const;

    storage::Connection& connection_;
    const Keys& keys_;
    const ImportOptions& options_;
};

int Import::year() const {
    int year = 0;
    std::from_chars(options_.today.data(), options_.today.data() + 4, year);
    return year;
}

Result<Import::Match> Import::match(const ApplicationRow& row) {
    auto by_receipt = applications::find_by_receipt(connection_, row.receipt_no);
    if (!by_receipt) return by_receipt.error();
    auto by_external = applications::find_by_external(connection_, row.external_no);
    if (!by_external) return by_external.error();
    const bool other_receipt =
        *by_external && !row.receipt_no.empty() && (*by_external)->receipt_no != row.receipt_no;
    if (other_receipt) return Match{std::nullopt, "业务编号已用于另一个受理编号"};
    const bool other_external = *by_receipt && !row.external_no.empty() &&
                                !(*by_receipt)->external_no.empty() &&
                                (*by_receipt)->external_no != row.external_no;
    if (other_external) return Match{std::nullopt, "受理编号已用于另一个业务编号"};
    return Match{*by_receipt ? std::move(*by_receipt) : std::move(*by_external), {}};
}

storage::Application Import::sealed(const ApplicationRow& row, const std::string& receipt_no)
    const {
    storage::Application application;
    application.receipt_no = receipt_no;
    application.item = row.item;
    application.name_sealed = keys_.seal(row.name);
    application.id_no_sealed = keys_.seal(dialogs::text::mask_id_card(row.id_no));
    application.id_last4_hash = last4_hash(keys_, receipt_no, row.id_no.substr(14));
    application.id_index = person_index(keys_, row.id_no);
    application.phone_sealed = keys_.seal(row.phone);
    application.area = row.area;
    application.stage = row.stage;
    application.stage_text = row.stage_text;
    application.updated_on = row.updated_on;
    application.supplement = row.supplement;
    application.external_no = row.external_no;
    return application;
}

Result<std::string> Import::take(const ApplicationRow& row) {
    auto found = match(row);
    if (!found) return found.error();
    if (!found->why_not.empty()) return found->why_not;
    if (const auto& known = found->known) {
        auto application = sealed(row, known->receipt_no);
        application.id = known->id;
        if (row.external_no.empty()) application.external_no = known->external_no;
        auto done = applications::replace(connection_, application, options_.now);
        if (!done) return done.error();
        ++replaced;
        return std::string();
    }
    std::string receipt_no = row.receipt_no;
    if (receipt_no.empty()) {
        auto given = next_receipt_no(connection_, year());
        if (!given) return given;
        receipt_no = *given;
    }
    auto id = applications::add(connection_, sealed(row, receipt_no), options_.now);
    if (!id) return id.error();
    ++added;
    return std::string();
}

Result<void> write_audit(
    storage::Connection& connection, const ImportSummary& summary, const ImportOptions& options
) {
    storage::AuditEntry entry;
    entry.at = options.now;
    entry.actor = "system";
    entry.action = "applications.import";
    entry.object = "applications";
    entry.detail = "added " + std::to_string(summary.added) + ", replaced " +
                   std::to_string(summary.replaced) + ", bad " + std::to_string(summary.bad);
    return storage::audit::append(connection, entry);
}

// A file on its way in: reader, writer and what came of it so far.
class Run {
public:
    Run(storage::Connection& connection,
        const Keys& keys,
        const ImportOptions& options,
        std::istream& in,
        Columns columns,
        CsvReader& reader,
        ErrorFile& errors)
        : connection_(connection),
          options_(options),
          in_(in),
          columns_(std::move(columns)),
          reader_(reader),
          errors_(errors),
          rules_{options.today, options.knows_area},
          import_(connection, keys, options) {}

    Result<ImportSummary> all(std::uintmax_t total) {
        while (!ended_) {
            if (auto begun = connection_.script("BEGIN IMMEDIATE"); !begun) return begun.error();
            auto done = batch();
            const bool keep = done && !options_.dry_run;
            auto closed = connection_.script(keep ? "COMMIT" : "ROLLBACK");
            if (!done) return done.error();
            if (!closed) return closed.error();
            if (options_.progress) options_.progress(ended_ ? total : position(), total);
        }
        errors_.finish();
        if (errors_.failed()) return Error{Fault::unavailable, "the error file cannot be written"};
        if (summary_.bad > 0) summary_.errors = errors_.path();
        return summary_;
    }

private:
    std::uintmax_t position() {
        const auto at = in_.tellg();
        return at < 0 ? 0 : static_cast<std::uintmax_t>(at);
    }

    Result<void> batch() {
        for (int rows = 0; rows < batch_rows && !ended_; ++rows) {
            if (auto done = row(); !done) return done;
        }
        summary_.added = import_.added;
        summary_.replaced = import_.replaced;
        if (ended_ && !options_.dry_run) return write_audit(connection_, summary_, options_);
        return {};
    }

    Result<void> row() {
        auto record = reader_.next();
        if (!record) {
            const bool stray = record.error().fault == Fault::malformed;
            refuse(stray ? "引号不配对" : "这一行太长，后面的行没有读", {});
            ended_ = !stray;
            return {};
        }
        if (!*record) {
            ended_ = true;
            return {};
        }
        std::string why;
        const auto application = read_row(columns_, **record, rules_, why);
        if (why.empty()) {
            auto taken = import_.take(application);
            if (!taken) return taken.error();
            why = *taken;
        }
        if (!why.empty()) refuse(why, std::move(**record));
        return {};
    }

    void refuse(const std::string& why, std::vector<std::string> record) {
        ++summary_.bad;
        errors_.add(reader_.line(), why, std::move(record));
    }

    storage::Connection& connection_;
    const ImportOptions& options_;
    std::istream& in_;
    Columns columns_;
    CsvReader& reader_;
    ErrorFile& errors_;
    RowRules rules_;
    Import import_;
    ImportSummary summary_;
    bool ended_ = false;
};

}  // namespace

Result<ImportSummary> import_applications(
    storage::Connection& connection,
    const Keys& keys,
    const std::filesystem::path& file,
    const ImportOptions& options
) {
    std::ifstream in(file, std::ios::binary);
    std::error_code error;
    const auto total = std::filesystem::file_size(file, error);
    if (!in || error) return Error{Fault::not_found, file.string() + ": cannot be read"};
    CsvReader reader(in);
    auto header = reader.next();
    if (!header || !*header) {
        return Error{Fault::malformed, file.string() + ":1: there is no header line"};
    }
    auto columns = Columns::from_header(**header);
    if (!columns) {
        return Error{Fault::malformed, file.string() + ":" + columns.error().detail};
    }
    ErrorFile errors(file.string() + ".errors.csv", **header);
    Run run(connection, keys, options, in, std::move(*columns), reader, errors);
    return run.all(total);
}

}  // namespace gateway::registers
