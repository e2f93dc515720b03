#include "gateway/register/csv.h"

namespace gateway::registers {
namespace {

using dialogs::Error;
using dialogs::Fault;
using dialogs::Result;
constexpr int end_of_file = std::istream::traits_type::eof();

}  // namespace

CsvReader::CsvReader(std::istream& in) : in_(in) {
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    for (const char expected : mark) {
        if (in_.peek() != static_cast<unsigned char>(expected)) return;
        in_.get();
    }
}

int CsvReader::take() {
    const int c = in_.get();
    if (c == '\n') ++next_line_;
    if (c != end_of_file) ++taken_;
    return c;
}

// The rest of a line that made no sense, so that the next one is read from its beginning.
void CsvReader::skip_line() {
    for (int c = take(); c != end_of_file && c != '\n'; c = take()) {
    }
}

// A quoted field, its opening quote taken; gives what follows the closing one.
Result<int> CsvReader::quoted(std::string& field) {
    for (;;) {
        const int c = take();
        if (c == end_of_file) return Error{Fault::malformed, "a quote is not closed"};
        if (taken_ > record_max) return Error{Fault::too_large, "a record is over 64 KB"};
        if (c != '"') {
            field.push_back(static_cast<char>(c));
        } else if (in_.peek() == '"') {
            field.push_back(static_cast<char>(take()));
        } else {
            return take();
        }
    }
}

// One field; gives what ended it: a comma, a line end or the end of the file.
Result<int> CsvReader::field(std::string& text) {
    int c = take();
    if (c == '"') {
        auto after = quoted(text);
        if (!after) return after;
        c = *after;
        if (c == '\r' && in_.peek() == '\n') c = take();
        if (c != ',' && c != '\n' && c != end_of_file) {
            skip_line();
            return Error{Fault::malformed, "text after a closing quote"};
        }
        return c;
    }
    for (; c != ',' && c != '\n' && c != end_of_file; c = take()) {
        if (taken_ > record_max) return Error{Fault::too_large, "a record is over 64 KB"};
        if (c == '"') {
            skip_line();
            return Error{Fault::malformed, "a quote inside a field"};
        }
        text.push_back(static_cast<char>(c));
    }
    if (c != ',' && !text.empty() && text.back() == '\r') text.pop_back();
    return c;
}

Result<std::optional<CsvReader::Record>> CsvReader::next() {
    for (;;) {
        if (in_.peek() == end_of_file) return std::optional<Record>();
        line_ = next_line_;
        taken_ = 0;
        Record record;
        int ended = ',';
        while (ended == ',') {
            std::string text;
            auto read = field(text);
            if (!read) return read.error();
            record.push_back(std::move(text));
            ended = *read;
        }
        const bool empty_line = record.size() == 1 && record.front().empty();
        if (!empty_line) return std::optional(std::move(record));
    }
}

std::string csv_line(const std::vector<std::string>& fields) {
    std::string line;
    for (const auto& field : fields) {
        if (&field != &fields.front()) line.push_back(',');
        const bool formula =
            !field.empty() && std::string_view("=+-@\t").find(field.front()) != std::string::npos;
        const std::string text = formula ? "'" + field : field;
        if (text.find_first_of(",\"\r\n") == std::string::npos) {
            line += text;
            continue;
        }
        line.push_back('"');
        for (const char c : text) {
            if (c == '"') line.push_back('"');
            line.push_back(c);
        }
        line.push_back('"');
    }
    return line + "\r\n";
}

}  // namespace gateway::registers
