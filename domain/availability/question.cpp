#include "domain/availability/question.hpp"

namespace kalends {

std::string_view zone_of(const Question& question) {
    const MeetingTypeTerms& type = *question.type.terms;
    if (type.zone) return *type.zone;
    if (type.schedule) return type.schedule->zone;
    if (type.hosts.fixed.size() == 1) return question.hosts.front()->terms->zone;
    return question.organisation_zone;
}

std::shared_ptr<const Schedule> schedule_of(const MeetingType& type, const Host& host) {
    if (const auto& own = type.terms->schedule) return {type.terms, &*own};
    const auto found = host.schedules->find(default_schedule);
    return found == host.schedules->end() ? nullptr : found->second.hours;
}

}  // namespace kalends
