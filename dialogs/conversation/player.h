#pragma once
#include "dialogs/consent.h"
#include "dialogs/conversation/host.h"
#include "dialogs/conversation/report.h"
#include "dialogs/engine/engine.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace dialogs::conversation {

// All that one thing happening led to.
struct Reaction {
    std::vector<Say> said;
    std::vector<Act> acts;
    std::vector<LookUp> look_ups;
    std::vector<HandOver> handoffs;
    std::vector<Remind> reminders;
    std::vector<Trace> trace;
    std::optional<std::string> kept_text;
    Consent consent;  // as it stands then
};

// One moment and what came of it.
struct Beat {
    std::string happening;  // "user: 你好"
    Reaction reaction;
    std::string session;  // as it is stored
};

// Plays one scenario. The session is stored and read again before every input.
class Player {
public:
    Player(const Script& script, const Scenario& scenario);

    void play();

    std::vector<Failure> failures;
    std::vector<Trace> trace;  // of everything
    std::vector<Beat> beats;   // of a golden scenario

private:
    // Once; the last time with what is expected of it.
    void play(const Moment& moment, bool last);
    Reaction react(const Happening& happening);
    Reaction reload(const std::string& directory);
    Reaction advance_clock(std::chrono::seconds by);
    // What a person said: about consent, or to the bot.
    Reaction hear(const Happening& happening);
    // Advances until the conversation waits for the person.
    Reaction take(Input input);
    Heard heard(const Happening& happening);
    // One call of the engine; what it asks the host, if anything.
    std::optional<Effect> step(const Input& input, Reaction& outcome);
    void check_silence(const Moment& moment, const Reaction& reaction, bool was_handed_over);
    void check_limits(const Reaction& turn);
    // What the host writes down of what was said to it.
    void record_message(const Heard& heard, const Reaction& outcome);
    void complain(const Mark& mark, std::string message);
    Context context() const;
    // Somebody has taken the conversation: the bot is silent, whatever it was doing.
    void claim();

    const Script* script_;
    std::vector<std::unique_ptr<Script>> reloaded_;
    const Scenario& scenario_;
    Host host_;
    Session session_;
    Consent consent_;
    Time now_;
    std::vector<std::pair<Time, Remind>> reminders_;  // of the last turn
    std::string record_;    // everything that is kept or logged, for not_logged
    bool claimed_ = false;  // by a clerk
    const Moment* moment_ = nullptr;
    std::vector<Say> last_said_;  // what a repeat of the last message is answered with
    int messages_ = 0;
};

}  // namespace dialogs::conversation
