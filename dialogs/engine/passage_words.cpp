#include "dialogs/engine/passage_words.h"

namespace dialogs::engine {

std::string worded(const language::ChannelProfile& channel, const Passage& passage) {
    if (channel.max_segments > 0 || passage.full.empty()) return passage.sms;
    if (passage.source.empty()) return passage.full;
    return passage.full + "\n（依据：" + passage.source + "）";
}

}  // namespace dialogs::engine
