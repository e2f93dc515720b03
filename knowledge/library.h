#pragma once
#include "dialogs/effect.h"
#include "dialogs/input.h"
#include "dialogs/result.h"
#include "knowledge/article.h"
#include "knowledge/ranking/corpus.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Everything the bot can look up, in memory. Immutable once loaded: share it between threads
// freely, and load a new one to change an article.

namespace knowledge {

struct Ranking;

// The articles nearest to a question and what may be done with them.
struct Ranked {
    dialogs::Outcome outcome = dialogs::Outcome::none;
    std::string office;  // of a redirect: who decides
    std::vector<std::pair<std::string, double>>
        topics;         // best first, at most five; 0..1, "how likely right"
    double danger = 0;  // how likely it may be one, where that is not enough for an emergency
};

class Library {
public:
    // Reads every *.yaml in `articles`. The classifier is the one built into the program, or
    // `model_file`; `replacements` count instead of the folder's. The error's detail holds every
    // fault found, one `file:line:column: message` a line. A question that is word for word one of
    // `settled` is its topic's, whatever the classifier thinks.
    static dialogs::Result<Library> load(
        const std::string& articles,
        const std::string& model_file = {},
        const std::vector<Replacement>& replacements = {},
        const std::vector<Phrasing>& settled = {}
    );

    const std::vector<Article>& articles() const;
    const Article* find(std::string_view topic) const;  // null when there is none

    // The danger a message speaks of: by the rules of alarm.h, or because the classifier and the
    // network, which hear what no rule foresaw, find it likely. For what is not looked up anyway:
    // it costs a ranking.
    std::optional<dialogs::Alarm> danger(std::string_view text) const;

    // Ranks articles for a question; `context_topic` is the article just answered, or empty.
    Ranked rank(std::string_view question, std::string_view context_topic = {}) const;

    // Answers the engine's LookUp. Never throws, never waits: about 0.2 ms.
    dialogs::Found look_up(const dialogs::LookUp& wanted) const;

    Library(Library&&) noexcept;
    Library& operator=(Library&&) noexcept;
    ~Library();

private:
    struct Shelves;  // articles, index and classifier

    // What there is to say to a message that is no emergency.
    dialogs::Found found_for(const dialogs::LookUp& wanted, Ranking ranking) const;
    dialogs::Found shown(Ranking ranking, const dialogs::LookUp& wanted) const;
    // To one of the questions of a message.
    dialogs::Found answered(const std::string& question, const dialogs::LookUp& wanted) const;
    // The choices a single word leaves; nothing found for any other message.
    dialogs::Found bare_word(const dialogs::LookUp& wanted) const;

    explicit Library(std::unique_ptr<const Shelves> shelves);
    std::unique_ptr<const Shelves> shelves_;
};

}  // namespace knowledge
