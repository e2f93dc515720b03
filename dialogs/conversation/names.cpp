#include "dialogs/conversation/names.h"

namespace dialogs::conversation {

const char* name(Priority priority) {
    switch (priority) {
        case Priority::normal: return "normal";
        case Priority::high: return "high";
        case Priority::urgent: return "urgent";
    }
    return "";
}

const char* name(SessionStatus status) {
    switch (status) {
        case SessionStatus::idle: return "idle";
        case SessionStatus::active: return "active";
        case SessionStatus::handed_over: return "handed_over";
        case SessionStatus::expired: return "expired";
    }
    return "";
}

const char* name(const Consent& consent) {
    if (consent.notices) return "all";
    return consent.answers ? "answers" : "nothing";
}

}  // namespace dialogs::conversation
