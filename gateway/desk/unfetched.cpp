#include "gateway/desk/unfetched.h"

#include "gateway/desk/journal.h"

#include <array>
#include <string>
#include <utility>

namespace gateway::desk {
namespace {

using Words = std::pair<std::string_view, std::string_view>;

constexpr std::array<Words, 4> kinds{
    {{"image", "图片"}, {"voice", "语音"}, {"video", "视频"}, {"file", "文件"}}};
constexpr std::array<Words, 4> troubles{{
    {"too_large", "太大了，或存放的地方满了"},
    {"wrong_type", "不收这种文件"},
    {"gone", "对方平台上已经没有了"},
    {"not_allowed", "存放它的网站不在允许的名单里"},
}};

template <class Table>
std::string_view look_up(const Table& table, std::string_view name, std::string_view otherwise) {
    for (const auto& [known, words] : table) {
        if (known == name) return words;
    }
    return otherwise;
}

}  // namespace

storage::Result<void> tell_unfetched(
    storage::Connection& connection,
    std::int64_t conversation,
    std::string_view kind,
    std::string_view code,
    storage::Time now
) {
    auto found = storage::find_conversation(connection, conversation);
    if (!found) return found.error();
    if (!*found || (*found)->control == storage::Control::bot) return {};
    storage::Utterance note;
    note.conversation = conversation;
    note.author = storage::Author::note;
    note.text = "居民发的" + std::string(look_up(kinds, kind, "文件")) + "没能取回来：" +
                std::string(look_up(troubles, code, "一直连不上")) + "。请他重发，或打电话问。";
    note.at = now;
    auto message = storage::add_message(connection, note);
    if (!message) return message.error();
    return message_added(connection, **found, note.author, *message, now);
}

}  // namespace gateway::desk
