#pragma once
#include "dialogs/language/pattern.h"
#include "dialogs/language/problem.h"
#include "dialogs/text/places.h"

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

// What slots hold and what actions take and give.

namespace dialogs::language {

enum class BaseType {
    text,
    digits,
    number,
    date,
    phone,
    id_card,
    yes_no,
    choice,
    person_name,
    pattern,
    gazetteer
};

// A base type, or one that bot.yaml builds on it.
struct SlotType {
    std::string name;  // as the script calls it: "application_no"
    BaseType base = BaseType::text;
    int length = 0;                          // digits: exactly so many; 0 for any
    std::string check;                       // digits: "iso7064_mod_11_10" or empty
    std::vector<std::string> unknown_words;  // mean "I do not have it": on_unknown
    Pattern pattern;                         // pattern
    std::string
        accept_full_id;  // pattern: "take_last_4" when a whole id number may be sent instead
    std::string source;  // gazetteer: file of places, relative to the scripts
    std::shared_ptr<const text::Gazetteer> gazetteer;  // gazetteer: what `source` holds
    text::Fuzzy fuzzy = text::Fuzzy::pinyin;
    int max_candidates = 3;  // gazetteer: so many are offered where several places are meant
};

enum class Persist {
    none,  // dropped when the step after it has run
    flow,  // dropped when the flow ends
    session,
    contact,  // kept for the person's next session
};

struct Option {
    std::string id;
    std::string label;
    std::vector<std::string> synonyms{};  // other words for it: 儿子 for 子女

    bool operator==(const Option&) const = default;
};

struct SlotDefinition {
    std::string name;
    Mark mark;
    SlotType type;
    std::vector<Option> of;  // choice: in the order shown, numbered from 1
    bool multi = false;      // choice: several at once, the value is a list of ids
    int max_chars = 0;       // 0: not limited by the script
    bool sensitive = false;  // never shown, logged, handed over or kept
    bool optional = false;   // 没有 / 跳过 leaves it empty
    Persist persist = Persist::flow;
    std::string label;                // how a read-back calls it; the name when empty
    std::vector<std::string> accept;  // date: "date", "lunar_date", "age"; empty for the first two
    std::string default_offer;        // path of a value to offer first: "contact.phone"
};

enum class FieldKind { text, date, boolean, number, list, one_of };

struct FieldType {
    FieldKind kind = FieldKind::text;
    std::vector<std::string> values;  // of one_of
};

struct Lockout {
    std::vector<std::string> by;  // "contact" or a field of `with`
    int failures = 3;
    std::chrono::seconds window{};
};

// The contract with the host: what an action takes and what it promises to give.
struct ActionContract {
    std::string name;
    Mark mark;
    std::map<std::string, FieldType> with;
    std::map<std::string, FieldType> result;
    std::chrono::seconds timeout{};  // of the steps that have none of their own
    std::optional<Lockout> lockout;
    std::string idempotency;  // what makes a repeat the same call: "session_id", or empty for an
                              // action that only reads
};

}  // namespace dialogs::language
