#include "domain/availability/question.hpp"

namespace kalends {

std::string_view zone_of(const MeetingTypeTerms& type, const Host& host,
                         std::string_view organisation_zone) {
    if (type.zone) return *type.zone;
    if (type.schedule) return type.schedule->zone;
    const bool is_only_host = type.hosts.fixed.size() == 1 && type.hosts.fixed[0] == host.id;
    return is_only_host ? std::string_view{host.terms->zone} : organisation_zone;
}

std::shared_ptr<const Schedule> schedule_of(const MeetingType& type, const Host& host) {
    if (const auto& own = type.terms->schedule) return {type.terms, &*own};
    const auto found = host.schedules->find(default_schedule);
    return found == host.schedules->end() ? nullptr : found->second.hours;
}

}  // namespace kalends
