#pragma once
#include "storage/outbox.h"

#include <array>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>

namespace gateway::delivery {

// Who is sent to next, of what a channel holds in memory. One person's parts of one class keep
// their order, and one person is sent one part at a time; people take turns; of the classes an
// answer goes before a notice and that before one of many, without either waiting for ever.
// Times come in.
class Schedule {
public:
    using Part = storage::OutboxPart;
    using Class = storage::SendClass;

    // While a class has parts that are due, it gets this many of twelve.
    static constexpr std::array<int, storage::send_classes> shares{8, 3, 1};

    void add(Part part);

    // The next part to send, of the classes up to `last`; nothing when none is due or all such
    // people are being sent to. It stays here until settled or postponed.
    const Part* begin(dialogs::Time now, Class last = Class::bulk);

    // What became of the part that `person` was being sent.
    void settle(const std::string& person);
    void postpone(const std::string& person, dialogs::Time until, int attempts);

    // When the first of those who are not being sent to is due.
    std::optional<dialogs::Time> next_due(Class last = Class::bulk) const;

    std::size_t held(Class of) const { return held_[index(of)]; }
    std::size_t held() const;
    // When the oldest of all that are held was written.
    std::optional<dialogs::Time> oldest() const;

private:
    struct Place {  // in the queue of a class
        dialogs::Time due;
        std::uint64_t ticket;
        const std::string* person;  // a key of people_
        auto operator<=>(const Place&) const = default;
    };
    struct Person {
        std::array<std::deque<Part>, storage::send_classes> lines;
        std::array<std::optional<Place>, storage::send_classes> places;
        std::optional<Class> served;
    };

    static std::size_t index(Class of) { return static_cast<std::size_t>(of); }
    void queue(const std::string& name, Person& person, dialogs::Time not_before);
    void leave_queues(Person& person);
    std::optional<std::size_t> choose(dialogs::Time now, Class last);
    void served(const std::string& name, dialogs::Time not_before);

    std::map<std::string, Person> people_;
    std::array<std::set<Place>, storage::send_classes> queues_;
    std::array<std::size_t, storage::send_classes> held_{};
    std::array<int, storage::send_classes> credit_ = shares;
    std::uint64_t tickets_ = 0;
    dialogs::Time now_{};
};

}  // namespace gateway::delivery
