#include "gateway/transcriber.h"

#include "dialogs/text/clean.h"
#include "gateway/media/command.h"
#include "gateway/media/vault.h"

namespace gateway {
namespace {

namespace asio = boost::asio;
using dialogs::Error;
using dialogs::Fault;
using dialogs::Result;

// What a minute of speech comes to, and no more than a message holds.
constexpr std::size_t words_max = 2000;
constexpr std::size_t bytes_max = 64 * 1024;

Result<std::string> as_words(Result<std::string> told) {
    if (!told) return told;
    if (dialogs::text::code_points(*told) > words_max)
        return Error{Fault::too_large, "more words than a message holds"};
    auto words = dialogs::text::clean(*told);
    while (words.ends_with('\n') || words.ends_with(' '))
        words.pop_back();
    return words;
}

}  // namespace

std::unique_ptr<Transcriber> Transcriber::make(
    asio::io_context& loop,
    const config::Media& settings,
    std::filesystem::path folder,
    ops::SideThread& disk
) {
    if (!settings.has_transcriber()) return nullptr;
    return std::unique_ptr<Transcriber>(new Transcriber(loop, settings, std::move(folder), disk));
}

Transcriber::Transcriber(
    asio::io_context& loop,
    const config::Media& settings,
    std::filesystem::path folder,
    ops::SideThread& disk
)
    : settings_(settings), folder_(std::move(folder)), disk_(disk), program_(loop) {
    const auto host = http::host_of(settings.transcriber);
    if (!host) return;
    http::ClientLimits limits;
    limits.threads = 1;
    limits.answer_max = bytes_max;
    limits.intranet = true;  // the operator wrote it, and voices should not leave the house
    server_ = std::make_unique<http::Client>(loop, std::vector<std::string>{*host}, limits);
}

asio::awaitable<Result<std::string>> Transcriber::words_of(storage::Attachment voice) {
    if (stopping_) co_return Error{Fault::busy, "stopped"};
    if (voice.state != "kept") co_return Error{Fault::not_found, "the voice is not here"};
    if (server_) {
        auto told = co_await told_by_server(std::move(voice));
        co_return as_words(std::move(told));
    }
    auto told = co_await told_by_program(std::move(voice.digest));
    co_return as_words(std::move(told));
}

asio::awaitable<Result<std::string>> Transcriber::told_by_program(std::string digest) {
    media::Command command;
    command.words = settings_.transcriber_command;
    command.within = settings_.transcribed_within;
    command.output_max = bytes_max;
    const auto file = media::file_of(folder_, digest);
    const auto& stop = stopping_;
    std::function<Result<std::string>()> job = [command, file, &stop] {
        return media::run(command, file, stop);
    };
    auto told = co_await program_.run(std::move(job));
    co_return told;
}

asio::awaitable<Result<std::string>> Transcriber::told_by_server(storage::Attachment voice) {
    const auto folder = folder_;
    const auto digest = voice.digest;
    std::function<Result<std::string>()> job = [folder, digest] {
        return media::read_file(folder, digest);
    };
    auto bytes = co_await disk_.run(std::move(job));
    if (!bytes) co_return bytes.error();
    http::Call call;
    call.method = "POST";
    call.url = settings_.transcriber;
    call.type = voice.type;
    call.body = std::move(*bytes);
    call.deadline = settings_.transcribed_within;
    auto answer = co_await server_->send(std::move(call));
    if (!answer) co_return answer.error();
    if (answer->status != 200)
        co_return Error{Fault::unavailable, "http " + std::to_string(answer->status)};
    co_return std::move(answer->body);
}

}  // namespace gateway
