#include "gateway/channels/codec/place.h"

namespace gateway::channels::codec {
namespace {

using dialogs::Message;
using dialogs::MessageKind;

constexpr std::size_t url_max = 1024;  // longer ones are nobody's to type

}  // namespace

void tell_place(
    Message& message, std::string_view name, std::string_view latitude, std::string_view longitude
) {
    message.kind = MessageKind::location;
    message.text = name;
    if (latitude.empty() || longitude.empty()) return;
    const auto where = std::string(latitude) + "," + std::string(longitude);
    message.text += name.empty() ? where : "（" + where + "）";
}

void tell_link(Message& message, std::string_view title, std::string_view url) {
    message.kind = MessageKind::link;
    message.text = title;
    if (url.empty() || url.size() > url_max) return;
    if (!title.empty()) message.text += ' ';
    message.text += url;
}

}  // namespace gateway::channels::codec
