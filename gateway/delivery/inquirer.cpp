#include "gateway/delivery/inquirer.h"

#include "gateway/delivery/exchange.h"
#include "gateway/delivery/token.h"
#include "gateway/ops/task.h"

#include <array>

namespace gateway::delivery {
namespace {

namespace asio = boost::asio;
using std::chrono::minutes;

constexpr std::array<minutes, 6> waits{
    minutes(1), minutes(5), minutes(20), minutes(120), minutes(480), minutes(1440)};

channels::Part part_of(const storage::inquiries::Inquiry& inquiry) {
    channels::Part part;
    part.id = inquiry.part.id;
    part.to = inquiry.part.recipient;
    part.text = inquiry.part.text;
    part.tried_at = inquiry.tried_at;
    return part;
}

}  // namespace

std::optional<Time> ask_at(Time tried_at, int asked) {
    const auto next = static_cast<std::size_t>(asked);
    if (next >= waits.size()) return std::nullopt;
    return tried_at + waits[next];
}

Inquirer::Inquirer(const channels::Channel& channel, Tools tools)
    : channel_(channel), tools_(std::move(tools)) {}

void Inquirer::wake() {
    if (under_way_ || stopping_ || !channel_.capabilities().queries) return;
    under_way_ = true;
    ops::spawn(tools_.loop, "inquire", run());
}

asio::awaitable<void> Inquirer::run() {
    const auto now = tools_.clock();
    const auto& name = channel_.name();
    std::function<Result<Inquiries>(Connection&)> look = [name, now](Connection& connection) {
        return storage::inquiries::due(connection, name, now, most_at_once);
    };
    auto inquiries = co_await tools_.store.read<Inquiries>(std::move(look));
    if (inquiries) {
        for (auto& inquiry : *inquiries) {
            if (stopping_) break;
            co_await ask(std::move(inquiry));
        }
    }
    under_way_ = false;
}

asio::awaitable<void> Inquirer::ask(storage::inquiries::Inquiry inquiry) {
    const auto part = part_of(inquiry);
    const auto started = tools_.clock();
    const auto call = channel_.query(part, ambient(started));
    std::optional<channels::Receipt> receipt;
    if (call) {
        auto answer = co_await tools_.client.send(to_http(*call));
        if (answer) receipt = channel_.read_query(part, *answer);
        const Made made{*call, answer, started, tools_.clock()};
        write_down(tools_.log, made, receipt ? "learnt" : "learnt nothing");
    }
    if (receipt) {
        std::vector<channels::Receipt> receipts(1, std::move(*receipt));
        // What is not kept is asked for again.
        (void)co_await tools_.mark(std::move(receipts));
        co_return;
    }
    const auto next = ask_at(inquiry.tried_at, inquiry.asked + 1);
    std::function<Result<void>(Connection&)> count = [id = part.id, next](Connection& connection) {
        return storage::inquiries::learnt_nothing(connection, id, next);
    };
    (void)co_await tools_.store.write<void>(std::move(count));
}

}  // namespace gateway::delivery
