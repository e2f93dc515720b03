#include "gateway/register/verify.h"

#include "gateway/ops/secret.h"
#include "gateway/register/row.h"
#include "gateway/register/secrets.h"
#include "storage/applications.h"
#include "storage/attempts.h"
#include "storage/audit.h"

namespace gateway::registers {
namespace {

using dialogs::Result;
using dialogs::Time;
using storage::AttemptOutcome;
namespace applications = storage::applications;
namespace attempts = storage::attempts;

constexpr std::chrono::hours proof_lasts{180 * 24};  // numbers are given to other people after that

Verification refused(AttemptOutcome outcome) {
    Verification verification;
    if (outcome == AttemptOutcome::locked) verification.verdict = Verdict::locked;
    return verification;
}

Verification granted(const storage::Application& application) {
    return {
        Verdict::ok,
        application.item,
        application.stage,
        application.stage_text,
        application.updated_on,
        application.supplement};
}

// What a message was answered before: a repeat costs no attempt and learns nothing new.
Result<Verification> answer_again(storage::Connection& connection, const Claim& claim) {
    auto attempt = attempts::find(connection, claim.message_key);
    if (!attempt) return attempt.error();
    if (!*attempt) return Verification{};
    if ((*attempt)->outcome != AttemptOutcome::ok) return refused((*attempt)->outcome);
    auto application = applications::find(connection, (*attempt)->application_id);
    if (!application) return application.error();
    if (!*application) return Verification{};
    return granted(**application);
}

// Everything a decision needs, read by the same statements whether the number exists or not.
struct Evidence {
    storage::Application application;  // id 0: there is none
    bool digits_fit = false;
    bool verified_before = false;
    int failures = 0;  // of the contact, this attempt included
};

Result<Evidence> gather(
    storage::Connection& connection, const Keys& keys, const Claim& claim, Time now
) {
    Evidence evidence;
    auto application = applications::find_by_receipt(connection, claim.receipt_no);
    if (!application) return application.error();
    if (*application) evidence.application = std::move(**application);
    const auto given = last4_hash(keys, claim.receipt_no, claim.id_last4);
    // Where there is no application there is still a hash to compare with, which nothing equals.
    const auto expected = evidence.application.id != 0 ? evidence.application.id_last4_hash
                                                       : keys.hash("nobody", claim.receipt_no);
    evidence.digits_fit = ops::equal_in_constant_time(given, expected);

    auto verified = applications::is_verified(
        connection, claim.from.channel, claim.from.sender, evidence.application.id, now
    );
    if (!verified) return verified.error();
    evidence.verified_before = *verified;
    auto failures = attempts::wrong_since(
        connection, claim.from.channel, claim.from.sender, now - failures_window
    );
    if (!failures) return failures.error();
    evidence.failures = *failures;
    return evidence;
}

// Strangers lock an application for strangers only, so that guessing cannot shut out the family.
AttemptOutcome decide(const Evidence& evidence) {
    if (evidence.failures > contact_failures_max) return AttemptOutcome::locked;
    const bool guarded = evidence.application.wrong_attempts >= application_failures_max &&
                         !evidence.verified_before;
    if (!evidence.digits_fit || guarded) return AttemptOutcome::mismatch;
    return AttemptOutcome::ok;
}

Result<void> write_down(
    storage::Connection& connection,
    std::int64_t attempt,
    const Claim& claim,
    const Evidence& evidence,
    AttemptOutcome outcome,
    Time now
) {
    const auto id = evidence.application.id;
    if (auto settled = attempts::settle(connection, attempt, outcome, id); !settled) return settled;
    const bool counts = outcome == AttemptOutcome::mismatch && !evidence.verified_before;
    if (auto counted = applications::count_wrong(connection, id, counts ? 1 : 0); !counted) {
        return counted;
    }
    storage::AuditEntry entry;
    entry.at = now;
    entry.actor = "attempt:" + std::to_string(attempt);
    entry.action = "application.verify";
    entry.object = "application:" + std::to_string(id);
    entry.detail = outcome == AttemptOutcome::ok         ? "ok"
                   : outcome == AttemptOutcome::mismatch ? "mismatch"
                                                         : "locked";
    if (auto kept = storage::audit::append(connection, entry); !kept) return kept;
    if (outcome != AttemptOutcome::ok) return {};
    return applications::verify(
        connection,
        {claim.from.channel, claim.from.sender, id, "self_or_relative", now, now + proof_lasts}
    );
}

}  // namespace

Result<Verification> verify_application(
    storage::Connection& connection, const Keys& keys, const Claim& claim, Time now
) {
    storage::Attempt attempt;
    attempt.message_key = claim.message_key;
    attempt.channel = claim.from.channel;
    attempt.sender = claim.from.sender;
    attempt.receipt_no = claim.receipt_no;
    attempt.at = now;
    // Counted before it is looked at: whatever happens next, the attempt has been made.
    auto begun = attempts::begin(connection, attempt);
    if (!begun) return begun.error();
    if (!*begun) return answer_again(connection, claim);

    auto evidence = gather(connection, keys, claim, now);
    if (!evidence) return evidence.error();
    const auto outcome = decide(*evidence);
    auto written = write_down(connection, **begun, claim, *evidence, outcome, now);
    if (!written) return written.error();
    if (outcome == AttemptOutcome::ok) return granted(evidence->application);
    return refused(outcome);
}

std::map<std::string, std::string> to_result(const Verification& verification) {
    switch (verification.verdict) {
        case Verdict::mismatch: return {{"status", "mismatch"}};
        case Verdict::locked: return {{"status", "locked"}};
        case Verdict::ok: break;
    }
    return {
        {"status", "ok"},
        {"title", verification.item},
        {"state", verification.stage},
        {"state_text", verification.stage_text},
        {"state_words", std::string(stage_words(verification.stage).value_or(""))},
        {"updated_on", verification.updated_on},
        {"supplement", verification.supplement},
    };
}

}  // namespace gateway::registers
