#include "gateway/articles_in_force.h"

#include "dialogs/language/lint.h"
#include "gateway/config/calendar.h"
#include "gateway/ops/log.h"
#include "gateway/ops/task.h"
#include "knowledge/passages.h"
#include "knowledge/shelves.h"
#include "storage/article_versions.h"
#include "storage/questions.h"
#include "storage/sqlite/sqlite.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>

namespace gateway {
namespace {

namespace asio = boost::asio;
using dialogs::Error;
using dialogs::Fault;
using dialogs::Result;

constexpr std::chrono::minutes look_every{1};

std::string errors_of(const std::vector<dialogs::language::Problem>& problems) {
    std::string text;
    for (const auto& problem : problems) {
        if (problem.severity == dialogs::language::Severity::error)
            text += dialogs::language::describe(problem) + '\n';
    }
    return text;
}

// The same articles with the new one among them, as far as lint looks at them.
dialogs::language::Surroundings surroundings_with(
    const knowledge::Library& library, const knowledge::Article& article, dialogs::Time now
) {
    auto around = surroundings_of(library, {}, now);
    std::erase_if(*around.articles, [&](const auto& facts) { return facts.topic == article.id; });
    dialogs::language::ArticleFacts facts;
    facts.topic = article.id;
    facts.service = article.service;
    for (auto& name : knowledge::facets_of(article))
        facts.facets.insert(std::move(name));
    facts.effective_from = article.effective_from;
    facts.review_by = article.review_by;
    facts.mark = {article.id, 1, 1};
    around.articles->push_back(std::move(facts));
    return around;
}

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

Result<CountyWords> fit_words_in_force(
    const config::Config& config, dialogs::Time now, std::vector<std::string>& left_out
) {
    auto words = words_in_force(config, now);
    if (!words || words->articles.empty()) return words;
    const auto folder = knowledge::read_articles(config.articles.string());
    if (!folder) return folder.error();
    left_out = knowledge::leave_out_unfit(*folder, words->articles);
    return words;
}

}  // namespace

Result<CountyWords> words_in_force(const config::Config& config, dialogs::Time now) {
    auto connection = storage::open_sqlite(config.data_dir / "yimen.db", storage::Access::read);
    if (!connection) return connection.error();
    const auto day = knowledge::written(knowledge::Day(config::local_date(now)));
    auto versions = storage::article_versions::in_force(**connection, day);
    if (!versions) return versions.error();
    auto settled = storage::questions::phrasings(**connection);
    if (!settled) return settled.error();
    CountyWords words;
    for (auto& version : *versions)
        words.articles.push_back(
            {std::move(version.topic), static_cast<int>(version.version), std::move(version.yaml)}
        );
    for (auto& question : *settled)
        words.phrasings.push_back({std::move(question.topic), std::move(question.phrasing)});
    return words;
}

Result<knowledge::Library> read_library_in_force(
    const config::Config& config, dialogs::Time now, std::vector<std::string>& left_out
) {
    const auto words = fit_words_in_force(config, now, left_out);
    if (!words) return words.error();
    return knowledge::Library::load(
        config.articles.string(), {}, words->articles, words->phrasings
    );
}

Result<FreshBundle> read_bundle_in_force(const config::Config& config, dialogs::Time now) {
    std::vector<std::string> left_out;
    auto words = fit_words_in_force(config, now, left_out);
    if (!words) return words.error();
    auto fresh = read_bundle(config, now, *words);
    if (!fresh && !words->articles.empty()) {
        // The scripts may have gone on without a version.
        auto plain = read_bundle(config, now);
        if (!plain) return plain;
        std::erase_if(words->articles, [&](const knowledge::Replacement& version) {
            const auto article = check_version(*plain->bundle, version, now);
            if (article) return false;
            const auto why = first_line(article.error().detail);
            left_out.push_back(fmt::format("{}@{}: {}", version.topic, version.version, why));
            return true;
        });
        fresh = read_bundle(config, now, *words);
    }
    if (fresh) fresh->left_out = std::move(left_out);
    return fresh;
}

FreshBundle with_county_words(FreshBundle fresh, const config::Config& config, dialogs::Time now) {
    const auto words = words_in_force(config, now);
    if (words && words->articles.empty() && words->phrasings.empty()) return fresh;
    auto worded = read_bundle_in_force(config, now);
    if (worded) return std::move(*worded);
    ops::log::error("article_versions_refused", {{"why", worded.error().detail}});
    return fresh;
}

Result<knowledge::Article> check_version(
    const turns::Bundle& bundle, const knowledge::Replacement& version, dialogs::Time now
) {
    auto article = knowledge::fit_in(bundle.library.articles(), version);
    if (!article) return article;
    const auto errors =
        errors_of(lint(bundle.script, surroundings_with(bundle.library, *article, now)));
    if (!errors.empty()) return Error{Fault::malformed, errors};
    return article;
}

NewDay::NewDay(asio::io_context& loop, ops::Clock clock, std::function<void()> begun)
    : loop_(loop), clock_(std::move(clock)), begun_(std::move(begun)), tick_(loop) {}

void NewDay::start() { ops::spawn(loop_, "new_day", run()); }

void NewDay::stop() {
    stopping_ = true;
    tick_.cancel();
}

asio::awaitable<void> NewDay::run() {
    auto today = config::local_date(clock_());
    while (!stopping_) {
        tick_.expires_after(look_every);
        boost::system::error_code cancelled;
        co_await tick_.async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
        const auto now = config::local_date(clock_());
        if (stopping_ || now == today) continue;
        today = now;
        begun_();
    }
}

}  // namespace gateway
