#pragma once
#include "gateway/simulators/agenda.h"
#include "gateway/simulators/errand.h"
#include "gateway/simulators/place.h"
#include "gateway/simulators/records.h"
#include "gateway/simulators/trouble.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

// A provider that needs no account: it takes what the gateway sends, hands over what residents
// write, and misbehaves as the real one does when it is told to.

namespace gateway::simulators {

// Something a newcomer wants to see: what a resident is shown, or what the provider did. Called
// from any thread.
using Tell = std::function<void(const std::string& line)>;

struct Surroundings {
    Place place;
    Tell tell;
    Agenda& agenda;  // outlives the provider's last call
};

// What a resident wrote, as it is handed over and handed over again.
struct Letter {
    std::string from;
    std::string text;
    std::int64_t number = 0;  // unlike any other's; ids are made of it
    dialogs::Time at{};
};

enum class Hand { ours, forged };  // whose: the provider's, or somebody's who knows no secret

class Simulator {
public:
    explicit Simulator(Surroundings around) : around_(std::move(around)) {}
    virtual ~Simulator() = default;

    virtual std::string usual_sender() const = 0;
    // Answers a call of the gateway's. From any thread.
    virtual Told answer(const Asked& asked) = 0;

    // A resident writes. Returns after the first try to hand it over.
    void say(const std::string& from, const std::string& text);
    // The last message once more, though it was answered; tells whether the answer is the same.
    void say_again();
    // A message that is not from the provider; tells what the gateway says to that.
    void forge();

    // Something else that a resident does with this provider, by a line that begins with /; false
    // when it is nothing of his.
    virtual bool act(const std::string&, const std::string&) { return false; }
    virtual std::string usage() const { return {}; }  // of such lines

    void put_clock_forward(std::chrono::minutes by) { around_.agenda.put_forward(by); }
    Troubles& troubles() { return troubles_; }
    void send_receipts(Receipts receipts) { receipts_ = receipts; }

protected:
    virtual channels::Call carry(const Letter& letter, Hand hand) = 0;
    // Whether this answer ends the tries; what rides on it is shown to the person.
    virtual bool is_taken(const Letter& letter, const Told& got) = 0;
    // How the provider insists; name, call and taken are filled in.
    virtual Errand delivery() const { return {}; }
    // Before a letter is handed over, also when it comes again.
    virtual void note(const Letter&) {}

    void run(const Errand& errand) { attempt(std::make_shared<const Errand>(errand), 1); }
    // Receipts of one part, in their order, to be sent as send_receipts() says.
    void promise(std::vector<Errand> receipts);
    bool arrives() const { return receipts_ != Receipts::failed; }
    // Remembers a message that was taken now, and how it ends by `code`.
    void record(Record message, bool arrives, const std::string& code);
    bool is_known(const Record& record) const { return record.known_at <= agenda().now(); }
    // The answer to a call that took a message, as the caller gets it.
    static Told on_its_way(Told told, Trouble trouble);
    void show(const std::string& person, const std::string& medium, const std::string& text) const;
    // The next trouble is told where all providers fail alike; else left to the provider.
    static std::optional<Told> spoilt(Trouble trouble);
    static dialogs::Time real_now();
    // Unlike any other, of an earlier run too.
    std::int64_t fresh_number();
    static std::int64_t seconds_of(dialogs::Time time);

    const Place& place() const { return around_.place; }
    Agenda& agenda() const { return around_.agenda; }
    void tell(const std::string& line) const { around_.tell(line); }

    Troubles troubles_;
    Records records_;

private:
    Letter write(const std::string& from, const std::string& text);
    void attempt(std::shared_ptr<const Errand> errand, std::size_t tries);

    Surroundings around_;
    std::atomic<Receipts> receipts_ = Receipts::normal;
    std::atomic<int> numbers_ = 0;
    std::mutex last_mutex_;
    std::optional<Letter> last_;
    std::optional<Told> last_answer_;
};

}  // namespace gateway::simulators
