#include "domain/absence.hpp"

#include <algorithm>
#include <utility>

#include "domain/host.hpp"

namespace kalends {
namespace {

TakenTime time_of(const std::vector<Absence>& all) {
    std::vector<Interval> times;
    times.reserve(all.size());
    for (const auto& absence : all) times.push_back(absence.time);
    return TakenTime{std::move(times)};
}

template <class Change>
Host changed(Host host, Change change) {
    auto all = host.absences ? host.absences->all() : std::vector<Absence>{};
    change(all);
    host.absences = all.empty() ? nullptr : std::make_shared<const Absences>(std::move(all));
    return host;
}

}  // namespace

Absences::Absences(std::vector<Absence> all) : all_{std::move(all)} {
    std::ranges::sort(all_, {}, &Absence::id);
    taken_ = time_of(all_);
}

const Absence* Absences::find(AbsenceId id) const {
    const auto found = std::ranges::lower_bound(all_, id, {}, &Absence::id);
    return found == all_.end() || found->id != id ? nullptr : &*found;
}

bool is_forgotten(const Absence& absence, Instant now) {
    return absence.time.end < now - calendar_memory;
}

Host evolve(Host host, const AbsenceAdded& e, const Recorded& at) {
    return changed(std::move(host), [&](std::vector<Absence>& all) {
        std::erase_if(all,
                      [&at](const Absence& absence) { return is_forgotten(absence, at.time); });
        all.push_back({e.absence, e.time, at.revision});
    });
}

Host evolve(Host host, const AbsenceRemoved& e, const Recorded&) {
    return changed(std::move(host), [&e](std::vector<Absence>& all) {
        std::erase_if(all, [&e](const Absence& absence) { return absence.id == e.absence; });
    });
}

}  // namespace kalends
