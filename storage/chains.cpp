#include "storage/chains.h"

namespace storage::chains {
namespace {

// A line each: name, tab, value. Values are cleaned words and hold no tab; a line end in one is
// written as a space.
std::string written(const std::map<std::string, std::string, std::less<>>& facts) {
    std::string text;
    for (const auto& [name, value] : facts) {
        text += name + '\t';
        for (const char letter : value)
            text += letter == '\n' || letter == '\t' ? ' ' : letter;
        text += '\n';
    }
    return text;
}

std::map<std::string, std::string, std::less<>> read_facts(std::string_view text) {
    std::map<std::string, std::string, std::less<>> facts;
    while (!text.empty()) {
        const auto tab = text.find('\t');
        const auto end = text.find('\n', tab);
        if (tab == text.npos || end == text.npos) break;
        facts.emplace(text.substr(0, tab), text.substr(tab + 1, end - tab - 1));
        text.remove_prefix(end + 1);
    }
    return facts;
}

}  // namespace

Result<void> begin(Connection& connection, const Chain& chain) {
    auto begun = connection.run(
        "INSERT INTO chains(message_id, kind, facts, send_class, stage) VALUES (?, ?, ?, ?, ?)",
        chain.message,
        chain.kind,
        written(chain.facts),
        static_cast<int>(chain.send_class),
        chain.stage
    );
    if (!begun) return begun.error();
    return {};
}

Result<std::optional<Chain>> find(Connection& connection, std::int64_t message) {
    return connection.one(
        "SELECT message_id, kind, facts, send_class, stage FROM chains WHERE message_id = ?",
        [](const Row& row) {
            Chain chain;
            chain.message = row.integer(0);
            chain.kind = row.text(1);
            chain.facts = read_facts(row.text(2));
            chain.send_class = static_cast<SendClass>(row.integer(3));
            chain.stage = static_cast<int>(row.integer(4));
            return chain;
        },
        message
    );
}

Result<bool> advance(Connection& connection, std::int64_t message, int stage) {
    auto moved = connection.run(
        "UPDATE chains SET stage = ? WHERE message_id = ? AND stage < ?", stage, message, stage
    );
    if (!moved) return moved.error();
    return *moved == 1;
}

}  // namespace storage::chains
