#include "gateway/cli/flow_layout.h"

#include "dialogs/text/clean.h"
#include "gateway/cli/ways.h"

#include <algorithm>
#include <map>
#include <utility>

namespace gateway::cli {
namespace {

using dialogs::language::Destination;

constexpr int gap_y = 70;
constexpr int title_height = 50;

std::string name_of(const dialogs::language::Target& target) {
    return target.to == Destination::end    ? "结束"
           : target.to == Destination::back ? "返回"
                                            : target.name;
}

}  // namespace

FlowLayout::FlowLayout(const dialogs::language::Flow& flow) : flow_(flow) {
    for (const auto& step : flow.steps) {
        FlowBox box;
        box.step = &step;
        boxes_.push_back(std::move(box));
    }
    set_layers();
    for (auto& box : boxes_)
        write_lines(box);
}

FlowLayout::Extent FlowLayout::place(int top) {
    std::map<int, std::vector<FlowBox*>> layers;
    for (auto& box : boxes_)
        layers[box.layer].push_back(&box);
    Extent extent;
    int y = top + title_height;
    for (auto& [layer, row] : layers) {
        int x = margin;
        int tallest = 0;
        for (auto* box : row) {
            box->x = x;
            box->y = y;
            x += FlowBox::width + gap_x;
            tallest = std::max(tallest, box->height());
        }
        extent.width = std::max(extent.width, x + gap_x);
        y += tallest + gap_y;
    }
    extent.height = y - top;
    return extent;
}

std::size_t FlowLayout::index_of(std::string_view step) const {
    const auto found =
        std::ranges::find_if(boxes_, [&](const FlowBox& box) { return box.step->id == step; });
    return static_cast<std::size_t>(found - boxes_.begin());
}

void FlowLayout::set_layers() {
    for (auto& box : boxes_)
        box.layer = static_cast<int>(boxes_.size());
    boxes_.front().layer = 0;
    for (std::size_t round = 0; round < boxes_.size(); ++round) {
        for (const auto& box : boxes_) {
            for (const auto& way : ways_of(*box.step)) {
                if (way.to->to != Destination::step) continue;
                auto& next = boxes_.at(index_of(way.to->name));
                next.layer = std::min(next.layer, box.layer + 1);
            }
        }
    }
}

// Ways that an arrow would only blur are words: out of the flow, back up, and to itself.
void FlowLayout::write_lines(FlowBox& box) const {
    if (const auto words = words_of(*box.step); !words.empty())
        box.lines.push_back(shortened(words, FlowBox::longest_line));
    for (const auto& way : ways_of(*box.step)) {
        const bool inside = way.to->to == Destination::step;
        if (inside && box_of(way.to->name).layer > box.layer) continue;
        const char* const sign = !inside ? "→ " : way.to->name == box.step->id ? "↻ " : "↑ ";
        const std::string when = way.when.empty() ? "" : way.when + " ";
        box.lines.push_back(shortened(when + sign + name_of(*way.to), FlowBox::longest_line));
    }
}

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

}  // namespace gateway::cli
