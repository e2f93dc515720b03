#include "gateway/simulators/simulator.h"

#include "gateway/ops/clock.h"

#include <fmt/format.h>

#include <algorithm>

namespace gateway::simulators {
namespace {

// Receipts that are late come after this much of the provider's time.
constexpr std::chrono::minutes lateness{1};

}  // namespace

dialogs::Time Simulator::real_now() { return ops::system_clock()(); }

std::int64_t Simulator::fresh_number() { return seconds_of(real_now()) * 1000 + ++numbers_ % 1000; }

std::int64_t Simulator::seconds_of(dialogs::Time time) {
    return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
}

void Simulator::show(const std::string& person, const std::string& medium, const std::string& text)
    const {
    tell(fmt::format("{} 收到{}：{}", person, medium, text));
}

std::optional<Told> Simulator::spoilt(Trouble trouble) {
    Told told;
    switch (trouble) {
        case Trouble::storm: return Told{429, "text/plain", "", {{"Retry-After", "2"}}};
        case Trouble::page: return Told{200, "text/html", "<html>welcome</html>"};
        case Trouble::silent: told.is_silent = true; return told;
        default: return std::nullopt;
    }
}

Told Simulator::on_its_way(Told told, Trouble trouble) {
    if (trouble == Trouble::garbled) return {200, "text/html", "<html>welcome</html>"};
    told.drips = trouble == Trouble::drip;
    return told;
}

void Simulator::record(Record message, bool arrives, const std::string& code) {
    message.at = real_now();
    message.arrives = arrives;
    message.code = code;
    message.known_at = agenda().now();
    if (receipts_ == Receipts::late) message.known_at += lateness;
    records_.add(std::move(message));
}

Letter Simulator::write(const std::string& from, const std::string& text) {
    return {from, text, fresh_number(), real_now()};
}

void Simulator::say(const std::string& from, const std::string& text) {
    const auto letter = write(from, text);
    {
        const std::lock_guard lock(last_mutex_);
        last_ = letter;
        last_answer_.reset();
    }
    note(letter);
    auto errand = delivery();
    errand.name = "投递";
    errand.call = [this, letter] { return carry(letter, Hand::ours); };
    errand.taken = [this, letter](const Told& got) {
        const bool taken = is_taken(letter, got);
        const std::lock_guard lock(last_mutex_);
        if (taken && last_ && last_->number == letter.number) last_answer_ = got;
        return taken;
    };
    run(errand);
}

void Simulator::say_again() {
    std::unique_lock lock(last_mutex_);
    const auto letter = last_;
    const auto before = last_answer_;
    lock.unlock();
    if (!letter) return tell("还没有消息可以重投");
    note(*letter);
    const auto got = call(carry(*letter, Hand::ours), delivery().patience);
    // What was never answered is handed over for the first time.
    if (!before) (void)is_taken(*letter, got);
    const bool same = before && before->status == got.status && before->body == got.body;
    tell(
        same ? "重投：网关的回答和第一次一样"
             : fmt::format("重投：网关的回答是 {}，和第一次不一样", got.status)
    );
}

void Simulator::forge() {
    const auto letter = write(usual_sender(), "这一条是伪造的");
    const auto got = call(carry(letter, Hand::forged), delivery().patience);
    tell(fmt::format("伪造的投递：网关答 {}", got.status));
}

void Simulator::attempt(std::shared_ptr<const Errand> errand, std::size_t tries) {
    const auto got = call(errand->call(), errand->patience);
    // Before it is told: who hears it may put the clock forward at once.
    const auto failed_at = agenda().now();
    if (errand->taken(got)) return;
    tell(fmt::format("第{}次{}没有得到回答（{}）", tries, errand->name, got.status));
    if (tries > errand->pauses.size()) {
        tell(errand->last_word.empty() ? "服务商不再" + errand->name : errand->last_word);
        return;
    }
    agenda().add(failed_at + errand->pauses[tries - 1], [this, errand, tries] {
        attempt(errand, tries + 1);
    });
}

void Simulator::promise(std::vector<Errand> receipts) {
    const auto how = receipts_.load();
    if (how == Receipts::lost) return;
    for (auto& receipt : receipts) {
        receipt.name = "回执";
        receipt.taken = [this](const Told& got) {
            tell(fmt::format("回执：网关答 {}", got.status));
            return got.status == 200;
        };
    }
    // One that has nothing to be before overtakes the answer to the call that is being answered.
    if (how == Receipts::reversed && receipts.size() == 1) return run(receipts.front());
    if (how == Receipts::reversed) std::ranges::reverse(receipts);
    const auto wait = how == Receipts::late ? lateness : std::chrono::minutes(0);
    for (const auto& receipt : receipts) {
        for (int times = how == Receipts::doubled ? 2 : 1; times > 0; --times)
            agenda().add(agenda().now() + wait, [this, receipt] { run(receipt); });
    }
}

}  // namespace gateway::simulators
