#include "gateway/ops/json.h"

#include <nlohmann/json.hpp>

#include <set>
#include <vector>

namespace gateway::ops {
namespace {

using dialogs::Error;
using dialogs::Fault;
using dialogs::Result;
using nlohmann::json;

// Reads without building anything and stops at the first thing that is not welcome.
class Guard {
public:
    explicit Guard(const JsonLimits& limits) : limits_(limits) {}

    bool null() { return count(); }
    bool boolean(bool) { return count(); }
    bool number_integer(json::number_integer_t) { return count(); }
    bool number_unsigned(json::number_unsigned_t) { return count(); }
    bool number_float(json::number_float_t, const std::string& written) {
        if (written.find_first_of(".eE") == std::string::npos)
            return stop("an integer over 64 bits");
        return count();
    }
    bool string(std::string& text) { return clean(text) && count(); }
    bool binary(json::binary_t&) { return stop("binary"); }
    bool start_object(std::size_t) { return open(); }
    bool start_array(std::size_t) { return open(); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }

    bool key(std::string& name) {
        if (!clean(name)) return false;
        if (limits_.unique_keys && !keys_.back().insert(name).second)
            return stop("a key stands twice");
        return count();
    }

    bool parse_error(std::size_t position, const std::string&, const json::exception&) {
        return stop("not JSON at byte " + std::to_string(position));
    }

    const std::string& why() const { return why_; }

private:
    bool stop(std::string why) {
        why_ = std::move(why);
        return false;
    }
    bool count() { return ++nodes_ <= limits_.nodes_max || stop("too many values"); }
    bool open() {
        if (keys_.size() == limits_.depth_max) return stop("nested too deeply");
        keys_.emplace_back();
        return count();
    }
    bool close() {
        keys_.pop_back();
        return true;
    }
    bool clean(const std::string& text) {
        return text.find('\0') == std::string::npos || stop("a NUL in a string");
    }

    const JsonLimits& limits_;
    std::vector<std::set<std::string>> keys_;  // seen, for each open object or array
    std::size_t nodes_ = 0;
    std::string why_;
};

}  // namespace

Result<json> parse_json(std::string_view text, JsonLimits limits) {
    if (text.size() > limits.bytes_max) return Error{Fault::too_large, "JSON over its limit"};
    Guard guard(limits);
    if (!json::sax_parse(text, &guard)) return Error{Fault::malformed, guard.why()};
    return Result<json>(boost::system::in_place_value, json::parse(text, nullptr, false));
}

std::string write_json(const json& value) {
    return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace gateway::ops
