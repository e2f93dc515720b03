#include "dialogs/engine/session_codec.h"
#include "dialogs/engine/session_fields.h"
#include "dialogs/text/clean.h"

#include <fmt/format.h>

#include <cstdint>
#include <cstring>
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
    std::string text() const { return fmt::to_string(out_); }

    void write(std::string_view text) {
        out_.push_back('"');
        while (!text.empty()) {
            const auto plain = plain_length(text);
            append(text.substr(0, plain));
            text.remove_prefix(plain);
            if (text.empty()) break;
            write_escaped(text.front());
            text.remove_prefix(1);
        }
        out_.push_back('"');
    }
    void write(const std::string& text) { write(std::string_view(text)); }
    void write(bool value) { append(value ? "true" : "false"); }
    void write(int number) { write(static_cast<std::int64_t>(number)); }
    void write(Time time) { write(static_cast<std::int64_t>(time.time_since_epoch().count())); }
    void write(std::int64_t number) {
        const fmt::format_int digits(number);
        append({digits.data(), digits.size()});
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
        out_.push_back('[');
        for (const auto& value : values) {
            separate();
            write(value);
        }
        out_.push_back(']');
    }
    template <class T>
    void write(const std::map<std::string, T>& values) {
        out_.push_back('{');
        for (const auto& [key, value] : values) {
            separate();
            write(key);
            out_.push_back(':');
            write(value);
        }
        out_.push_back('}');
    }
    template <HasFields T>
    void write(const T& value) {
        out_.push_back('{');
        fields::each(value, [this]<std::size_t size>(const char(&name)[size], const auto& part) {
            if (!is_default(part)) this->write_member(std::string_view(name, size - 1), part);
        });
        out_.push_back('}');
    }

private:
    void append(std::string_view text) { out_.append(text.data(), text.data() + text.size()); }
    // Of what must be escaped it is nearly always the end of a line.
    void write_escaped(char letter) {
        if (letter == '\n') {
            append("\\n");
        } else {
            fmt::format_to(std::back_inserter(out_), "\\u{:04x}", letter);
        }
    }
    // How much of `text` stands for itself in JSON. Eight bytes at once: texts are long, and what
    // must be escaped in them is rare.
    static std::size_t plain_length(std::string_view text) {
        std::size_t at = 0;
        for (std::uint64_t eight = 0; at + sizeof eight <= text.size(); at += sizeof eight) {
            std::memcpy(&eight, text.data() + at, sizeof eight);
            if (has_special(eight)) break;
        }
        while (at < text.size() && is_plain(text[at]))
            ++at;
        return at;
    }
    static bool is_plain(char letter) {
        return static_cast<unsigned char>(letter) >= 0x20 && letter != '"' && letter != '\\';
    }
    // Whether a byte is below a space, a quote or a backslash. After "Determine if a word has a
    // byte less than n" (Bit Twiddling Hacks); a false alarm costs time only.
    static bool has_special(std::uint64_t eight) {
        constexpr std::uint64_t ones = 0x0101010101010101;
        constexpr std::uint64_t tops = 0x8080808080808080;
        const auto has_zero = [](std::uint64_t word) { return (word - ones) & ~word & tops; };
        const auto below_space = (eight - ones * 0x20) & ~eight & tops;
        return (below_space | has_zero(eight ^ (ones * '"')) | has_zero(eight ^ (ones * '\\'))) !=
               0;
    }

    static bool is_default(const std::string& text) { return text.empty(); }
    template <class T>
    static bool is_default(const std::vector<T>& values) {
        return values.empty();
    }
    template <class T>
    static bool is_default(const std::map<std::string, T>& values) {
        return values.empty();
    }
    template <class T>
    static bool is_default(const T& value) {
        return value == T{};
    }

    void separate() {
        const char last = out_[out_.size() - 1];
        if (last != '[' && last != '{') out_.push_back(',');
    }
    // `name` is one of session_fields.h, which need no escaping.
    template <class T>
    void write_member(std::string_view name, const T& value) {
        separate();
        out_.push_back('"');
        append(name);
        append("\":");
        write(value);
    }
    void write_pair(const std::string& first, const std::string& second) {
        out_.push_back('[');
        write(first);
        out_.push_back(',');
        write(second);
        out_.push_back(']');
    }

    static constexpr std::size_t usual_size = 2048;
    fmt::basic_memory_buffer<char, usual_size> out_;
};

}  // namespace

std::string to_json(const Session& session) {
    Writer writer;
    writer.write(session);
    auto text = writer.text();
    // One byte that is none would make the whole session unreadable.
    if (!text::is_valid_utf8(text)) return text::to_utf8(text::to_utf32(text));
    return text;
}

}  // namespace dialogs
