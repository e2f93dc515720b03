#include "dialogs/language/yaml.h"

#include "dialogs/language/source_file.h"
#include "dialogs/text/clean.h"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <sstream>

namespace dialogs::language {

namespace {

// Scripts are some thousand nodes and six levels deep.
constexpr std::size_t max_depth = 32;
constexpr std::size_t max_values = 100'000;

// Thrown inside yaml-cpp's parser, which has no other way to stop; caught in read_yaml.
struct Refused {
    Mark mark;
    std::string message;
};

// Builds the tree from the parser's events. yaml-cpp's own nodes would have resolved aliases and
// dropped duplicate keys already.
class Builder : public YAML::EventHandler {
public:
    Builder(std::string file, std::string_view source) : file_(std::move(file)), source_(source) {
        // yaml-cpp passes over it and counts from behind it.
        if (source_.starts_with(byte_order_mark)) source_.remove_prefix(byte_order_mark.size());
    }

    void OnDocumentStart(const YAML::Mark& mark) override {
        if (documents_++ > 0) refuse(mark, "only one document a file: remove '---'");
    }
    void OnDocumentEnd() override {}

    void OnNull(const YAML::Mark& mark, YAML::anchor_t) override {
        add(node(mark, YamlNode::Kind::empty));
    }

    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
        refuse(mark, "aliases (*name) are not allowed: write it out");
    }

    void OnScalar(
        const YAML::Mark& mark,
        const std::string& tag,
        YAML::anchor_t anchor,
        const std::string& value
    ) override {
        check(mark, tag, anchor);
        YamlNode scalar = node(mark, YamlNode::Kind::text);
        scalar.quoted = tag == "!";
        scalar.text = value;
        add(std::move(scalar));
    }

    void OnSequenceStart(
        const YAML::Mark& mark,
        const std::string& tag,
        YAML::anchor_t anchor,
        YAML::EmitterStyle::value
    ) override {
        check(mark, tag, anchor);
        open(node(mark, YamlNode::Kind::list));
    }
    void OnSequenceEnd() override { close(); }

    void OnMapStart(
        const YAML::Mark& mark,
        const std::string& tag,
        YAML::anchor_t anchor,
        YAML::EmitterStyle::value
    ) override {
        check(mark, tag, anchor);
        open(node(mark, YamlNode::Kind::mapping));
    }
    void OnMapEnd() override { close(); }

    YamlNode take() { return std::move(root_); }

    // yaml-cpp counts bytes, an author characters.
    Mark mark_of(const YAML::Mark& mark) const {
        const std::size_t at =
            std::min(static_cast<std::size_t>(std::max(mark.pos, 0)), source_.size());
        const std::size_t start =
            at - std::min(at, static_cast<std::size_t>(std::max(mark.column, 0)));
        const auto before = static_cast<int>(text::code_points(source_.substr(start, at - start)));
        return {file_, mark.line + 1, before + 1};
    }

private:
    struct Open {
        YamlNode node;
        std::optional<YamlEntry> entry;  // mapping: the key read, waiting for its value
    };

    [[noreturn]] void refuse(const YAML::Mark& mark, std::string message) {
        throw Refused{mark_of(mark), std::move(message)};
    }

    void check(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
        if (anchor != 0) refuse(mark, "anchors (&name) are not allowed");
        if (!tag.empty() && tag != "?" && tag != "!")
            refuse(mark, fmt::format("tags ({}) are not allowed", tag));
    }

    YamlNode node(const YAML::Mark& mark, YamlNode::Kind kind) {
        if (++nodes_ > max_values)
            refuse(mark, fmt::format("more than {} values in one file", max_values));
        YamlNode made;
        made.kind = kind;
        made.mark = mark_of(mark);
        return made;
    }

    void open(YamlNode started) {
        if (open_.size() >= max_depth)
            throw Refused{started.mark, fmt::format("nested more than {} deep", max_depth)};
        open_.push_back({std::move(started), std::nullopt});
    }

    void close() {
        YamlNode done = std::move(open_.back().node);
        open_.pop_back();
        add(std::move(done));
    }

    void add(YamlNode value) {
        if (open_.empty()) {
            root_ = std::move(value);
            return;
        }
        Open& parent = open_.back();
        if (parent.node.kind == YamlNode::Kind::list) {
            parent.node.items.push_back(std::move(value));
        } else if (!parent.entry) {
            parent.entry = key_of(parent.node, value);
        } else {
            parent.entry->value = std::move(value);
            parent.node.entries.push_back(std::move(*parent.entry));
            parent.entry.reset();
        }
    }

    static YamlEntry key_of(const YamlNode& mapping, const YamlNode& key) {
        if (key.kind != YamlNode::Kind::text) throw Refused{key.mark, "a key must be a plain word"};
        if (key.text == "<<") throw Refused{key.mark, "merges (<<) are not allowed"};
        if (mapping.find(key.text) != nullptr)
            throw Refused{key.mark, fmt::format("'{}' is written twice", key.text)};
        return {key.text, key.mark, {}};
    }

    std::string file_;
    std::string_view source_;
    YamlNode root_;
    std::vector<Open> open_;
    std::size_t nodes_ = 0;
    int documents_ = 0;
};

}  // namespace

const YamlNode* YamlNode::find(std::string_view key) const {
    const auto entry = std::find_if(entries.begin(), entries.end(), [&](const YamlEntry& e) {
        return e.key == key;
    });
    return entry == entries.end() ? nullptr : &entry->value;
}

std::optional<YamlNode> read_yaml(
    const std::string& file, const std::string& text, std::vector<Problem>& problems
) {
    Builder builder(file, text);
    try {
        std::istringstream stream(text);
        YAML::Parser parser(stream);
        while (parser.HandleNextDocument(builder)) {
        }
        return builder.take();
    } catch (const Refused& refused) {
        problems.push_back({refused.mark, "D000", Severity::error, refused.message});
    } catch (const YAML::Exception& failure) {
        problems.push_back({builder.mark_of(failure.mark), "D000", Severity::error, failure.msg});
    }
    return std::nullopt;
}

std::string canonical(const YamlNode& node) {
    switch (node.kind) {
        case YamlNode::Kind::empty: return "~";
        case YamlNode::Kind::text: return fmt::format("{}:{}", node.text.size(), node.text);
        case YamlNode::Kind::list: {
            std::string out = "[";
            for (const YamlNode& item : node.items)
                out += canonical(item);
            return out + "]";
        }
        case YamlNode::Kind::mapping: {
            std::string out = "{";
            for (const YamlEntry& entry : node.entries)
                out += fmt::format("{}:{}", entry.key.size(), entry.key) + canonical(entry.value);
            return out + "}";
        }
    }
    return {};
}

}  // namespace dialogs::language
