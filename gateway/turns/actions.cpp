#include "gateway/turns/actions.h"

#include "gateway/register/verify.h"
#include "gateway/turns/office.h"
#include "storage/ratings.h"

namespace gateway::turns {
namespace {

dialogs::Input no_result_of(const dialogs::Act& wanted, Fault fault) {
    dialogs::Failed failed;
    failed.action = wanted.action;
    if (fault == Fault::unknown) failed.code = dialogs::too_late;
    return failed;
}

}  // namespace

boost::asio::awaitable<dialogs::Input> Actions::act(const Occasion& occasion, dialogs::Act wanted) {
    if (by_hand_) {
        if (auto answer = by_hand_(wanted)) co_return std::move(*answer);
    }
    if (wanted.action == "office_hours") {
        dialogs::Done done;
        done.action = wanted.action;
        done.result =
            office_result(occasion.organisation, occasion.conversation.area, occasion.now);
        co_return done;
    }
    if (wanted.action == "rate_service") co_return co_await rate(occasion, std::move(wanted));
    if (wanted.action == "verify_application")
        co_return co_await verify(occasion, std::move(wanted));
    co_return no_result_of(wanted, Fault::not_found);
}

boost::asio::awaitable<dialogs::Input> Actions::rate(
    const Occasion& occasion, dialogs::Act wanted
) {
    storage::Rating rating;
    rating.message_key = occasion.message_key;
    rating.channel = occasion.conversation.address.channel;
    rating.sender = occasion.conversation.address.sender;
    rating.grade = wanted.with["grade"];
    rating.at = occasion.now;
    std::function<Result<bool>(Connection&)> job = [rating](Connection& connection) {
        return storage::ratings::keep(connection, rating);
    };
    auto replaced = co_await store_.write_within<bool>(wanted.timeout, std::move(job));
    if (!replaced) co_return no_result_of(wanted, replaced.error().fault);
    dialogs::Done done;
    done.action = wanted.action;
    done.result["status"] = std::string(*replaced ? "changed" : "kept");
    co_return done;
}

boost::asio::awaitable<dialogs::Input> Actions::verify(
    const Occasion& occasion, dialogs::Act wanted
) {
    registers::Claim claim;
    claim.from = occasion.conversation.address;
    claim.message_key = occasion.message_key;
    claim.receipt_no = wanted.with["application_no"];
    claim.id_last4 = wanted.with["id_last4"];
    const auto now = occasion.now;
    const auto& keys = keys_;
    std::function<Result<registers::Verification>(Connection&)> job =
        [claim, &keys, now](Connection& connection) {
            return registers::verify_application(connection, keys, claim, now);
        };
    auto verified =
        co_await store_.write_within<registers::Verification>(wanted.timeout, std::move(job));
    if (!verified) co_return no_result_of(wanted, verified.error().fault);
    if (verified->verdict == registers::Verdict::mismatch) mismatched_.add();
    if (verified->verdict == registers::Verdict::locked) locked_.add();
    dialogs::Done done;
    done.action = wanted.action;
    done.result = registers::to_result(*verified);
    co_return done;
}

}  // namespace gateway::turns
