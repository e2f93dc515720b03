#include "dialogs/text/clean.h"
#include "knowledge/article.h"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <set>

namespace knowledge {
namespace {

using dialogs::Error;
using dialogs::Fault;
using dialogs::Result;

// Reads one mapping key by key and remembers every fault, so that an author sees them all at once.
class Reader {
public:
    Reader(std::string_view file, std::string& faults) : file_(file), faults_(faults) {}

    void fault(const YAML::Mark& at, std::string_view message) {
        faults_ += fmt::format("{}:{}:{}: {}\n", file_, at.line + 1, at.column + 1, message);
    }

    // Only `known` keys, none twice, no required one missing (those not in `optional`).
    bool keys(
        const YAML::Node& map,
        std::initializer_list<const char*> known,
        std::initializer_list<const char*> optional = {}
    ) {
        if (!map.IsMap()) {
            fault(map.Mark(), "expected a mapping");
            return false;
        }
        const std::set<std::string> all(known.begin(), known.end());
        std::set<std::string> seen;
        for (const auto& entry : map) {
            const auto key = entry.first.as<std::string>("");
            if (!all.contains(key)) fault(entry.first.Mark(), fmt::format("unknown key '{}'", key));
            if (!seen.insert(key).second)
                fault(entry.first.Mark(), fmt::format("key '{}' appears twice", key));
        }
        const std::set<std::string> free(optional.begin(), optional.end());
        for (const auto& key : all) {
            if (!seen.contains(key) && !free.contains(key))
                fault(map.Mark(), fmt::format("key '{}' is missing", key));
        }
        return true;
    }

    std::string text(const YAML::Node& map, const char* key, bool may_be_empty = false) {
        const YAML::Node node = map[key];
        if (!node) return {};
        if (!node.IsScalar()) {
            fault(node.Mark(), fmt::format("'{}' must be a text", key));
            return {};
        }
        auto value = node.Scalar();
        while (!value.empty() && value.back() == '\n')
            value.pop_back();
        if (value.empty() && !may_be_empty) fault(node.Mark(), fmt::format("'{}' is empty", key));
        return value;
    }

    std::vector<std::string> texts(const YAML::Node& map, const char* key) {
        std::vector<std::string> values;
        for (const auto& node : list(map, key)) {
            if (node.IsScalar() && !node.Scalar().empty())
                values.push_back(node.Scalar());
            else
                fault(node.Mark(), fmt::format("'{}' must hold texts", key));
        }
        return values;
    }

    std::vector<YAML::Node> list(const YAML::Node& map, const char* key) {
        const YAML::Node node = map[key];
        if (!node) return {};
        if (!node.IsSequence()) {
            fault(node.Mark(), fmt::format("'{}' must be a list", key));
            return {};
        }
        return {node.begin(), node.end()};
    }

    Day day(const YAML::Node& map, const char* key) {
        const auto value = text(map, key);
        const auto read = day_of(value);
        if (map[key] && !read)
            fault(map[key].Mark(), fmt::format("'{}' must be a date YYYY-MM-DD", key));
        return read.value_or(Day{});
    }

    // The position of the value among `names`, 0 after a fault.
    std::size_t one_of(
        const YAML::Node& map, const char* key, std::initializer_list<std::string_view> names
    ) {
        const auto value = text(map, key);
        std::size_t at = 0;
        for (const auto name : names) {
            if (name == value) return at;
            ++at;
        }
        if (map[key]) fault(map[key].Mark(), fmt::format("'{}' cannot be '{}'", key, value));
        return 0;
    }

private:
    std::string_view file_;
    std::string& faults_;
};

Source read_source(Reader& reader, const YAML::Node& node) {
    Source source;
    if (!reader.keys(node, {"title", "number", "date", "article", "checked", "brief"}, {"brief"}))
        return source;
    source.title = reader.text(node, "title");
    source.number = reader.text(node, "number", true);
    source.date = reader.text(node, "date", true);
    source.article = reader.text(node, "article", true);
    source.brief = reader.text(node, "brief");
    source.checked =
        static_cast<Checked>(reader.one_of(node, "checked", {"text", "excerpt", "listed", "memory"})
        );
    if (dialogs::text::code_points(source.brief) > max_brief_characters)
        reader.fault(
            node["brief"].Mark(),
            fmt::format("'brief' has more than {} characters", max_brief_characters)
        );
    return source;
}

LocalValue read_local_value(Reader& reader, const YAML::Node& node) {
    if (!reader.keys(node, {"name", "value"})) return {};
    return {reader.text(node, "name"), reader.text(node, "value", true)};
}

Facet read_facet(Reader& reader, const YAML::Node& facets, const char* name) {
    const YAML::Node node = facets[name];
    if (!node.IsMap()) return {reader.text(facets, name), {}};
    if (!reader.keys(node, {"see"})) return {};
    return {{}, reader.text(node, "see")};
}

void read_facets(Reader& reader, const YAML::Node& node, Article& article) {
    if (!node) return;
    std::initializer_list<const char*> names = {
        "conditions", "materials", "process", "time_limit", "amount", "where", "appeal"};
    if (!reader.keys(node, names, names)) return;
    for (const auto* name : names) {
        if (node[name]) article.facets.emplace(name, read_facet(reader, node, name));
    }
}

// What goes by SMS fits in two segments.
void check_length(
    Reader& reader, const YAML::Node& node, std::string_view name, std::string_view text
) {
    const auto length = dialogs::text::code_points(text);
    if (length > max_sms_characters)
        reader.fault(
            node.Mark(),
            fmt::format("'{}' has {} characters, at most {} fit", name, length, max_sms_characters)
        );
}

void check_lengths(Reader& reader, const YAML::Node& root, const Article& article) {
    check_length(reader, root["sms"], "sms", article.sms);
    for (const auto& [name, facet] : article.facets)
        check_length(reader, root["facets"][name], name, facet.text);
}

void check_days(Reader& reader, const YAML::Node& root, const Article& article) {
    if (article.review_by.ok() && article.review_by <= article.effective_from)
        reader.fault(root["review_by"].Mark(), "'review_by' must be after 'effective_from'");
}

Article read_article(Reader& reader, const YAML::Node& root) {
    Article article;
    const bool is_map = reader.keys(
        root,
        {"id",
         "service",
         "title",
         "colloquial",
         "keywords",
         "sms",
         "full",
         "facets",
         "sources",
         "effective_from",
         "review_by",
         "confidence",
         "office",
         "local_values"},
        {"facets", "office"}
    );
    if (!is_map) return article;
    article.id = reader.text(root, "id");
    article.service = reader.text(root, "service");
    article.title = reader.text(root, "title");
    article.colloquial = reader.texts(root, "colloquial");
    article.keywords = reader.texts(root, "keywords");
    article.sms = reader.text(root, "sms");
    article.full = reader.text(root, "full");
    read_facets(reader, root["facets"], article);
    for (const auto& node : reader.list(root, "sources"))
        article.sources.push_back(read_source(reader, node));
    if (root["sources"] && article.sources.empty())
        reader.fault(root["sources"].Mark(), "an article needs a source");
    article.effective_from = reader.day(root, "effective_from");
    article.review_by = reader.day(root, "review_by");
    article.confidence =
        static_cast<Confidence>(reader.one_of(root, "confidence", {"high", "medium"}));
    article.office = reader.text(root, "office");
    for (const auto& node : reader.list(root, "local_values"))
        article.local_values.push_back(read_local_value(reader, node));
    check_lengths(reader, root, article);
    check_days(reader, root, article);
    return article;
}

}  // namespace

Result<Article> parse_article(std::string_view yaml, std::string_view file) {
    std::string faults;
    Reader reader(file, faults);
    Article article;
    try {
        article = read_article(reader, YAML::Load(std::string(yaml)));
    } catch (const YAML::Exception& e) {
        reader.fault(e.mark, e.msg);
    }
    if (!faults.empty()) {
        faults.pop_back();
        return Error{Fault::malformed, std::move(faults)};
    }
    return article;
}

}  // namespace knowledge
