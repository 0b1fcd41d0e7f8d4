#include "domain/availability/question.hpp"

namespace kalends {

std::string_view zone_of(const Question& question) {
    const MeetingTypeTerms& type = *question.type.terms;
    if (type.zone) return *type.zone;
    if (type.schedule) return type.schedule->zone;
    if (type.hosts.size() == 1) return question.hosts.front()->terms->zone;
    return question.organisation_zone;
}

std::span<const Host* const> hosts_of_group(const Question& question, std::size_t group) {
    const HostPlan& plan = question.type.terms->hosts;
    std::size_t before = plan.fixed.size();
    for (std::size_t i = 0; i < group; ++i) before += plan.groups[i].members.size();
    return question.hosts.subspan(before, plan.groups[group].members.size());
}

std::shared_ptr<const Schedule> schedule_of(const MeetingType& type, const Host& host) {
    if (const auto& own = type.terms->schedule) return {type.terms, &*own};
    const auto found = host.schedules->find(type.terms->schedule_name());
    return found == host.schedules->end() ? nullptr : found->second.hours;
}

}  // namespace kalends
