#include "dialogs/text/warm_up.h"

#include "dialogs/text/lunar.h"
#include "dialogs/text/normalise.h"
#include "dialogs/text/pinyin.h"

namespace dialogs::text {

void warm_up() {
    (void)normalise("繁體");
    (void)syllables("倴城重庆");
    (void)to_gregorian({1949, 1, false, 1});
}

}  // namespace dialogs::text
