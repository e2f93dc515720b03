#pragma once
#include "dialogs/result.h"
#include "gateway/http/message.h"

#include <string>
#include <string_view>
#include <vector>

// The text encodings of HTTP: percent escapes, queries and forms, cookies.

namespace gateway::http {

// Every % must be followed by two hex digits. The result is bytes: an SMS proxy sends GBK this way.
dialogs::Result<std::string> percent_decode(std::string_view text);
// Leaves only RFC 3986's unreserved characters as they are.
std::string percent_encode(std::string_view text);

// A query or an application/x-www-form-urlencoded body. Repeated names are kept in order.
class Form {
public:
    explicit Form(Fields fields) : fields_(std::move(fields)) {}

    bool has(std::string_view name) const;
    std::string_view get(std::string_view name) const;  // the first; empty when there is none
    std::vector<std::string_view> all(std::string_view name) const;
    const Fields& fields() const { return fields_; }

private:
    Fields fields_;
};

// '+' is a space. malformed for a bad escape, too_large for more than 100 fields.
dialogs::Result<Form> decode_form(std::string_view text);
std::string encode_form(const Fields& fields);

// The value of a cookie of the request; empty when it was not sent.
std::string_view cookie(const Request& request, std::string_view name);

}  // namespace gateway::http
