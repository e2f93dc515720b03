#include "dialogs/text/atoms.h"
#include "dialogs/text/segments.h"

#include <algorithm>

namespace dialogs::text {

namespace {

using Atoms = std::vector<Atom>;

class Splitter {
public:
    Splitter(const Atoms& atoms, Unit unit, std::size_t limit)
        : atoms_(atoms), unit_(unit), limit_(limit) {
        for (const auto& atom : atoms_)
            sizes_.push_back(measure(atom.text, unit_));
    }

    std::vector<std::string> parts() const {
        std::vector<std::string> parts;
        std::size_t first = past_space(0);
        while (first < atoms_.size()) {
            const auto end = cut_after(first);
            auto part = joined(first, end);
            if (!part.empty()) parts.push_back(std::move(part));
            first = past_space(end);
        }
        return parts;
    }

private:
    std::size_t past_space(std::size_t at) const {
        while (at < atoms_.size() && atoms_[at].space)
            ++at;
        return at;
    }

    // Trailing spaces do not count: they are dropped at the cut.
    std::size_t furthest(std::size_t first) const {
        std::size_t used = 0;
        std::size_t end = first;
        for (std::size_t at = first; at < atoms_.size(); ++at) {
            used += sizes_[at];
            if (used > limit_ && !atoms_[at].space) break;
            end = at + 1;
        }
        return std::max(end, first + 1);
    }

    // The last good place in the second three quarters of what fits, the best kind first: a cut
    // after the first few words would cost a part.
    std::size_t cut_after(std::size_t first) const {
        const auto end = furthest(first);
        if (end >= atoms_.size()) return end;
        for (const auto kind : {Atom::End::sentence, Atom::End::clause, Atom::End::word}) {
            std::size_t best = 0;
            std::size_t used = 0;
            for (std::size_t at = first; at < end; ++at) {
                used += sizes_[at];
                if (atoms_[at].end == kind && used * 4 >= limit_) best = at + 1;
            }
            if (best != 0) return best;
        }
        return end;
    }

    std::string joined(std::size_t first, std::size_t end) const {
        while (end > first && atoms_[end - 1].space)
            --end;
        std::string part;
        for (std::size_t at = first; at < end; ++at)
            part += atoms_[at].text;
        return part;
    }

    const Atoms& atoms_;
    Unit unit_;
    std::size_t limit_;
    std::vector<std::size_t> sizes_;
};

}  // namespace

std::vector<std::string> split(std::string_view text, Unit unit, std::size_t limit) {
    limit = std::max<std::size_t>(limit, 1);
    if (text.empty()) return {};
    if (measure(text, unit) <= limit) return {std::string(text)};
    const auto fits = [unit, limit](std::string_view piece) {
        return measure(piece, unit) <= limit;
    };
    const auto pieces = atoms(text, fits);
    return Splitter(pieces, unit, limit).parts();
}

}  // namespace dialogs::text
