#include "dialogs/text/warm_up.h"

#include "dialogs/text/lunar.h"
#include "dialogs/text/normalise.h"

namespace dialogs::text {

void warm_up() {
    (void)normalise("低保");
    (void)to_gregorian({1949, 1, false, 1});
}

}  // namespace dialogs::text
