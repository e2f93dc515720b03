#include "gateway/http/request_reader.h"

#include "dialogs/text/clean.h"
#include "gateway/http/form.h"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

#include <algorithm>
#include <optional>

namespace gateway::http {
namespace {

namespace beast = boost::beast;
using Errc = beast::http::error;
using Name = beast::http::field;
using ErrorCode = beast::error_code;

constexpr std::size_t reserve_max = 64 * 1024;  // a larger body grows as it really arrives

std::string_view view(beast::string_view text) { return {text.data(), text.size()}; }

int status_of(ErrorCode error) {
    if (error == Errc::header_limit) return 431;
    if (error == Errc::body_limit) return 413;
    return 400;
}

}  // namespace

// Beast's parser, filling our request directly.
class RequestReader::Parser final : public beast::http::basic_parser<true> {
public:
    explicit Parser(const ReaderLimits& limits) : limits_(limits) {
        header_limit(static_cast<std::uint32_t>(limits.header_max));
        body_limit(boost::none);  // set by route, once the head is known
    }

    Request request;
    int refusal = 0;
    bool is_http_1_1 = true;

    std::size_t take(std::string_view bytes) {
        ErrorCode error;
        const std::size_t taken = put(boost::asio::const_buffer(bytes.data(), bytes.size()), error);
        if (error && error != Errc::need_more && refusal == 0) refusal = status_of(error);
        if (refusal == 431 && request.method.empty()) refusal = 414;  // not even a first line
        return taken;
    }

private:
    void on_request_impl(
        beast::http::verb,
        beast::string_view method,
        beast::string_view target,
        int version,
        ErrorCode& error
    ) override {
        is_http_1_1 = version == 11;
        request.method = view(method);
        request.target = view(target);
        if (target.size() > limits_.target_max) return refuse(414, error);
        split_target(error);
    }

    // Only the origin form: "/path?query". A proxy's absolute form and "*" are nobody's route.
    void split_target(ErrorCode& error) {
        const std::string_view target = request.target;
        const std::size_t mark = target.find('?');
        auto path = percent_decode(target.substr(0, mark));
        if (target.front() != '/' || !path || !dialogs::text::is_valid_utf8(*path) ||
            path->find('\0') != std::string::npos) {
            return refuse(400, error);
        }
        request.path = std::move(*path);
        if (mark != std::string_view::npos) request.query = target.substr(mark + 1);
    }

    void on_field_impl(
        Name field, beast::string_view name, beast::string_view value, ErrorCode& error
    ) override {
        if (is_header_done()) return;  // trailers are read and forgotten
        if (request.headers.size() == limits_.fields_max) return refuse(431, error);
        if (field == Name::content_length && ++lengths_ > 1) return refuse(400, error);
        if (field == Name::host && ++hosts_ > 1) return refuse(400, error);
        if (field == Name::transfer_encoding && !equals_ignoring_case(view(value), "chunked")) {
            return refuse(400, error);
        }
        request.headers.emplace_back(view(name), view(value));
    }

    void on_header_impl(ErrorCode& error) override {
        if (is_http_1_1 && hosts_ == 0) return refuse(400, error);
        if (!is_http_1_1 && chunked()) return refuse(400, error);
        const std::string_view encoding = request.header("Content-Encoding");
        if (!encoding.empty() && !equals_ignoring_case(encoding, "identity"))
            return refuse(415, error);
    }

    void on_body_init_impl(const boost::optional<std::uint64_t>& length, ErrorCode&) override {
        if (length) request.body.reserve(std::min<std::size_t>(*length, reserve_max));
    }
    std::size_t on_body_impl(beast::string_view bytes, ErrorCode&) override {
        request.body.append(bytes.data(), bytes.size());
        return bytes.size();
    }
    void on_chunk_header_impl(std::uint64_t, beast::string_view, ErrorCode&) override {}
    std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view bytes, ErrorCode&) override {
        request.body.append(bytes.data(), bytes.size());
        return bytes.size();
    }
    void on_finish_impl(ErrorCode&) override {}
    void on_response_impl(int, beast::string_view, int, ErrorCode&) override {}

    void refuse(int status, ErrorCode& error) {
        refusal = status;
        error = Errc::bad_value;
    }

    const ReaderLimits& limits_;
    int lengths_ = 0;
    int hosts_ = 0;
};

RequestReader::RequestReader(ReaderLimits limits) : limits_(limits) { reset(); }
RequestReader::~RequestReader() = default;

void RequestReader::reset() { parser_ = std::make_unique<Parser>(limits_); }

std::size_t RequestReader::put(std::string_view bytes) { return parser_->take(bytes); }

bool RequestReader::has_head() const { return parser_->is_header_done(); }
bool RequestReader::is_complete() const { return parser_->is_done(); }
int RequestReader::refusal() const { return parser_->refusal; }

void RequestReader::accept_body(std::size_t max) {
    if (body_left() > max) parser_->refusal = 413;
    parser_->body_limit(max);
    parser_->eager(true);
}

bool RequestReader::has_body() const { return parser_->chunked() || body_left() > 0; }
bool RequestReader::expects_continue() const {
    return equals_ignoring_case(parser_->request.header("Expect"), "100-continue");
}
bool RequestReader::wants_websocket() const {
    return parser_->upgrade() && parser_->request.method == "GET" &&
           equals_ignoring_case(parser_->request.header("Upgrade"), "websocket");
}
bool RequestReader::keep_alive() const { return parser_->keep_alive(); }
bool RequestReader::is_http_1_0() const { return !parser_->is_http_1_1; }
std::size_t RequestReader::body_left() const {
    return static_cast<std::size_t>(parser_->content_length_remaining().value_or(0));
}

Request& RequestReader::request() { return parser_->request; }
const Request& RequestReader::request() const { return parser_->request; }

}  // namespace gateway::http
