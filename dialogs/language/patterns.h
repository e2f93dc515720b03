#pragma once
#include <string_view>

namespace dialogs::language {

inline constexpr const char* handoff_flow = "pattern_human_handoff";

// Flows the engine goes to by itself. A script must have the required ones.
inline constexpr std::string_view required_patterns[] = {
    handoff_flow,                    // a person is wanted, or nothing else helps
    "pattern_cannot_handle",         // a miss without a reask text of its own
    "pattern_clarification",         // several articles could be meant
    "pattern_continue_interrupted",  // back to the question after a digression
    "pattern_session_expired",       // the first message after expiry
    "pattern_internal_error",        // a limit was hit, an action or the script failed
};
inline constexpr std::string_view optional_patterns[] = {
    "pattern_correction",
    "pattern_not_undone",      // 返回 past something that was done: it stays done
    "pattern_set_aside",       // 菜单 in the middle of something: 继续 brings it back
    "pattern_question_guard",  // a menu of `answer` and `question`: which did the person mean?
    "pattern_script_changed",  // a step is gone: from a checkpoint on, everything told is kept
    "pattern_script_cleared",  // the same, and some of it has to be told again
    "pattern_script_ended",    // a flow is gone: its words are an apology
    "pattern_empty",
    "pattern_too_long",
    "pattern_media",
    "pattern_which_year",      // an answer that leaves two: {answer.candidates}
    "pattern_source",          // a line under an answer by SMS, where it makes that no dearer
    "pattern_perhaps_danger",  // a line before the answer, where a danger is only suspected
    "pattern_emergency",
    "pattern_waiting",  // 返回, 帮助, 0 … while a person is waited for: when he comes, and that
                        // 菜单 leads on
    "pattern_meanwhile",            // 菜单 then: the person will still come
    "pattern_redirected",           // a side question that another office decides: its offer
    "pattern_consent_stopped",      // no more notices
    "pattern_consent_stopped_all",  // nothing more at all, but answers to what is written anew
    "pattern_consent_started",      // both again
    "pattern_cancelled",
};
// Of these only the first words are used: what else stands in them is never come to.
inline constexpr std::string_view spoken_patterns[] = {
    "pattern_cannot_handle",
    "pattern_continue_interrupted",
    "pattern_correction",
    "pattern_not_undone",
    "pattern_meanwhile",
    "pattern_script_changed",
    "pattern_script_cleared",
    "pattern_script_ended",
    "pattern_empty",
    "pattern_too_long",
    "pattern_media",
    "pattern_which_year",
    "pattern_source",
    "pattern_perhaps_danger",
    "pattern_consent_stopped",
    "pattern_consent_stopped_all",
    "pattern_consent_started",
};

}  // namespace dialogs::language
