#pragma once
#include "dialogs/language/script.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// Where the steps of a flow stand in a drawing, and what is written in them. All in pixels.

namespace gateway::cli {

struct FlowBox {
    static constexpr int width = 230;
    static constexpr int line_height = 18;
    static constexpr std::size_t longest_line = 17;  // Han characters that fit into it

    const dialogs::language::Step* step = nullptr;
    std::vector<std::string> lines{};  // below the step's name
    int layer = 0;                     // as far from the first step as its shortest way
    int x = 0;
    int y = 0;

    int height() const { return line_height * static_cast<int>(lines.size()) + 34; }
    int middle() const { return x + width / 2; }
};

// One flow, laid out from its first step downwards. The flow outlives it.
class FlowLayout {
public:
    static constexpr int margin = 30;
    static constexpr int gap_x = 60;

    explicit FlowLayout(const dialogs::language::Flow& flow);

    struct Extent {
        int width = 0;
        int height = 0;
    };
    // Puts the boxes below `top`, with room for a title above them.
    Extent place(int top);

    const dialogs::language::Flow& flow() const { return flow_; }
    const std::vector<FlowBox>& boxes() const { return boxes_; }
    // Of a step that the flow has.
    const FlowBox& box_of(std::string_view step) const { return boxes_.at(index_of(step)); }

private:
    std::size_t index_of(std::string_view step) const;
    void set_layers();
    void write_lines(FlowBox& box) const;

    const dialogs::language::Flow& flow_;
    std::vector<FlowBox> boxes_;
};

// As much of the text as `most` Han characters take, and … for the rest. Letters that are half as
// wide count half.
std::string shortened(std::string_view text, std::size_t most);

}  // namespace gateway::cli
