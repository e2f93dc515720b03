#include "gateway/config/organisation.h"

#include <algorithm>
#include <stdexcept>

namespace gateway::config {
namespace {

const Office* office_of(const std::vector<Office>& offices, std::string_view area) {
    const auto found = std::ranges::find(offices, area, &Office::area);
    return found == offices.end() ? nullptr : &*found;
}

}  // namespace

Organisation::Organisation(
    std::string prefix, std::vector<Area> areas, std::vector<Office> offices, Calendar calendar
)
    : prefix_(std::move(prefix)),
      areas_(std::move(areas)),
      offices_(std::move(offices)),
      calendar_(std::move(calendar)) {
    if (areas_.empty() || office_of(offices_, county().code) == nullptr) {
        throw std::logic_error("an organisation without a county or its office");
    }
    calendar_ = calendar_for(county().code);
}

const Area* Organisation::find(std::string_view code) const {
    const auto found = std::ranges::find(areas_, code, &Area::code);
    return found == areas_.end() ? nullptr : &*found;
}

bool Organisation::contains(std::string_view scope, std::string_view area) const {
    for (const Area* here = find(area); here != nullptr; here = find(here->parent)) {
        if (here->code == scope) return true;
    }
    return false;
}

const Office& Organisation::office_for(std::string_view area) const {
    for (const Area* here = find(area); here != nullptr; here = find(here->parent)) {
        const Office* office = office_of(offices_, here->code);
        if (office != nullptr) return *office;
    }
    return *office_of(offices_, county().code);
}

Calendar Organisation::calendar_for(std::string_view area) const {
    return calendar_.with_hours(office_for(area).hours);
}

}  // namespace gateway::config
