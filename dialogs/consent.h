#pragma once

namespace dialogs {

// What a person lets us send him. What he writes is always answered, whatever it says here.
struct Consent {
    bool notices = true;  // what nobody asked for
    bool answers = true;  // what comes later of what he asked: a clerk's words, reminders

    bool operator==(const Consent&) const = default;
};

}  // namespace dialogs
