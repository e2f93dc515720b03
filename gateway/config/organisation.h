#pragma once
#include "gateway/config/calendar.h"
#include "gateway/config/problem.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Who serves whom: the county, its towns and villages, the offices with their hours, the working
// calendar. All that is particular to a county is in this file.

namespace gateway::config {

enum class TownSize { unset, large, small };  // 大镇 5–7 staff, 小镇 3–5

struct Area {
    std::string code;  // 6 digits a county, 9 a town or street, 12 a village
    std::string name;
    std::vector<std::string> aliases;  // what people type: 奔城, bencheng
    std::string parent;                // empty for the county
    TownSize size = TownSize::unset;   // of a town
};

struct Office {
    std::string area;  // whose residents it serves
    std::string name;
    std::string phone;  // empty: not told to anybody
    Hours hours = usual_hours();
    std::string address{};  // empty: not told to anybody
};

class Organisation {
public:
    Organisation(
        std::string prefix, std::vector<Area> areas, std::vector<Office> offices, Calendar calendar
    );

    const Area& county() const { return areas_.front(); }
    // Letters before case and receipt numbers, e.g. LN.
    const std::string& prefix() const { return prefix_; }
    const std::vector<Area>& areas() const { return areas_; }  // the county first
    const Area* find(std::string_view code) const;
    // Whether `area` is `scope` or lies in it; false for codes unknown here.
    bool contains(std::string_view scope, std::string_view area) const;
    // The office of the area or of the nearest area around it; the county's always exists.
    const Office& office_for(std::string_view area) const;
    // The calendar with that office's hours.
    Calendar calendar_for(std::string_view area) const;
    const Calendar& calendar() const { return calendar_; }  // with the county office's hours

private:
    std::string prefix_;
    std::vector<Area> areas_;
    std::vector<Office> offices_;
    Calendar calendar_;
};

Loaded<Organisation> load_organisation(const std::filesystem::path& file);

}  // namespace gateway::config
