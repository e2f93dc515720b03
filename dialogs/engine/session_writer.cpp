#include "dialogs/engine/session_codec.h"
#include "dialogs/engine/session_fields.h"
#include "dialogs/text/clean.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace dialogs {
namespace {

template <class T>
concept HasFields = requires(const T& value) {
    fields::each(value, [](auto, const auto&) {});
};

// Straight into the text: it is done once a turn, and building the values of a JSON library first
// took five times as long.
class Writer {
public:
    Writer() { out_.reserve(usual_size); }
    std::string take() && { return std::move(out_); }

    void write(std::string_view text) {
        out_ += '"';
        while (!text.empty()) {
            const auto plain = std::find_if_not(text.begin(), text.end(), is_plain);
            out_.append(text.begin(), plain);
            text.remove_prefix(static_cast<std::size_t>(plain - text.begin()));
            if (text.empty()) break;
            fmt::format_to(std::back_inserter(out_), "\\u{:04x}", text.front());
            text.remove_prefix(1);
        }
        out_ += '"';
    }
    void write(const std::string& text) { write(std::string_view(text)); }
    void write(bool value) { out_ += value ? "true" : "false"; }
    void write(int number) { fmt::format_to(std::back_inserter(out_), "{}", number); }
    void write(Time time) {
        fmt::format_to(std::back_inserter(out_), "{}", time.time_since_epoch().count());
    }
    template <class Enum>
    requires std::is_enum_v<Enum>
    void write(Enum value) {
        for (const auto& [enumerator, name] : fields::names_of(value)) {
            if (enumerator == value) write(name);
        }
    }
    void write(const Choice& choice) { write_pair(choice.key, choice.label); }
    void write(const Candidate& candidate) { write_pair(candidate.topic, candidate.title); }

    template <class T>
    void write(const std::optional<T>& value) {
        write(*value);
    }
    template <class T>
    void write(const std::vector<T>& values) {
        out_ += '[';
        for (const auto& value : values) {
            separate();
            write(value);
        }
        out_ += ']';
    }
    template <class T>
    void write(const std::map<std::string, T>& values) {
        out_ += '{';
        for (const auto& [key, value] : values)
            write_member(key, value);
        out_ += '}';
    }
    template <HasFields T>
    void write(const T& value) {
        out_ += '{';
        fields::each(value, [this](const char* key, const auto& part) {
            if (!is_default(part)) this->write_member(key, part);
        });
        out_ += '}';
    }

private:
    static bool is_plain(char letter) {
        return static_cast<unsigned char>(letter) >= 0x20 && letter != '"' && letter != '\\';
    }
    template <class T>
    static bool is_default(const T& value) {
        return value == T{};
    }

    void separate() {
        if (out_.back() != '[' && out_.back() != '{') out_ += ',';
    }
    template <class T>
    void write_member(std::string_view key, const T& value) {
        separate();
        write(key);
        out_ += ':';
        write(value);
    }
    void write_pair(const std::string& first, const std::string& second) {
        out_ += '[';
        write(first);
        out_ += ',';
        write(second);
        out_ += ']';
    }

    static constexpr std::size_t usual_size = 2048;
    std::string out_;
};

}  // namespace

std::string to_json(const Session& session) {
    Writer writer;
    writer.write(session);
    auto text = std::move(writer).take();
    // One byte that is none would make the whole session unreadable.
    if (!text::is_valid_utf8(text)) return text::to_utf8(text::to_utf32(text));
    return text;
}

}  // namespace dialogs
