#pragma once
#include "dialogs/message.h"
#include "gateway/register/keys.h"
#include "storage/database.h"

#include <chrono>
#include <map>
#include <string>

// Whether somebody may know how an application stands. Counted here and not in the session, so that
// nothing a person does to a conversation gives him more attempts.

namespace gateway::registers {

struct Claim {
    dialogs::Address from;
    std::string message_key;  // of the message that asks; a repeat is the same attempt
    std::string receipt_no;
    std::string id_last4;  // [0-9]{3}[0-9X]
};

enum class Verdict {
    ok,
    mismatch,  // wrong, unknown, or an application too many strangers guessed at: not told apart
    locked,    // this contact failed too often today, whatever it asks for
};

struct Verification {
    Verdict verdict = Verdict::mismatch;
    // The rest only when ok.
    std::string item;
    std::string stage;
    std::string stage_text;
    std::string updated_on;
    std::string supplement;
};

constexpr int contact_failures_max = 3;  // in failures_window
constexpr std::chrono::hours failures_window{24};
constexpr int application_failures_max = 10;  // by strangers, ever

// Inside a writer's job: the attempt and its outcome are on disk before anybody is answered.
dialogs::Result<Verification> verify_application(
    storage::Connection& connection, const Keys& keys, const Claim& claim, dialogs::Time now
);

// As scripts read it: status, title, state, state_text (the county's own words), state_words
// (ours), updated_on, supplement.
std::map<std::string, std::string> to_result(const Verification& verification);

}  // namespace gateway::registers
