#include "gateway/cli/flow_chart.h"

#include "gateway/cli/flow_layout.h"
#include "gateway/cli/ways.h"

#include <fmt/format.h>

#include <algorithm>

namespace gateway::cli {
namespace {

using dialogs::language::Flow;

constexpr std::size_t longest_label = 14;  // Han characters

std::string escaped(std::string_view text) {
    std::string out;
    for (const char letter : text) {
        switch (letter) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\n': out += ' '; break;
            default: out += letter;
        }
    }
    return out;
}

// What fits on a line after a name in bold letters.
std::size_t room_beside(std::string_view id) {
    const std::size_t taken = (id.size() + 3) / 2;
    return taken + 3 < FlowBox::longest_line - 3 ? FlowBox::longest_line - 3 - taken : 3;
}

std::string arrow(const FlowBox& from, const FlowBox& to, const std::string& when) {
    const bool down = to.layer > from.layer;
    const int x1 = down ? from.middle() : from.x + FlowBox::width;
    const int y1 = down ? from.y + from.height() : from.y + 20;
    const int x2 = down ? to.middle() : to.x + FlowBox::width;
    const int y2 = down ? to.y : to.y + 20;
    const int bend = FlowLayout::gap_x - 15;
    const std::string path =
        down ? fmt::format("M{} {} C{} {} {} {} {} {}", x1, y1, x1, y1 + 35, x2, y2 - 35, x2, y2)
             : fmt::format(
                   "M{} {} C{} {} {} {} {} {}", x1, y1, x1 + bend, y1, x2 + bend, y2, x2, y2
               );
    std::string svg = fmt::format("<path d=\"{}\" class=\"way{}\"/>\n", path, down ? "" : " back");
    if (when.empty() || !down) return svg;
    const int x = (x1 + 2 * x2) / 3;
    const int y = y1 + (y2 - y1) * 2 / 3;
    svg += fmt::format(
        "<text x=\"{}\" y=\"{}\" class=\"when\">{}</text>\n",
        x,
        y,
        escaped(shortened(when, longest_label))
    );
    return svg;
}

std::string picture(const std::string& flow, const FlowBox& box) {
    const bool asks = dialogs::language::waits_for_person(*box.step);
    std::string svg = fmt::format(
        "<g id=\"{}.{}\"><title>{}</title><rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" "
        "rx=\"8\" class=\"{}\"/>\n",
        escaped(flow),
        escaped(box.step->id),
        escaped(words_of(*box.step)),
        box.x,
        box.y,
        FlowBox::width,
        box.height(),
        asks ? "asks" : "acts"
    );
    svg += fmt::format(
        "<text x=\"{}\" y=\"{}\"><tspan class=\"id\">{}</tspan> {}</text>\n",
        box.x + 10,
        box.y + 22,
        escaped(box.step->id),
        escaped(shortened(kind_of(*box.step), room_beside(box.step->id)))
    );
    int y = box.y + 22;
    for (const auto& line : box.lines)
        svg += fmt::format(
            "<text x=\"{}\" y=\"{}\" class=\"line\">{}</text>\n",
            box.x + 10,
            y += FlowBox::line_height,
            escaped(line)
        );
    return svg + "</g>\n";
}

std::string chart(const FlowLayout& layout, int top) {
    const auto& flow = layout.flow();
    std::string svg = fmt::format(
        "<text x=\"{}\" y=\"{}\" class=\"flow\">{}　{}</text>\n",
        FlowLayout::margin,
        top + 30,
        escaped(flow.id),
        escaped(flow.description)
    );
    for (const auto& box : layout.boxes())
        for (const auto& way : ways_of(*box.step))
            if (way.to->to == dialogs::language::Destination::step && way.to->name != box.step->id)
                svg += arrow(box, layout.box_of(way.to->name), way.when);
    for (const auto& box : layout.boxes())
        svg += picture(flow.id, box);
    return svg;
}

constexpr const char* style =
    "text{font:14px 'Noto Sans SC','Noto Sans CJK SC','Microsoft YaHei','PingFang "
    "SC',sans-serif;fill:#222}"
    ".flow{font-size:20px;font-weight:bold}.id{font-weight:bold}.line{font-size:12px;fill:#444}"
    ".when{font-size:12px;fill:#8a4b00;text-anchor:middle;paint-order:stroke;stroke:#fff;stroke-"
    "width:4px}"
    "rect{stroke:#5b6b7b;stroke-width:1.2}.asks{fill:#fff4d6}.acts{fill:#eaf2fb}"
    ".way{fill:none;stroke:#5b6b7b;stroke-width:1.4;marker-end:url(#tip)}.back{stroke-dasharray:5 "
    "4}";

}  // namespace

std::string draw(const std::vector<const Flow*>& flows) {
    std::string body;
    int top = 0;
    int width = 2 * FlowBox::width;
    for (const Flow* flow : flows) {
        FlowLayout layout(*flow);
        const auto extent = layout.place(top);
        body += chart(layout, top);
        top += extent.height;
        width = std::max(width, extent.width);
    }
    return fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} "
        "{1}\">\n<style>{2}</style>\n<defs><marker id=\"tip\" viewBox=\"0 0 10 10\" refX=\"9\" "
        "refY=\"5\" "
        "markerWidth=\"7\" markerHeight=\"7\" orient=\"auto-start-reverse\"><path d=\"M0 0L10 5L0 "
        "10z\" fill=\"#5b6b7b\"/></marker></defs>\n<rect width=\"100%\" height=\"100%\" "
        "fill=\"#fff\" "
        "stroke=\"none\"/>\n{3}</svg>\n",
        width,
        top,
        style,
        body
    );
}

}  // namespace gateway::cli
