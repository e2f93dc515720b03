#include "gateway/delivery/schedule.h"

#include <algorithm>
#include <numeric>

namespace gateway::delivery {

void Schedule::add(Part part) {
    const auto of = index(part.send_class);
    auto& [name, person] = *people_.try_emplace(part.recipient).first;
    person.lines[of].push_back(std::move(part));
    ++held_[of];
    if (!person.served) queue(name, person, dialogs::Time{});
}

// Takes a place for every line that has none. Not before `not_before`: who was just served lets
// those who are due already go first.
void Schedule::queue(const std::string& name, Person& person, dialogs::Time not_before) {
    for (std::size_t of = 0; of < person.lines.size(); ++of) {
        if (person.lines[of].empty() || person.places[of]) continue;
        const auto due = std::max(person.lines[of].front().next_at, not_before);
        person.places[of] = Place{due, ++tickets_, &name};
        queues_[of].insert(*person.places[of]);
    }
}

void Schedule::leave_queues(Person& person) {
    for (std::size_t of = 0; of < person.places.size(); ++of) {
        if (person.places[of]) queues_[of].erase(*person.places[of]);
        person.places[of].reset();
    }
}

std::optional<std::size_t> Schedule::choose(dialogs::Time now, Class last) {
    const auto is_due = [&](std::size_t of) {
        return of <= index(last) && !queues_[of].empty() && queues_[of].begin()->due <= now;
    };
    for (int round = 0; round < 2; ++round) {
        for (std::size_t of = 0; of < queues_.size(); ++of) {
            if (!is_due(of) || credit_[of] == 0) continue;
            --credit_[of];
            return of;
        }
        credit_ = shares;
    }
    return std::nullopt;
}

const Schedule::Part* Schedule::begin(dialogs::Time now, Class last) {
    now_ = now;
    const auto of = choose(now, last);
    if (!of) return nullptr;
    auto& person = people_.find(*queues_[*of].begin()->person)->second;
    leave_queues(person);
    person.served = static_cast<Class>(*of);
    return &person.lines[*of].front();
}

void Schedule::settle(const std::string& name) {
    auto& person = people_.find(name)->second;
    const auto of = index(*person.served);
    person.lines[of].pop_front();
    --held_[of];
    served(name, now_);
}

void Schedule::postpone(const std::string& name, dialogs::Time until, int attempts) {
    auto& person = people_.find(name)->second;
    auto& part = person.lines[index(*person.served)].front();
    part.next_at = until;
    part.attempts = attempts;
    served(name, now_);
}

void Schedule::served(const std::string& name, dialogs::Time not_before) {
    const auto found = people_.find(name);
    auto& person = found->second;
    person.served.reset();
    const bool done =
        std::ranges::all_of(person.lines, [](const auto& line) { return line.empty(); });
    if (done) {
        people_.erase(found);
        return;
    }
    queue(found->first, person, not_before);
}

std::optional<dialogs::Time> Schedule::next_due(Class last) const {
    std::optional<dialogs::Time> first;
    for (std::size_t of = 0; of <= index(last); ++of) {
        if (queues_[of].empty()) continue;
        const auto due = queues_[of].begin()->due;
        first = first ? std::min(*first, due) : due;
    }
    return first;
}

std::optional<dialogs::Time> Schedule::oldest() const {
    std::optional<dialogs::Time> oldest;
    for (const auto& [name, person] : people_) {
        for (const auto& line : person.lines) {
            if (line.empty()) continue;
            const auto at = line.front().created_at;
            oldest = oldest ? std::min(*oldest, at) : at;
        }
    }
    return oldest;
}

std::size_t Schedule::held() const { return std::reduce(held_.begin(), held_.end()); }

}  // namespace gateway::delivery
