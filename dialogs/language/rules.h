#pragma once
#include "dialogs/language/fields.h"
#include "dialogs/language/script.h"
#include "dialogs/language/surroundings.h"

// The rules of lint(), one file a concern. Each looks at a script whose names are all resolved.

namespace dialogs::language {

void warn(Problems& problems, const Mark& mark, std::string code, std::string message);

void check_reach(const Script& script, Problems& problems);     // D001
void check_ends(const Script& script, Problems& problems);      // D003 D004
void check_cycles(const Script& script, Problems& problems);    // D005 D006
void check_choices(const Script& script, Problems& problems);   // D008 D033
void check_slot_use(const Script& script, Problems& problems);  // D010 D011 D013
void check_values(const Script& script, Problems& problems);    // D012
void check_types(const Script& script, Problems& problems);     // D012
void check_actions(const Script& script, Problems& problems);   // D020 D021 D022
void check_length(const Script& script, Problems& problems);    // D030 D031
void check_privacy(const Script& script, Problems& problems);   // D050 D051 D052
void check_people(const Script& script, Problems& problems);    // D060 D061
void check_labels(const Script& script, Problems& problems);    // D009
void check_answers(const Script& script, Problems& problems);   // D014 D015
void check_letters(const Script& script, Problems& problems);   // D032
void check_effect(const Script& script, Problems& problems);    // D002 D016
void check_names(const Script& script, Problems& problems);     // D002 D012

// These need to know more than the script.
void check_articles(
    const Script& script, const Surroundings& around, Problems& problems
);  // D040 D041
void check_tests(const Script& script, const Surroundings& around, Problems& problems);    // D070
void check_waiting(const Script& script, const Surroundings& around, Problems& problems);  // D071

}  // namespace dialogs::language
