#include "gateway/cli/flow_chart.h"

#include "dialogs/text/clean.h"
#include "gateway/cli/ways.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace gateway::cli {
namespace {

using dialogs::language::Destination;
using dialogs::language::Flow;
using dialogs::language::Step;

// All in pixels of the drawing.
constexpr int box_width = 230;
constexpr int gap_x = 60;
constexpr int gap_y = 70;
constexpr int line_height = 18;
constexpr int margin = 30;
constexpr int title_height = 50;
constexpr std::size_t longest_line = 17;  // Han characters that fit into a box
constexpr std::size_t longest_label = 14;

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

// Letters that are half as wide as a Han character count half.
std::string shortened(std::string_view text, std::size_t most) {
    std::u32string kept;
    std::size_t halves = 0;
    for (const char32_t letter : dialogs::text::to_utf32(text)) {
        halves += letter < 0x2000 ? 1 : 2;
        if (halves > 2 * most) return dialogs::text::to_utf8(kept) + "…";
        kept += letter;
    }
    return dialogs::text::to_utf8(kept);
}

// What fits on a line after a name in bold letters.
std::size_t room_beside(std::string_view id) {
    const std::size_t taken = (id.size() + 3) / 2;
    return taken + 3 < longest_line - 3 ? longest_line - 3 - taken : 3;
}

struct Box {
    const Step* step = nullptr;
    std::vector<std::string> lines;
    int layer = 0;
    int x = 0;
    int y = 0;

    int height() const { return line_height * static_cast<int>(lines.size()) + 34; }
    int middle() const { return x + box_width / 2; }
};

std::string name_of(const dialogs::language::Target& target) {
    return target.to == Destination::end    ? "结束"
           : target.to == Destination::back ? "返回"
                                            : target.name;
}

// One flow, laid out from its first step downwards.
class Chart {
public:
    explicit Chart(const Flow& flow) : flow_(flow) {
        for (const Step& step : flow.steps) {
            Box box;
            box.step = &step;
            boxes_.push_back(std::move(box));
        }
        set_layers();
        for (Box& box : boxes_)
            write_lines(box);
    }

    // Gives the height it needs; its width is kept in `width`.
    int place(int top, int& width) {
        std::map<int, std::vector<Box*>> layers;
        for (Box& box : boxes_)
            layers[box.layer].push_back(&box);
        int y = top + title_height;
        for (auto& [layer, row] : layers) {
            int x = margin;
            int tallest = 0;
            for (Box* box : row) {
                box->x = x;
                box->y = y;
                x += box_width + gap_x;
                tallest = std::max(tallest, box->height());
            }
            width = std::max(width, x + gap_x);
            y += tallest + gap_y;
        }
        return y - top;
    }

    std::string draw(int top) const {
        std::string svg = fmt::format(
            "<text x=\"{}\" y=\"{}\" class=\"flow\">{}　{}</text>\n",
            margin,
            top + 30,
            escaped(flow_.id),
            escaped(flow_.description)
        );
        for (const Box& box : boxes_)
            for (const Way& way : ways_of(*box.step))
                if (way.to->to == Destination::step && way.to->name != box.step->id)
                    svg += arrow(box, *find(way.to->name), way.when);
        for (const Box& box : boxes_)
            svg += picture(box);
        return svg;
    }

private:
    Box* find(std::string_view id) {
        const auto found = std::find_if(boxes_.begin(), boxes_.end(), [&](const Box& box) {
            return box.step->id == id;
        });
        return found == boxes_.end() ? nullptr : &*found;
    }
    const Box* find(std::string_view id) const { return const_cast<Chart*>(this)->find(id); }

    // As far from the first step as its shortest way.
    void set_layers() {
        for (Box& box : boxes_)
            box.layer = static_cast<int>(boxes_.size());
        boxes_.front().layer = 0;
        for (std::size_t round = 0; round < boxes_.size(); ++round) {
            for (const Box& box : boxes_) {
                for (const Way& way : ways_of(*box.step)) {
                    if (way.to->to != Destination::step) continue;
                    Box* const next = find(way.to->name);
                    next->layer = std::min(next->layer, box.layer + 1);
                }
            }
        }
    }

    // Ways that an arrow would only blur are words: out of the flow, back up, and to itself.
    void write_lines(Box& box) const {
        if (const auto words = words_of(*box.step); !words.empty())
            box.lines.push_back(shortened(words, longest_line));
        for (const Way& way : ways_of(*box.step)) {
            const bool inside = way.to->to == Destination::step;
            if (inside && find(way.to->name)->layer > box.layer) continue;
            const char* const sign = !inside ? "→ " : way.to->name == box.step->id ? "↻ " : "↑ ";
            const std::string when = way.when.empty() ? "" : way.when + " ";
            box.lines.push_back(shortened(when + sign + name_of(*way.to), longest_line));
        }
    }

    static std::string arrow(const Box& from, const Box& to, const std::string& when) {
        const bool down = to.layer > from.layer;
        const int x1 = down ? from.middle() : from.x + box_width;
        const int y1 = down ? from.y + from.height() : from.y + 20;
        const int x2 = down ? to.middle() : to.x + box_width;
        const int y2 = down ? to.y : to.y + 20;
        const int bend = gap_x - 15;
        const std::string path =
            down
                ? fmt::format("M{} {} C{} {} {} {} {} {}", x1, y1, x1, y1 + 35, x2, y2 - 35, x2, y2)
                : fmt::format(
                      "M{} {} C{} {} {} {} {} {}", x1, y1, x1 + bend, y1, x2 + bend, y2, x2, y2
                  );
        std::string svg =
            fmt::format("<path d=\"{}\" class=\"way{}\"/>\n", path, down ? "" : " back");
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

    std::string picture(const Box& box) const {
        const bool asks = dialogs::language::waits_for_person(*box.step);
        std::string svg = fmt::format(
            "<g id=\"{}.{}\"><title>{}</title><rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" "
            "rx=\"8\" class=\"{}\"/>\n",
            escaped(flow_.id),
            escaped(box.step->id),
            escaped(words_of(*box.step)),
            box.x,
            box.y,
            box_width,
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
                y += line_height,
                escaped(line)
            );
        return svg + "</g>\n";
    }

    const Flow& flow_;
    std::vector<Box> boxes_;
};

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
    int width = 2 * box_width;
    for (const Flow* flow : flows) {
        Chart chart(*flow);
        const int height = chart.place(top, width);
        body += chart.draw(top);
        top += height;
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
