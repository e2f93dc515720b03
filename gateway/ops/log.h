#pragma once
#include "gateway/ops/secret.h"

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>

// One line an event: `2026-11-22T09:00:00.123+0800 warn delivery_postponed channel=sms attempt=3`.
// Events are fixed snake_case words. Message texts, numbers of people, tokens and exceptions' words
// (they quote the input) are never logged. error: someone must act; warn: we coped; info: life
// cycle; debug: per message. Lines are written by a thread of their own; when its queue of 8,192 is
// full the oldest are dropped and counted, so a blocked stderr never blocks the gateway.

namespace gateway::ops::log {

enum class Level { debug, info, warn, error };

class Field {
public:
    Field(std::string_view name, std::string_view text) : key(name), value(text) {}
    Field(std::string_view name, const std::string& text)
        : key(name), value(std::string_view(text)) {}
    Field(std::string_view name, const char* text) : key(name), value(std::string_view(text)) {}
    Field(std::string_view name, bool truth) : key(name), value(truth) {}
    Field(std::string_view name, double number) : key(name), value(number) {}
    Field(std::string_view name, std::integral auto number)
        : key(name), value(static_cast<std::int64_t>(number)) {}
    Field(std::string_view, const Secret&) = delete;
    Field(std::string_view, const Pii&) = delete;

    std::string_view key;  // borrowed, like a text value, for the length of the call
    std::variant<std::string_view, std::int64_t, double, bool> value;
};

using Fields = std::initializer_list<Field>;

void debug(std::string_view event, Fields fields = {});
void info(std::string_view event, Fields fields = {});
void warn(std::string_view event, Fields fields = {});
void error(std::string_view event, Fields fields = {});

// Where lines go (2 is stderr) and from which level on. The descriptor must stay open.
void open(int descriptor, Level level);
// Waits until what was said is written. Not to be called from the loop while it serves.
void flush();
std::uint64_t dropped();

// `event key=value key="with space"`: quotes, control characters and line ends escaped.
std::string line(std::string_view event, Fields fields);

}  // namespace gateway::ops::log
