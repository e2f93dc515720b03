#include "knowledge/library.h"
#include "knowledge/ranking/corpus.h"

#include <fmt/format.h>
#include <sqlite3.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <memory>

// bench_knowledge ARTICLES PHRASINGS: what a question costs, next to SQLite's FTS5 holding what the
// library has learnt from, in one run. CPU time, so that a busy machine changes little. The goals
// are a millisecond at p99, 64 MiB and a start in 300 ms; it fails where memory is over its goal or
// a question is dearer than FTS5's.

namespace {

using Phrasings = std::vector<knowledge::Phrasing>;

constexpr std::size_t questions = 4000;
constexpr std::size_t peers_questions = 400;  // a hundredth of a second each
constexpr double most_mib = 64;

double cpu_us() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

double resident_mib() {
    long pages = 0, resident = 0;
    std::ifstream("/proc/self/statm") >> pages >> resident;
    return static_cast<double>(resident * sysconf(_SC_PAGESIZE)) / (1 << 20);
}

std::vector<std::string> spread(const Phrasings& all, bool set_aside, std::size_t most) {
    std::vector<std::string> chosen;
    for (const auto& phrasing : all)
        if (knowledge::is_set_aside(phrasing.text) == set_aside) chosen.push_back(phrasing.text);
    const auto step = std::max<std::size_t>(1, chosen.size() / most);
    std::vector<std::string> some;
    for (std::size_t i = 0; i < chosen.size() && some.size() < most; i += step)
        some.push_back(chosen[i]);
    return some;
}

using Ask = std::function<void(const std::string&)>;

double p99_us(const std::vector<std::string>& asked, const Ask& ask) {
    std::vector<double> took;
    for (const auto& question : asked) {
        const auto from = cpu_us();
        ask(question);
        took.push_back(cpu_us() - from);
    }
    std::ranges::sort(took);
    return took[took.size() * 99 / 100];
}

// FTS5 over trigrams, a row a phrasing; a question is its trigrams joined by OR.
class FullText {
public:
    explicit FullText(const std::vector<std::string>& learnt) {
        sqlite3* opened = nullptr;
        sqlite3_open(":memory:", &opened);
        db_.reset(opened);
        run("CREATE VIRTUAL TABLE rows USING fts5(text, tokenize='trigram'); BEGIN");
        const auto add = prepare("INSERT INTO rows VALUES (?)");
        for (const auto& text : learnt)
            step(add, text);
        run("COMMIT");
        ask_ = prepare("SELECT rowid FROM rows WHERE rows MATCH ? ORDER BY bm25(rows) LIMIT 200");
    }

    void ask(const std::string& question) const { step(ask_, trigrams(question)); }

private:
    struct Close {
        void operator()(sqlite3* db) const { sqlite3_close_v2(db); }
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };
    using Statement = std::unique_ptr<sqlite3_stmt, Close>;

    static std::string trigrams(const std::string& text) {
        std::vector<std::size_t> starts;
        for (std::size_t i = 0; i < text.size(); ++i)
            if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) starts.push_back(i);
        starts.push_back(text.size());
        std::string query;
        for (std::size_t i = 0; i + 3 < starts.size(); ++i) {
            auto part = text.substr(starts[i], starts[i + 3] - starts[i]);
            if (part.find('"') != std::string::npos) continue;
            query += (query.empty() ? "\"" : " OR \"") + part + '"';
        }
        return query.empty() ? "\"\"" : query;
    }

    void run(const char* sql) const { sqlite3_exec(db_.get(), sql, nullptr, nullptr, nullptr); }

    Statement prepare(const char* sql) const {
        sqlite3_stmt* statement = nullptr;
        sqlite3_prepare_v2(db_.get(), sql, -1, &statement, nullptr);
        return Statement(statement);
    }

    static void step(const Statement& statement, const std::string& text) {
        sqlite3_bind_text(
            statement.get(), 1, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT
        );
        while (sqlite3_step(statement.get()) == SQLITE_ROW) {
        }
        sqlite3_reset(statement.get());
    }

    std::unique_ptr<sqlite3, Close> db_;
    Statement ask_;
};

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) return 2;
    const auto empty_mib = resident_mib();
    const auto begun = cpu_us();
    const auto library = knowledge::Library::load(argv[1]);
    const auto start_us = cpu_us() - begun;
    const auto loaded_mib = resident_mib() - empty_mib;
    const auto phrasings = knowledge::read_phrasings(argv[2]);
    if (!library || !phrasings) {
        fmt::print(stderr, "bench_knowledge: cannot read {} or {}\n", argv[1], argv[2]);
        return 2;
    }
    const auto asked = spread(*phrasings, true, questions);
    const auto before = resident_mib();
    const auto ours = p99_us(asked, [&](const std::string& question) {
        [[maybe_unused]] const auto found = library->look_up({question, "", "", {}});
    });
    const auto mib = loaded_mib + resident_mib() - before;
    const FullText peer(spread(*phrasings, false, phrasings->size()));
    const auto few = spread(*phrasings, true, peers_questions);
    const auto theirs = p99_us(few, [&](const std::string& question) { peer.ask(question); });
    fmt::print("start             {:8.0f} ms      goal 300\n", start_us / 1e3);
    fmt::print("question, p99     {:8.0f} us      goal 1000\n", ours);
    fmt::print("  of FTS5's       {:8.3f}         {:.0f} us, trigrams\n", ours / theirs, theirs);
    fmt::print("memory            {:8.1f} MiB     goal {}\n", mib, most_mib);
    return ours < theirs && mib <= most_mib ? 0 : 1;
}
