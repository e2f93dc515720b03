#include "gateway/guide/html.h"

#include <fmt/format.h>

namespace gateway::guide {
namespace {

constexpr std::string_view opening = "【";
constexpr std::string_view closing = "】";

// "【归谁管】医保局。" as the heading and what follows it; no heading: the line as it is.
std::string told_line(std::string_view line) {
    const auto end = line.starts_with(opening) ? line.find(closing) : std::string_view::npos;
    if (end == std::string_view::npos) return paragraph(line);
    const auto heading = line.substr(opening.size(), end - opening.size());
    const auto rest = line.substr(end + closing.size());
    return fmt::format("<h3>{}</h3>", escaped(heading)) + (rest.empty() ? "" : paragraph(rest));
}

}  // namespace

std::string escaped(std::string_view text) {
    std::string safe;
    safe.reserve(text.size());
    for (const char letter : text) {
        switch (letter) {
            case '&': safe += "&amp;"; break;
            case '<': safe += "&lt;"; break;
            case '>': safe += "&gt;"; break;
            case '"': safe += "&quot;"; break;
            case '\'': safe += "&#39;"; break;
            default:
                if (static_cast<unsigned char>(letter) >= 0x20 || letter == '\n') safe += letter;
        }
    }
    return safe;
}

std::string link(std::string_view address, std::string_view words) {
    return fmt::format("<a href=\"{}\">{}</a>", escaped(address), escaped(words));
}

std::string paragraph(std::string_view text) { return "<p>" + escaped(text) + "</p>"; }

std::string prose(std::string_view full) {
    std::string html;
    bool in_list = false;
    while (!full.empty()) {
        const auto end = full.find('\n');
        const auto line = full.substr(0, end);
        full.remove_prefix(end == std::string_view::npos ? full.size() : end + 1);
        if (line.empty()) continue;
        const bool is_item = line.starts_with("- ");
        if (is_item != in_list) html += is_item ? "<ul>" : "</ul>";
        in_list = is_item;
        html += is_item ? fmt::format("<li>{}</li>", escaped(line.substr(2))) : told_line(line);
    }
    return in_list ? html + "</ul>" : html;
}

}  // namespace gateway::guide
